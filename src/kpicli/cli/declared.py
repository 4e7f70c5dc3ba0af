"""What commands take, declared without Typer, whose import takes longer than many a check.

A parameter of a command is annotated with one of these, `Annotated[Path | None, Option(…)]`, and
its default is that of the function. Plain arguments are read by `plain_arguments`, all others by
Typer, for which `typer_app` declares the same once more.
"""

from __future__ import annotations

from msgspec import Struct


class Option(Struct, frozen=True):
    """An option: its names with their dashes, apart from each other, and what is said of it."""

    names: str
    help: str
    metavar: str | None = None
    envvar: str | None = None
    """The variable of the environment that counts where the option is not given."""
    show_default: bool = True


class Argument(Struct, frozen=True):
    """What is told by its place, and what is said of it."""

    help: str
    metavar: str | None = None
    show_default: bool = True
