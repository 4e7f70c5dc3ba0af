"""One command, and the boundary that no error crosses as a traceback."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from kpicli.cli.commands import COMMANDS, command_of
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.front_page import is_completing
from kpicli.cli.output import Failure, ReaderGone, fail_text, report_bug, write_error
from kpicli.cli.plain_arguments import plainly_given

if TYPE_CHECKING:
    from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    """Run one command; the exit code."""
    # A plug-in of pydantic has no business here, and to look for one reads what is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # noqa: TID251 - for pydantic
    try:
        _check_working_directory()
        code = _run(arguments)
        sys.stdout.flush()
    except Failure as failure:
        write_error(fail_text(failure))
        return ExitCode.USAGE
    except KeyboardInterrupt:
        # Behind the ^C that the terminal shows.
        write_error("\ninterrupted")
        return ExitCode.INTERRUPTED
    except (BrokenPipeError, ReaderGone) as gone:
        # The reader has what it wanted; Python must not complain when it flushes on exit.
        sys.stdout = None
        return gone.code if isinstance(gone, ReaderGone) else ExitCode.CLEAN
    except Exception as error:  # noqa: BLE001 - the boundary
        damage = _damage(error)
        write_error(fail_text(damage) if damage else report_bug(error))
        return ExitCode.USAGE if damage else ExitCode.BUG
    return code


def _check_working_directory() -> None:
    """Every path is relative to it.

    Raises:
        Failure: if it is gone, or may not be looked at.
    """
    try:
        os.getcwd()  # noqa: TID251, PTH109 - this is the room that reads it
    except OSError as error:
        message = f"the working directory cannot be read: {error.strerror}"
        raise Failure(message, "change to one that exists") from error


def _run(arguments: Sequence[str]) -> int:
    if arguments and arguments[0] in COMMANDS and not is_completing():
        command = command_of(arguments[0])
        given = plainly_given(command, arguments[1:])
        if given is not None:
            code: int = command(**given)
            return code
    from kpicli.cli.typer_app import run_by_typer  # noqa: PLC0415 - most arguments are plain

    return run_by_typer(arguments)


def _damage(error: Exception) -> Failure | None:
    """A git repository that cannot be read is not a mistake of ours."""
    if "kpicli.history" not in sys.modules:
        return None
    from kpicli.history import HistoryError  # noqa: PLC0415 - most commands never ask git

    return Failure(error.message, error.remedy) if isinstance(error, HistoryError) else None
