"""copydesk: political news to Parquet, every URL and every block accounted for.

    discover ─► fetch ─► archive ─► transform ─► load ─► report

    models, errors, config   what everything below stands on: values, exceptions, settings
    events/                  what happens, told as it happens: names, sentences, fields, without secrets
    storage/                 files by name, in a folder or a bucket, whole or not at all, and who may change them
    reasons                  why a URL did not become an article, and when it is asked again
    extract/                 talks to the outside: discovery, robots, HTTP, the WARC archive
    transform/               pure functions: bytes and a URL in, an Article or a Rejection out
    load/                    Parquet datasets: staged by many, merged by one, read by anyone
    ledger/                  what is known of every URL; a run's worklist and accounts
    sources/                 the political news sites that are shipped, and a configuration file's entries
    demo/                    six fictional news sites, served on this machine

    keeping/                 takedowns, retention, files merged; whoever comes next completes them
    orphans                  pages that a killed run had archived and not noted
    plans                    what a run is asked to do
    nightly                  the steps of a run; each asks the ledger what is left and may be repeated
    reruns/                  what failed in a run, said beforehand and done again
    backfill/                pages of WARC files that others wrote
    reprocess/               the datasets rebuilt from the archive, compared with what stands, and promoted
    batches, accounts        a batch of pages through transform; the numbers that must add up
    health, summary          was the run all right; all that is told of it, by whoever tells it
    seeing/                  the facts behind the operator's questions: runs, failures, one URL; changes nothing
    naming                   runs by an id or the beginning of one
    report/                  a run's page and the index over them, for whoever looks in the morning
    single                   one page through transform
    sites                    do the sources answer, and what would a new one need
    cli, commands, console   the command: put together, what each does, what it prints
    progress, diary, logs    how far steps are, what a run tells of itself, and how that is written down

Imports run one way: flows and commands → nightly → keeping → the stages and the ledger → models, errors, events,
config, storage. The stages never import each other; they meet in the archive, in staged files and in the ledger.
Prefect is imported in flows/ only.
"""
