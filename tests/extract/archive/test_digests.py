from pipeline.extract.archive.digests import payload_digest


def test_a_digest_is_spelled_as_in_warc_files() -> None:
    assert payload_digest(b"") == "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"
    assert payload_digest(b"<p>hello</p>") == "sha1:EH2SPSI2J7IA53E7X7MLVOIBNGZPXYIP"
