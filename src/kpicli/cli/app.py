"""The Typer app and the boundary that no error crosses as a traceback."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from kpicli import __version__
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.output import Failure, ReaderGone, fail_text, report_bug, write_error
from kpicli.cli.usage import usage_failure

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (
    "init",
    "check",
    "report",
    "show",
    "review",
    "tree",
    "record",
    "why",
    "whatif",
    "rules",
    "explain",
    "schema",
)


def build_app(commands: Sequence[str] = COMMANDS) -> typer.Typer:
    """The app with some of its commands; a command's module is only imported where it is one."""
    app = typer.Typer(
        name="kpi",
        help="Goals as code: check, draw and report the goals that an organisation keeps in git.",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for name in commands:
        module = import_module(f"kpicli.cli.{name}")
        app.command(name, context_settings=getattr(module, "SETTINGS", None))(module.command)
    return app


def run(arguments: Sequence[str]) -> int:
    """Run one command; the exit code."""
    # The process is short and its objects live as long as it does: collecting only costs time.
    gc.disable()
    named = arguments[:1] if arguments and arguments[0] in COMMANDS else COMMANDS
    try:
        app = build_app(tuple(named))
        code = app(args=list(arguments or ("--help",)), prog_name="kpi", standalone_mode=False)
        sys.stdout.flush()
    except Failure as failure:
        write_error(fail_text(failure))
        return ExitCode.USAGE
    except TyperException as error:
        write_error(fail_text(usage_failure(error)))
        return ExitCode.USAGE
    except (typer.Abort, KeyboardInterrupt):
        write_error("interrupted")
        return ExitCode.INTERRUPTED
    except (BrokenPipeError, ReaderGone):
        # The reader has what it wanted; Python must not complain when it flushes on exit.
        sys.stdout = None
        return ExitCode.CLEAN
    except Exception as error:  # noqa: BLE001 - the boundary
        write_error(report_bug(error))
        return ExitCode.BUG
    return code if isinstance(code, int) else ExitCode.CLEAN


def _version(on: bool) -> None:
    if on:
        typer.echo(f"kpi {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool,
        typer.Option("--version", "-V", help="Show the version.", callback=_version, is_eager=True),
    ] = False,
) -> None:
    pass
