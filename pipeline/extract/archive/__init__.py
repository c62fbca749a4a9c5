"""Every response as it came, in WARC files with an index."""
