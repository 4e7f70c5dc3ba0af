"""What would put a finding right: changes to one goal file, said by route."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from kpicli.source import Route, Span


class Safety(StrEnum):
    """Whether a fix keeps the meaning of the file for certain, or a person has to look at it."""

    SAFE = "safe"
    UNSAFE = "unsafe"

    def takes(self, other: Safety) -> bool:
        """Whether fixes of another safety go along with those of this one."""
        return self is Safety.UNSAFE or other is Safety.SAFE


class SetValue(Struct, frozen=True):
    """The value at a route becomes a text, which is read as goal files read it: `50` is a number.

    Where the mapping lacks the last key of the route it is put in, behind the key `after` if the
    mapping has that, else at its end.
    """

    path: str
    route: Route
    text: str
    after: str = ""


class QuoteValue(Struct, frozen=True):
    """The unquoted scalar at a route gets quotes: it is that very text for whoever reads it."""

    path: str
    route: Route


class RenameKey(Struct, frozen=True):
    """The key that a route ends with gets another name, and keeps its value."""

    path: str
    route: Route
    name: str


class RemoveKey(Struct, frozen=True):
    """The key that a route ends with goes, with its value."""

    path: str
    route: Route


class RemoveRepeat(Struct, frozen=True):
    """A key that its mapping had already goes, with its value, which is the same; no data change.

    `span` is that of the key: a route leads to the value that counts, and cannot tell them apart.
    """

    path: str
    span: Span


class ReplaceComment(Struct, frozen=True):
    """A part of a comment, which `old` repeats, becomes another text; no data change with it.

    A comment of which nothing is left goes with the blanks before it, and its line with it where
    that is empty then.
    """

    path: str
    span: Span
    old: str
    text: str = ""


Edit: TypeAlias = "SetValue | QuoteValue | RenameKey | RemoveKey | RemoveRepeat | ReplaceComment"
"""One change of a goal file; `path` is relative to the root, with slashes."""


class Fix(Struct, frozen=True):
    """What would put a finding right: the changes, all of one file, and what they do, in words.

    `title` says it to the person who decides: "Put `012` in quotes".
    """

    title: str
    edits: tuple[Edit, ...]
    safety: Safety

    def __post_init__(self) -> None:
        assert len({edit.path for edit in self.edits}) == 1, "a fix changes one file"

    @property
    def path(self) -> str:
        """The file that the fix changes."""
        return self.edits[0].path
