"""Where something is defined and named, and what it takes to give it another id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.documents.locate import locate
from kpicli.documents.values import resolve
from kpicli.models.text import is_id
from kpicli.server.meaning import Meaning, definition_of, definitions, meaning_of
from kpicli.server.refers import Kind
from kpicli.source import Route, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.server.cursor import Cursor
    from kpicli.server.mentions import Mention
    from kpicli.workspace import Workspace

FoundAt = tuple[str, Span]
"""A path and a place in that file."""


class Refused(Struct, frozen=True):
    """Why nothing is renamed."""

    message: str


def defined_at(cursor: Cursor) -> FoundAt | None:
    """Where the id under the cursor is defined."""
    mention = cursor.mention
    if mention is None:
        return None
    workspace = cursor.repository.workspace(cursor.day)
    found = definition_of(meaning_of(mention, workspace), workspace)
    if found is None:
        return None
    route = found.at("id").place
    assert isinstance(route, Route), "a definition stands in a goal file"
    return found.path, locate(cursor.repository.source(found.path), [route])[route]


def named_at(cursor: Cursor) -> Iterator[tuple[str, Mention]]:
    """All places that name what the cursor is on, its definitions among them."""
    mention = cursor.mention
    if mention is not None:
        workspace = cursor.repository.workspace(cursor.day)
        yield from _mentions(cursor, meaning_of(mention, workspace), workspace)


def renamable(cursor: Cursor) -> Span | Refused:
    """The place of the id under the cursor, if that is one that is defined."""
    mention = cursor.mention
    if mention is None:
        return Refused("there is no id here")
    workspace = cursor.repository.workspace(cursor.day)
    meaning = meaning_of(mention, workspace)
    if definition_of(meaning, workspace) is None and not mention.defines:
        return Refused(f"there is no {meaning.kind} `{meaning.id}`")
    if mention.id in workspace.unread:
        return Refused(f"`{mention.id}` stands in a file that is no YAML: correct that first")
    return mention.span


def renamed(cursor: Cursor, new: str) -> dict[str, list[Span]] | Refused:
    """The places by file at which an id is to be written anew; why not, where it cannot be."""
    able = renamable(cursor)
    mention = cursor.mention
    if isinstance(able, Refused) or mention is None:
        return able if isinstance(able, Refused) else Refused("there is no id here")
    if not is_id(new) or resolve(new) is None:
        return Refused(
            f"`{new[:100]}` is not an id: parts of small letters, digits and `_` that begin with a "
            "letter, joined by `.`"
        )
    workspace = cursor.repository.workspace(cursor.day)
    meaning = meaning_of(mention, workspace)
    places = list(_mentions(cursor, meaning, workspace))
    taken = _taken(new, meaning, [part for _, part in places], workspace)
    if taken is not None and new != mention.id:
        return Refused(f"there is a {taken} `{new}` already")
    found: dict[str, list[Span]] = {}
    for path, part in places:
        found.setdefault(path, []).append(part.span)
    return found


def _mentions(
    cursor: Cursor, meaning: Meaning, workspace: Workspace
) -> Iterator[tuple[str, Mention]]:
    repository = cursor.repository
    for path in repository.files_with(meaning.id):
        for part in repository.mentions(path):
            if part.id == meaning.id and meaning_of(part, workspace) == meaning:
                yield path, part


def _taken(new: str, meaning: Meaning, places: list[Mention], workspace: Workspace) -> Kind | None:
    """What has the new id already, in a namespace in which it would be looked up."""
    kinds = {meaning.kind, *(kind for part in places for kind in part.kinds)}
    broken = {part.id for part in workspace.broken} | workspace.unread
    if new in broken:
        return meaning.kind
    return next(
        (kind for kind in Kind if kind in kinds and new in definitions(workspace, kind)), None
    )
