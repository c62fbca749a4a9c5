"""Facts as JSON: dataclasses as objects with their fields for keys, instants in ISO 8601, and ASCII only.

ASCII, because text from strangers may hold what a terminal obeys, and half characters that no encoding takes.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import typer


def print_json(value: Any) -> None:
    """Print facts as one JSON document."""
    typer.echo(json.dumps(plain(value), indent=2))


def plain(value: Any) -> Any:
    """Facts as JSON has them."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
