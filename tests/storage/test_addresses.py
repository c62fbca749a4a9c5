"""What an address says, what is wrong with it, and what of it may be shown."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ConfigError
from pipeline.storage.addresses import Address, is_remote, parse, problem_of, without_secrets

SECRETS = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=8)


def test_a_folder_is_no_address() -> None:
    assert [is_remote(root) for root in ("data", "/srv/news", "C:/news", "s3://news/desk")] == [False] * 3 + [True]


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        ("s3://news/desk", Address(kind="s3", bucket="news", folder="desk", options={})),
        ("s3://news", Address(kind="s3", bucket="news", folder="", options={})),
        (
            "s3://AKIA:se%2Fcret@news/a/b/?region=eu-central-1&endpoint_override=127.0.0.1:9000&scheme=http",
            Address(
                kind="s3",
                bucket="news",
                folder="a/b",
                key="AKIA",
                secret="se/cret",  # noqa: S106
                options={"region": "eu-central-1", "endpoint_override": "127.0.0.1:9000", "scheme": "http"},
            ),
        ),
        ("s3://news/für alle/a%3Fb", Address(kind="s3", bucket="news", folder="für alle/a?b", options={})),
        ("gs://news/desk", Address(kind="gs", bucket="news", folder="desk", options={})),
        ("gcs://anonymous@news", Address(kind="gs", bucket="news", folder="", key="anonymous", options={})),
        (
            "abfs://news@acme.dfs.core.windows.net/desk",
            Address(kind="abfs", bucket="news", folder="desk", account="acme", options={}),
        ),
        (
            "abfss://news:c2VjcmV0@acme.dfs.core.windows.net/desk",
            Address(kind="abfs", bucket="news", folder="desk", account="acme", secret="c2VjcmV0", options={}),  # noqa: S106
        ),
    ],
)
def test_what_an_address_says(root: str, expected: Address) -> None:
    assert problem_of(root) is None
    assert parse(root) == expected
    assert parse(root).secret == expected.secret


@pytest.mark.parametrize(
    ("root", "problem"),
    [
        (
            "http://news/desk",
            "http:// is none of s3://, gs://, gcs://, abfs://, abfss://; a folder is given as its path",
        ),
        ("s3://", "names no bucket; write it as s3://bucket/folder"),
        ("gs:///desk", "names no bucket; write it as gs://bucket/folder"),
        (
            "abfs://news/desk",
            "names no bucket; write it as abfs://container@account.dfs.core.windows.net/folder",
        ),
        ("s3://news?zone=1", "has an unknown option 'zone'; known are region, endpoint_override, scheme"),
        ("abfs://news@acme.dfs.core.windows.net/a?sig=x", "has an unknown option 'sig'; known are none"),
        (
            "s3://news?endpoint_override=http://127.0.0.1:9000",
            "has an endpoint_override with a scheme; write it as host:port, with &scheme=http where it is not https",
        ),
        ("s3://news?scheme=ftp", "has a scheme that is neither http nor https"),
        (
            "s3://key:se/cret@news/desk",
            "has a key or secret that is cut short; write / in it as %2F, + as %2B and @ as %40",
        ),
    ],
)
def test_what_is_wrong_with_an_address(root: str, problem: str) -> None:
    assert problem_of(root) == problem
    with pytest.raises(ConfigError) as caught:
        parse(root)
    assert str(caught.value) == f"storage root {without_secrets(root)!r} {problem}"


@pytest.mark.parametrize(
    ("root", "shown"),
    [
        ("/srv/news", "/srv/news"),
        ("s3://key:secret@news/desk?region=x", "s3://news/desk"),
        ("s3://key:se/cret@news/desk", "s3://..."),
        ("s3://key:se?cret@news/desk", "s3://..."),
        ("s3://key:s@e/cret@news/desk", "s3://..."),
        ("s3://key:s@e?cret@news/desk", "s3://..."),
        ("s3://news/desk@night", "s3://news/desk@night"),
        ("abfs://news:secret@acme.dfs.core.windows.net/desk", "abfs://news@acme.dfs.core.windows.net/desk"),
        ("abfs://news@acme.dfs.core.windows.net/desk", "abfs://news@acme.dfs.core.windows.net/desk"),
        ("http://user:secret@host/x", "http://host/x"),
    ],
)
def test_what_is_shown(root: str, shown: str) -> None:
    assert without_secrets(root) == shown


@given(secret=SECRETS)
def test_a_secret_is_read_and_never_shown(secret: str) -> None:
    root = f"s3://some-key:{quote(secret, safe='')}@b/f?region=us-east-1"
    address = parse(root)
    assert (address.key, address.secret, address.bucket) == ("some-key", secret, "b")
    assert secret not in repr(address)
    assert without_secrets(root) == "s3://b/f"


@given(secret=SECRETS)
def test_of_a_secret_that_is_not_quoted_nothing_is_shown(secret: str) -> None:
    root = f"s3://some-key:{secret}@b/f"
    assert without_secrets(root) in {"s3://b/f", "s3://..."}
    if without_secrets(root) == "s3://...":
        assert "is cut short" in str(problem_of(root))
