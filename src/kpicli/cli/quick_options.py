"""Plainly good values of options, taken as they are.

Typer reads each value by a model of pydantic, whose import takes longer than a small check. What
needs no more than a glance is taken here; Typer gets all else, and says what is wrong.
"""

from __future__ import annotations

import os
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, get_args, get_origin

from typer.core import TyperCommand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from typer._click import Context, Parameter
    from typer.models import ParameterInfo

    Read = Callable[[object], object]


class QuickCommand(TyperCommand):
    """A command that takes what is plainly good, and asks Typer about the rest."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the arguments into the context; those that are left over."""
        take_what_is_plain(self.get_params(ctx))
        return super().parse_args(ctx, args)


def take_what_is_plain(parameters: Iterable[Parameter]) -> None:
    """Let parameters of Typer take what is plainly good before Typer looks at it."""
    for parameter in parameters:
        declared = getattr(parameter, "type_descriptor", None)
        # Versions of Typer without it do well without pydantic, too.
        if declared is not None:
            _shorten(parameter, declared)


class _Declared(Protocol):
    """What Typer knows of a parameter: its type, without None, and what else was said of it."""

    annotation: object
    parameter_info: ParameterInfo


class _UnsureError(ValueError):
    """The value may not be good."""


# What says how a parameter is shown and called, and nothing of its values.
_SHOWN = frozenset(
    {"default", "param_decls", "callback", "metavar", "envvar", "help", "hidden"}
    | {"show_default", "show_choices", "show_envvar", "rich_help_panel"}
)


def _shorten(parameter: Parameter, declared: _Declared) -> None:
    ask_typer = type(parameter).process_value
    read = _reader(declared.annotation) if _has_only_a_type(declared.parameter_info) else _unsure

    def process_value(ctx: Context, value: object) -> object:
        try:
            plain = _unasked(parameter, declared) if value is parameter.default else read(value)
        except ValueError:
            return ask_typer(parameter, ctx, value)
        return parameter.callback(ctx, parameter, plain) if parameter.callback else plain

    parameter.process_value = process_value  # type: ignore[method-assign] # Typer makes them itself


def _unasked(parameter: Parameter, declared: _Declared) -> object:
    """The value where none is given."""
    if type(parameter.default) is declared.annotation:
        return parameter.default
    if parameter.default is not None or parameter.required:
        raise _UnsureError(parameter.default)
    return () if parameter.multiple or parameter.nargs == -1 else None


def _has_only_a_type(info: ParameterInfo) -> bool:
    """Whether nothing else decides on values: no limits, no parser, no demands on files."""
    usual = vars(type(info)())
    return all(name in _SHOWN or usual.get(name) == said for name, said in vars(info).items())


def _reader(annotation: object) -> Read:
    """What reads the values of a type, or raises ValueError."""
    if get_origin(annotation) is list:
        return _each(_reader(*get_args(annotation)))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return _one_of(annotation)
    if annotation is str:
        return _text
    return _path if annotation is Path else _unsure


def _unsure(value: object) -> object:
    raise _UnsureError(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _UnsureError(value)
    return value


def _path(value: object) -> Path:
    text = _text(value)
    # Typer has no use for a file that is there and may not be read.
    if os.access(text, os.F_OK) and not os.access(text, os.R_OK):
        raise _UnsureError(value)
    return Path(text)


def _one_of(kind: type[Enum]) -> Read:
    members = {member.value: member for member in kind}

    def read(value: object) -> Enum:
        member = members.get(_text(value))
        if member is None:
            raise _UnsureError(value)
        return member

    return read


def _each(read: Read) -> Read:
    def read_all(value: object) -> list[object]:
        if not isinstance(value, list | tuple):
            raise _UnsureError(value)
        return [read(one) for one in value]

    return read_all
