"""Plain arguments of a command, read as they are.

Most command lines need no more than a glance: options that exist, each with a value of its type.
Whatever else is asked for or may be wrong is for Typer, which says what is.
"""

from __future__ import annotations

import os
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, get_args, get_origin, get_type_hints

from msgspec import Struct

from kpicli.cli.declared import Argument, Option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from types import FunctionType


def plainly_given(command: FunctionType, arguments: Sequence[str]) -> dict[str, object] | None:
    """The parameters of a command that its arguments give; None where Typer has to look at them."""
    parameters = _parameters(command)
    try:
        texts = _texts(parameters, arguments)
        return {part.name: part.value(texts[part.name]) for part in parameters if texts[part.name]}
    except _UnsureError:
        return None


class _UnsureError(ValueError):
    """The arguments may not be good."""


class _Parameter(Struct, frozen=True):
    """A parameter: its type without None, and whether a command line must give it."""

    name: str
    kind: object
    declared: Option | Argument
    is_required: bool

    @property
    def is_flag(self) -> bool:
        return self.kind is bool

    @property
    def takes_many(self) -> bool:
        return get_origin(self.kind) is list

    def value(self, texts: Sequence[str]) -> object:
        """What texts stand for.

        Raises:
            _UnsureError: if that takes more than a glance.
        """
        if self.takes_many:
            (kind,) = get_args(self.kind)
            return [_read(kind, text) for text in texts]
        if len(texts) > 1:
            raise _UnsureError
        return True if self.is_flag else _read(self.kind, texts[0])


def _parameters(command: FunctionType) -> list[_Parameter]:
    needed = command.__code__.co_argcount - len(command.__defaults__ or ())
    annotations = get_type_hints(command, include_extras=True)
    del annotations["return"]
    found: list[_Parameter] = []
    for name, annotation in annotations.items():
        (kind, *declared) = get_args(annotation)
        is_required = len(found) < needed
        found.append(_Parameter(name, _without_none(kind), declared[0], is_required))
    return found


def _without_none(kind: object) -> object:
    kinds = [part for part in get_args(kind) if part is not type(None)]
    return kinds[0] if kinds and get_origin(kind) is not list else kind


def _texts(parameters: Sequence[_Parameter], arguments: Sequence[str]) -> dict[str, list[str]]:
    """What is given of each parameter, in the order given; a flag by its name."""
    found: dict[str, list[str]] = {part.name: [] for part in parameters}
    loose = _take_options(parameters, arguments, found)
    for part in parameters:
        if isinstance(part.declared, Argument):
            found[part.name] = loose if part.takes_many else loose[:1]
            loose = loose[len(found[part.name]) :]
        elif part.declared.envvar and not found[part.name]:
            inherited = os.environ.get(part.declared.envvar)  # noqa: TID251 - the room that reads it
            found[part.name] = [inherited] if inherited else []
        if part.is_required and not found[part.name]:
            raise _UnsureError
    if loose:
        raise _UnsureError
    return found


def _take_options(
    parameters: Iterable[_Parameter], arguments: Iterable[str], found: dict[str, list[str]]
) -> list[str]:
    """Adds what options are given; returns what is left over."""
    options = {
        name: part
        for part in parameters
        if isinstance(part.declared, Option)
        for name in part.declared.names.split()
    }
    loose: list[str] = []
    ahead = iter(arguments)
    for word in ahead:
        if not word.startswith("-"):
            loose.append(word)
            continue
        name, equals, text = word.partition("=")
        option = options.get(name)
        if option is None or (equals and (option.is_flag or not name.startswith("--"))):
            raise _UnsureError
        if not equals:
            text = name if option.is_flag else next(ahead, "-")
        if text.startswith("-") and not option.is_flag:
            raise _UnsureError
        found[option.name].append(text)
    return loose


def _read(kind: object, text: str) -> object:
    if not text:
        raise _UnsureError
    reader = _READERS.get(kind)
    if reader is not None:
        return reader(text)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _member(kind, text)
    raise _UnsureError


def _path(text: str) -> Path:
    # Typer has no use for a file that is there and may not be read.
    if os.access(text, os.F_OK) and not os.access(text, os.R_OK):
        raise _UnsureError
    return Path(text)


def _member(kind: type[Enum], text: str) -> Enum:
    try:
        return kind(text)
    except ValueError as error:
        raise _UnsureError from error


_READERS: dict[object, Callable[[str], object]] = {str: str, Path: _path}
