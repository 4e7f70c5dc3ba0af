"""What definitions still name that could not be understood."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from kpicli.fields.value import fields_of
from kpicli.findings import nearest
from kpicli.models.goal import Objective
from kpicli.models.sections import SECTIONS
from kpicli.models.text import is_id
from kpicli.source import Route
from kpicli.workspace.definition import Broken
from kpicli.workspace.refusals import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.documents import Value as Data
    from kpicli.workspace.definition import Meant

NESTED = "kpis"
"""The key under which an objective holds KPIs."""

FIELDS = {
    section: (*fields_of(model), *((NESTED,) if model is Objective else ()))
    for section, model in SECTIONS.items()
}
"""The keys that the items of each section may have."""

_NAMELESS = "tensions"


def broken_item(
    section: str,
    item: Mapping[str, Data],
    place: tuple[str, Route],
    nested_in: str | None = None,
    meant: Meant = (),
) -> Iterator[Broken]:
    """The item of a section as far as it can be read, if it names anything.

    `place` is its file and its route, `meant` what stands under misspelled keys of it.
    """
    key = readable_id(section, item)
    if not key and section != _NAMELESS:
        return
    links = (*_readable_links(item, meant), *filter(None, (nested_in,)))
    yield Broken(section, key, *place, links, () if key else names_in(list(item.values())))


def broken_section(
    section: str, items: Data, path: str, route: Route, nested_in: str | None = None
) -> Iterator[Broken]:
    """What may be defined under a misspelled key at the route, which probably means a section."""
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if not isinstance(item, dict):
            continue
        yield from broken_parts(section, item, (path, route.child(index)), nested_in)


def broken_parts(
    section: str,
    item: Mapping[str, Data],
    place: tuple[str, Route],
    nested_in: str | None = None,
) -> Iterator[Broken]:
    """The item at a place, its file and its route, as far as it can be read, and what it nests."""
    yield from broken_item(section, item, place, nested_in)
    if section == "objectives":
        path, route = place
        above = readable_id(section, item) or None
        yield from broken_section(NESTED, item.get(NESTED), path, route.child(NESTED), above)


def broken_text(path: str, text: str | None = None) -> Iterator[Broken]:
    """What may be defined in a text that is no YAML, or in one that cannot be read at all.

    Goals whose links can be told have the ids that stand before these. Of all else nothing tells
    which of the names is which, so that it has no id.
    """
    if text is None:
        yield from (Broken(section, "", path, Route()) for section in SECTIONS)
        return
    from kpicli.workspace.unread_links import links_named  # noqa: PLC0415 - few files are broken

    for key, links in links_named(text).items():
        yield Broken(NESTED, key, path, Route(), links)
    named = tuple(dict.fromkeys(names_in(text)))
    yield from (Broken(part, "", path, Route(), (), named) for part in SECTIONS if part in text)


def readable_id(section: str, item: Mapping[str, Data]) -> str:
    """The id of an item, also under a misspelled key; empty where there is none."""
    fields = FIELDS[section]
    misspelled = (key for key in item if key not in fields and nearest(key, fields) == "id")
    key = item.get("id" if "id" in item else next(misspelled, "id"))
    return str(key) if isinstance(key, str) and is_id(key) else ""


def _readable_links(item: Mapping[str, Data], meant: Meant) -> Iterator[str]:
    links = item.get("contributes_to")
    listed = links if isinstance(links, list) else [links]
    goals = [link.get("goal", link) if isinstance(link, dict) else link for link in listed]
    misspelled = (names for field, names in meant if field == "contributes_to")
    return chain(names_in(goals), *misspelled)
