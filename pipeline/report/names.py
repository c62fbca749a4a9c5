"""Where reports lie in a store."""

FOLDER = "reports"
INDEX = f"{FOLDER}/index.html"
VERDICTS = f"{FOLDER}/verdicts.json"


def page_of(run_id: str) -> str:
    """The file of a run's page."""
    return f"{FOLDER}/{run_id}.html"
