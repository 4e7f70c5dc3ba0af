"""The Typer app: for arguments that are not plain, for help, and for the completion of shells."""

from __future__ import annotations

from functools import partial
from inspect import signature
from typing import TYPE_CHECKING, Annotated, Protocol, get_args, get_type_hints

import typer
from msgspec.structs import asdict
from typer.core import TyperGroup
from typer.exceptions import TyperException

from kpicli import __version__
from kpicli.cli.commands import COMMANDS, command_of, module_of
from kpicli.cli.declared import Argument, Option
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.front_page import SUMMARY, columns, page
from kpicli.cli.usage import usage_failure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import FunctionType


def run_by_typer(arguments: Sequence[str]) -> int:
    """Run one command with what Typer makes of the arguments; the exit code.

    Raises:
        Failure: if Typer makes nothing of them, or the command ends so.
    """
    named = arguments[:1] if arguments and arguments[0] in COMMANDS else COMMANDS
    app = build_app(tuple(named))
    try:
        made = app(args=list(arguments or ("--help",)), prog_name="kpi", standalone_mode=False)
    except TyperException as error:
        raise usage_failure(error) from error
    return made() if isinstance(made, partial) else int(made or ExitCode.CLEAN)


def build_app(commands: Sequence[str] = COMMANDS) -> typer.Typer:
    """The app with some of its commands."""
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
        settings = getattr(module_of(name), "SETTINGS", None)
        app.command(name, context_settings=settings)(for_typer(command_of(name)))
    return app


class _Page(Protocol):
    def write(self, string: str, /) -> None: ...


class _Kpi(TyperGroup):
    """The group whose own help is the page that is shown without it."""

    def format_help(self, ctx: object, formatter: _Page) -> None:  # noqa: ARG002 - Typer's
        formatter.write(page(columns()))


def for_typer(command: FunctionType) -> Callable[..., partial[int]]:
    """A function that makes a call of the command, its parameters declared as Typer wants them.

    The call is for whoever asked: Typer would end the program on some of what a command raises.
    """
    declared = get_type_hints(command, include_extras=True)
    hints = {name: _declared_again(hint) for name, hint in declared.items()}

    def call(**given: object) -> partial[int]:
        return partial(command, **given)

    own = signature(command)
    parameters = [part.replace(annotation=hints[part.name]) for part in own.parameters.values()]
    call.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined] # is read
    call.__annotations__ = hints
    call.__doc__ = command.__doc__
    return call


def _declared_again(hint: object) -> object:
    kind, *declared = get_args(hint) or (hint,)
    said = declared[0] if declared else None
    if isinstance(said, Option):
        told = {name: part for name, part in asdict(said).items() if part is not None}
        return Annotated[kind, typer.Option(*told.pop("names").split(), **told)]
    return Annotated[kind, typer.Argument(**asdict(said))] if isinstance(said, Argument) else hint


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
