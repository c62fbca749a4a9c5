"""A ledger as the first copydesk left it: its tables as that one made them, and what two of its runs wrote there."""

from sqlalchemy import Connection

_TYPES = {
    "sqlite": {"instant": "DATETIME", "number": "INTEGER"},
    "postgresql": {"instant": "TIMESTAMP WITHOUT TIME ZONE", "number": "SERIAL"},
}

_TABLES = """
CREATE TABLE articles (
    article_id VARCHAR(16) NOT NULL, url TEXT NOT NULL, date DATE NOT NULL, PRIMARY KEY (article_id)
);
CREATE TABLE attempts (
    id {number} NOT NULL, run_id VARCHAR(40) NOT NULL, url TEXT NOT NULL, source VARCHAR(100) NOT NULL,
    purpose VARCHAR(20) NOT NULL, started_at {instant} NOT NULL, outcome VARCHAR(40) NOT NULL, status INTEGER,
    size BIGINT NOT NULL, seconds FLOAT NOT NULL, robots_rule TEXT, final_url TEXT, detail TEXT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX attempts_by_run ON attempts (run_id);
CREATE TABLE copydesk_schema (version {number} NOT NULL, PRIMARY KEY (version));
CREATE TABLE problems (
    run_id VARCHAR(40) NOT NULL, source VARCHAR(100) NOT NULL, url TEXT NOT NULL, reason VARCHAR(40) NOT NULL,
    detail TEXT NOT NULL, PRIMARY KEY (run_id, source, url)
);
CREATE TABLE runs (
    run_id VARCHAR(40) NOT NULL, started_at {instant} NOT NULL, finished_at {instant}, status VARCHAR(20) NOT NULL,
    parameters JSON NOT NULL, PRIMARY KEY (run_id)
);
CREATE TABLE urls (
    url TEXT NOT NULL, source VARCHAR(100) NOT NULL, found_by TEXT NOT NULL, first_seen_at {instant} NOT NULL,
    state VARCHAR(20) NOT NULL, reason VARCHAR(40), detail TEXT NOT NULL, modified TEXT, modified_fetched TEXT,
    etag TEXT, last_modified TEXT, final_url TEXT, capture_file TEXT, capture_offset BIGINT, capture_length BIGINT,
    first_captured_at {instant}, captured_at {instant}, article_id VARCHAR(16), PRIMARY KEY (url)
);
CREATE INDEX urls_by_capture ON urls (capture_file, capture_offset);
CREATE INDEX urls_by_state ON urls (state, source);
CREATE TABLE worklist (
    run_id VARCHAR(40) NOT NULL, url TEXT NOT NULL, source VARCHAR(100) NOT NULL, result VARCHAR(20),
    reason VARCHAR(40), PRIMARY KEY (run_id, url)
)
"""

_CONTENT = """
INSERT INTO copydesk_schema VALUES (1);
INSERT INTO runs VALUES ('r1', '2026-11-02 12:00:00.000000', '2026-11-02 12:05:00.000000', 'finished', '{}');
INSERT INTO runs VALUES ('r2', '2026-11-02 18:00:00.000000', NULL, 'running', '{}');
INSERT INTO articles VALUES ('aaaaaaaaaaaaaaaa', 'https://example.org/written', '2026-11-02');
INSERT INTO urls VALUES ('https://example.org/written', 'example', 'https://example.org/feed/',
    '2026-11-02 12:00:00.000000', 'written', NULL, '', '2026-11-01', '2026-11-01', '"1"', NULL,
    'https://example.org/written', 'r1-0000.warc.gz', 400, 50,
    '2026-11-02 12:01:00.000000', '2026-11-02 12:01:00.000000', 'aaaaaaaaaaaaaaaa');
INSERT INTO urls VALUES ('https://example.org/failed', 'example', 'https://example.org/feed/',
    '2026-11-02 12:00:00.000000', 'failed', 'timeout', 'after 20 s', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    NULL, NULL, NULL);
INSERT INTO urls VALUES ('https://example.org/rejected', 'example', 'https://example.org/feed/',
    '2026-11-02 12:00:00.000000', 'rejected', 'not_article', '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    NULL, NULL, NULL);
INSERT INTO urls VALUES ('https://example.org/fetched', 'example', 'https://example.org/feed/',
    '2026-11-02 18:00:00.000000', 'fetched', NULL, '', NULL, NULL, NULL, NULL, 'https://example.org/fetched',
    'r2-0000.warc.gz', 700, 90, '2026-11-02 18:01:00.000000', '2026-11-02 18:01:00.000000', NULL);
INSERT INTO urls VALUES ('https://example.org/queued', 'example', 'https://example.org/feed/',
    '2026-11-02 18:00:00.000000', 'queued', NULL, '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO worklist VALUES ('r1', 'https://example.org/written', 'example', 'written', NULL);
INSERT INTO worklist VALUES ('r1', 'https://example.org/failed', 'example', 'rejected', 'timeout');
INSERT INTO worklist VALUES ('r1', 'https://example.org/rejected', 'example', 'rejected', 'not_article');
INSERT INTO worklist VALUES ('r2', 'https://example.org/fetched', 'example', NULL, NULL);
INSERT INTO worklist VALUES ('r2', 'https://example.org/queued', 'example', NULL, NULL);
INSERT INTO problems VALUES ('r1', 'example', 'https://example.org/sitemap.xml', 'dns', 'no such host');
INSERT INTO attempts (run_id, url, source, purpose, started_at, outcome, status, size, seconds, robots_rule, detail)
    VALUES ('r1', 'https://example.org/written', 'example', 'article', '2026-11-02 12:01:00.000000', 'fetched', 200, 10,
    0.5, 'allowed', '')
"""


def fill(connection: Connection) -> None:
    """Make the tables and their content in an empty database."""
    tables = _TABLES.format(**_TYPES[connection.dialect.name])
    for statement in [*tables.split(";"), *_CONTENT.split(";")]:
        connection.exec_driver_sql(statement)
