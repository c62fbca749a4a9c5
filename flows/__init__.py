"""Prefect only: what starts runs, shows them and tells of them. What a run does is in `pipeline`.

    nightly, rerun, backfill, reprocess    a flow each; kinds has what all of them are
    steps          a run's steps as tasks
    outcome        how a flow ends: green or red, with one line that says why
    names          what a flow run is called
    artifacts      a run's numbers and verdict in Prefect's UI
    notices        who is told of a run that is not all right

    environment    Prefect's settings, before it is imported
    server         a Prefect server that ends with the process that started it
    missed         the night that nobody ran
    serving        schedule and server on one machine: `copydesk serve`
    automations    runs whose process is gone end as crashed
    setup          all of it on a Prefect server: `python -m flows.setup`

What is done already is known to the ledger, never to Prefect, so that its Retry button, a second run and a restart
after a crash all take up where the work stopped.
"""
