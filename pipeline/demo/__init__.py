"""The demo newsroom: six fictional news sites, served on this machine, for trying copydesk without the network.

    folder.py     what a site's folder says, checked          (tables.py reads its TOML)
    rendering.py  a story or route as bytes
    newsroom.py   all sites on one day; the answer to a request, as a pure function
    server.py     the same over HTTP, one port for each site
    config.py     the copydesk.toml that reads them
    session.py    server and configuration together, for `copydesk demo`

It stands beside the pipeline, as the web does: nothing here imports a stage.
"""
