"""A store of an earlier copydesk, brought to the present schema: every reader then finds one schema a dataset.

<root>/.schema_version   the version that every file of the store has
"""

from pipeline.events import Event, tell
from pipeline.load.layout.columns import DATASETS, Dataset
from pipeline.load.layout.files import read_file, version_of_file, write_file
from pipeline.load.layout.schemas import VERSION, refuse_newer
from pipeline.storage import Store

_MARK = ".schema_version"


def migrate(store: Store) -> None:
    """Rewrite the files of earlier schema versions. Cheap when there is nothing to do; may be repeated after a kill.

    Raises StoreError, before anything is changed, for a store of a newer version.
    """
    if store.exists(_MARK):
        stated = store.read(_MARK).decode(errors="replace").strip()
        refuse_newer(int(stated) if stated.isdecimal() else 0, store.named(_MARK))
        if stated == str(VERSION):
            return
    older = [(name, dataset) for dataset in DATASETS.values() for name in _older(store, dataset)]
    if older:
        tell(Event.DATASETS_MIGRATE, count=len(older), version=VERSION)
    for name, dataset in older:
        write_file(store, name, read_file(store, name, dataset))
    store.write(_MARK, str(VERSION).encode())


def _older(store: Store, dataset: Dataset) -> list[str]:
    names = [file.name for file in store.files(dataset.name) if file.name.endswith(".parquet")]
    return [name for name in names if version_of_file(store, name) < VERSION]
