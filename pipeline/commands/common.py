"""What the commands share: the configuration option, errors as one line, and commands as this user types them."""

import shlex
import shutil
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, ParamSpec, TypeVar

import typer

from pipeline import config, logs
from pipeline.config import Settings
from pipeline.errors import ConfigError, CopydeskError

P = ParamSpec("P")
R = TypeVar("R")

FAILED, USAGE, CRASHED = 1, 2, 3
"""The exit statuses beside 0: see «Exit statuses» in README."""

ConfigFile = Annotated[Path, typer.Option("--config", metavar="FILE", help="The configuration file.")]


def guarded(function: Callable[P, R]) -> Callable[P, R]:
    """A command whose errors are a line each, with status 2 for a mistake of the user's and 3 for any other.

    A fault of copydesk's own keeps its traceback.
    """

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except CopydeskError as error:
            logs.why(error)
            raise typer.Exit(USAGE if isinstance(error, ConfigError) else CRASHED) from None
        except typer.Exit:
            raise
        except Exception as error:
            logs.why(error)
            raise typer.Exit(CRASHED) from None

    return call


def settings_or_defaults(config_file: Path) -> Settings:
    """The settings of a file; those of a machine without one where none is named and none is there."""
    without_file = config_file == config.DEFAULT_FILE and not config_file.exists()
    return config.defaults() if without_file else config.load(config_file)


def typed(command: str, config_file: Path) -> str:
    """A command of copydesk as this user types it here."""
    option = "" if config_file == config.DEFAULT_FILE else f" --config {shlex.quote(str(config_file))}"
    return f"{near(Path(sys.argv[0]))} {command}{option}"


def near(path: Path) -> Path:
    """The shortest way to write a path: its name if the shell finds it so, relative below the present folder."""
    if shutil.which(path.name) == str(path):
        return Path(path.name)
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
