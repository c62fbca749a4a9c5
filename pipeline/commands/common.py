"""What the commands share: the configuration option, errors as one line, and commands as this user types them."""

import os
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
"""The exit statuses beside 0: see `EXIT_STATUSES`."""

INTERRUPTED, UNREAD = 130, 141
"""As shells say it of Ctrl-C, and of output that nobody reads any more (`| head`)."""

EXIT_STATUSES = (
    "Exit status: 0 all well; 1 finished, but not all right; 2 a mistake in the command or the configuration; "
    "3 failed or crashed; 130 interrupted by Ctrl-C. Questions (status, failures, explain) end with 0 whatever they "
    "tell."
)

ConfigFile = Annotated[Path, typer.Option("--config", metavar="FILE", help="The configuration file.")]


def guarded(function: Callable[P, R]) -> Callable[P, R]:
    """A command whose errors are a line each, with status 2 for a mistake of the user's and 3 for any other.

    A fault of copydesk's own keeps its traceback. Nothing is said when nobody reads what it prints any more.
    """

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            try:
                return function(*args, **kwargs)
            finally:
                sys.stdout.flush()  # else a reader who is gone is met by Python at its end, which says so
        except CopydeskError as error:
            logs.why(error)
            raise typer.Exit(USAGE if isinstance(error, ConfigError) else CRASHED) from None
        except typer.Exit:
            raise
        except KeyboardInterrupt:
            typer.echo("copydesk: interrupted", err=True)
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(UNREAD) from None
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
