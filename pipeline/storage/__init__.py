"""Where datasets and archive lie: a folder of this machine, or a bucket by `s3://`, `gs://` or `abfs://`."""

from pipeline.storage.held import is_held
from pipeline.storage.lock import locked
from pipeline.storage.store import Store, Stored

__all__ = ["Store", "Stored", "is_held", "locked"]
