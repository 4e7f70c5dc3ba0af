"""The Typer app and the boundary that no error crosses as a traceback."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Protocol

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from kpicli import __version__
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.front_page import SUMMARIES, SUMMARY, columns, page
from kpicli.cli.output import Failure, ReaderGone, fail_text, report_bug, write_error
from kpicli.cli.quick_options import QuickCommand, take_what_is_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer._click import Context

COMMANDS = tuple(SUMMARIES)

_MODULES = {"import": "import_"}
"""The modules of commands whose own names Python does not allow."""


def build_app(commands: Sequence[str] = COMMANDS) -> typer.Typer:
    """The app with some of its commands; a command's module is only imported where it is one."""
    app = typer.Typer(
        cls=_Kpi,
        name="kpi",
        help=SUMMARY,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for name in commands:
        module = import_module(f"kpicli.cli.{_MODULES.get(name, name)}")
        settings = getattr(module, "SETTINGS", None)
        app.command(name, cls=QuickCommand, context_settings=settings)(module.command)
    return app


class _Page(Protocol):
    def write(self, string: str, /) -> None: ...


class _Kpi(TyperGroup):
    """The group whose own help is the page that is shown without it."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        take_what_is_plain(self.get_params(ctx))
        return super().parse_args(ctx, args)

    def format_help(self, ctx: object, formatter: _Page) -> None:  # noqa: ARG002 - Typer's
        formatter.write(page(columns()))


def run(arguments: Sequence[str]) -> int:
    """Run one command; the exit code."""
    # A plug-in of pydantic has no business here, and to look for one reads what is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # noqa: TID251 - for pydantic
    named = arguments[:1] if arguments and arguments[0] in COMMANDS else COMMANDS
    try:
        app = build_app(tuple(named))
        code = app(args=list(arguments or ("--help",)), prog_name="kpi", standalone_mode=False)
        sys.stdout.flush()
    except Failure as failure:
        write_error(fail_text(failure))
        return ExitCode.USAGE
    except TyperException as error:
        from kpicli.cli.usage import usage_failure  # noqa: PLC0415 - most usage is right

        write_error(fail_text(usage_failure(error)))
        return ExitCode.USAGE
    except (typer.Abort, KeyboardInterrupt):
        write_error("interrupted")
        return ExitCode.INTERRUPTED
    except (BrokenPipeError, ReaderGone) as gone:
        # The reader has what it wanted; Python must not complain when it flushes on exit.
        sys.stdout = None
        return gone.code if isinstance(gone, ReaderGone) else ExitCode.CLEAN
    except Exception as error:  # noqa: BLE001 - the boundary
        damage = _damage(error)
        write_error(fail_text(damage) if damage else report_bug(error))
        return ExitCode.USAGE if damage else ExitCode.BUG
    return code if isinstance(code, int) else ExitCode.CLEAN


def _damage(error: Exception) -> Failure | None:
    """A git repository that cannot be read is not a mistake of ours."""
    if "kpicli.history" not in sys.modules:
        return None
    from kpicli.history import HistoryError  # noqa: PLC0415 - most commands never ask git

    return Failure(error.message, error.remedy) if isinstance(error, HistoryError) else None


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
