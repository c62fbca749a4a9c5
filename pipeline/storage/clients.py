"""The two libraries that a bucket is used through: pyarrow reads, obstore changes.

pyarrow publishes a file whose writing broke off, and leaves an empty object in a folder's place when it deletes in it,
which not every server can keep; obstore does neither.
"""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal

from obstore.store import AzureStore, GCSStore, ObjectStore, S3Store
from pyarrow import fs

from pipeline.errors import ConfigError
from pipeline.storage.addresses import Address
from pipeline.storage.faults import explained

if TYPE_CHECKING:
    from obstore.store import ClientConfig, GCSCredential, RetryConfig

# pyarrow's own settings let a server that takes connections and never answers hold a request for 100 s
_ATTEMPTS = 3
_CONNECT = timedelta(seconds=10)
_REQUEST = timedelta(seconds=60)


def complete(address: Address, environ: Mapping[str, str] = os.environ) -> Address:
    """An S3 address with the endpoint and region that it leaves to the environment; Amazon is asked for its region.

    Raises ConfigError when Amazon knows of no such bucket.
    """
    if address.kind != "s3":
        return address
    options = dict(address.options)
    endpoint = environ.get("AWS_ENDPOINT_URL_S3") or environ.get("AWS_ENDPOINT_URL")
    if endpoint and "endpoint_override" not in options:
        options["scheme"], _, options["endpoint_override"] = endpoint.rstrip("/").partition("://")
    region = options.get("region") or environ.get("AWS_REGION") or environ.get("AWS_DEFAULT_REGION")
    if region is None:
        region = "us-east-1" if "endpoint_override" in options else _asked_region(address.bucket)
    return replace(address, options=options | {"region": region})


def reader(address: Address) -> fs.FileSystem:
    """The pyarrow file system of a complete address; paths in it begin with the bucket."""
    scheme: Literal["http", "https"] = "http" if address.options.get("scheme") == "http" else "https"
    endpoint = address.options.get("endpoint_override")
    match address.kind:
        case "gs":
            anonymous = address.key == "anonymous"
            return fs.GcsFileSystem(
                anonymous=anonymous, scheme=scheme, endpoint_override=endpoint, retry_time_limit=_REQUEST
            )
        case "abfs":
            return fs.AzureFileSystem(account_name=address.account, account_key=address.secret)
        case _:
            return fs.S3FileSystem(
                access_key=address.key,
                secret_key=address.secret,
                region=address.options["region"],
                scheme=scheme,
                endpoint_override=endpoint,
                connect_timeout=_CONNECT.total_seconds(),
                retry_strategy=fs.AwsStandardS3RetryStrategy(max_attempts=_ATTEMPTS),
            )


def client(address: Address) -> ObjectStore:
    """obstore's client of a complete address; names in it are relative to the folder."""
    prefix, endpoint = address.folder or None, address.endpoint
    client_options: ClientConfig = {"allow_http": True, "connect_timeout": _CONNECT, "timeout": _REQUEST}
    retry_config: RetryConfig = {"max_retries": _ATTEMPTS, "retry_timeout": _REQUEST}
    match address.kind:
        case "gs":
            return GCSStore(
                address.bucket,
                prefix=prefix,
                config=_given(base_url=endpoint),
                client_options=client_options,
                retry_config=retry_config,
                credential_provider=_nobody if address.key == "anonymous" else None,
            )
        case "abfs":
            return AzureStore(
                address.bucket,
                prefix=prefix,
                config=_given(account_name=address.account, account_key=address.secret),
                client_options=client_options,
                retry_config=retry_config,
            )
        case _:
            keys = _given(access_key_id=address.key, secret_access_key=address.secret)
            return S3Store(
                address.bucket,
                prefix=prefix,
                config=_given(region=address.options["region"], endpoint=endpoint) | keys,
                client_options=client_options,
                retry_config=retry_config,
            )


def _given(**settings: str | None) -> Any:
    """Those that are not None; what is left out comes from the environment or the machine's role."""
    return {name: value for name, value in settings.items() if value is not None}


def _nobody() -> "GCSCredential":
    """obstore's own «skip_signature» holds for reading alone."""
    return {"token": "", "expires_at": None}


def _asked_region(bucket: str) -> str:
    try:
        return fs.resolve_s3_region(bucket)
    except OSError as error:
        raise ConfigError(
            f"storage root s3://{bucket}: Amazon does not tell its region: {explained(error)}; "
            "give ?region=... in the address, and ?endpoint_override=... for a server that is not Amazon's"
        ) from None
