"""Where reports lie in a store."""

FOLDER = "reports"
INDEX = f"{FOLDER}/index.html"


def page_of(run_id: str) -> str:
    """The file of a run's page."""
    return f"{FOLDER}/{run_id}.html"
