"""A goal file cut into its definitions, so that not all are read for the sake of one."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

# Patterns that begin with fixed characters are found many times as fast as others.
_TOP = re.compile(r"\n(?=[^\s#-])")
_FIRST = re.compile(r"(?:[ \t]*(?:#.*)?\r?\n)*( *)- ")
_DECLARED = re.compile(r"""id["']?\s*:\s*["']?([a-z][\w.]*)""")
_ALIAS = re.compile(r"\*(?<=[\s\[{,:]\*)\w")
_DOCUMENT = re.compile(r"\n(?:---|\.\.\.)")


_NOT_TOP = {"", " ", "\t", "\n", "\r", "#", "-", "\ufeff"}


class Section(Struct, frozen=True):
    """A key of the file with what stands before its list, and the numbers of its list's items.

    A key without a list is all head.
    """

    head: str
    first: int
    last: int


class Parts(Struct, frozen=True, dict=True):
    """The sections of a file, and the items of all their lists: definitions with all in them."""

    sections: tuple[Section, ...]
    items: tuple[str, ...]

    @cached_property
    def by_id(self) -> dict[str, list[int]]:
        """The items that say that something has an id, nested or their own."""
        found: dict[str, list[int]] = {}
        for number, item in enumerate(self.items):
            for key in _DECLARED.findall(item):
                found.setdefault(key, []).append(number)
        return found

    def text_with(self, ids: frozenset[str]) -> str:
        """The file with no items but those in which one of the ids is defined."""
        kept = sorted({number for key in ids for number in self.by_id.get(key, ())})
        pieces: list[str] = []
        for section in self.sections:
            items = [self.items[n] for n in kept if section.first <= n < section.last]
            if items or section.first == section.last:
                pieces += [section.head, *items]
        return "".join(pieces)


def parts_of(text: str) -> Parts | None:
    """The parts of a file written in blocks; none where one item may depend on another.

    That is so with aliases and several documents.
    """
    if _ALIAS.search(text) or _DOCUMENT.search(text):
        return None
    starts = [found.end() for found in _TOP.finditer(text)]
    if text[:1] not in _NOT_TOP:
        starts.insert(0, 0)
    items: list[str] = []
    sections = [_section(text, *ends, items) for ends in pairwise([*starts, len(text)])]
    return Parts((Section(text[: starts[0] if starts else None], 0, 0), *sections), tuple(items))


def ids_between(before: Parts | None, after: Parts | None) -> frozenset[str] | None:
    """The ids of the definitions that differ; none where that may be any."""
    if before is None or after is None:
        return None
    if [part.head for part in before.sections] != [part.head for part in after.sections]:
        return None
    changed = set(before.items) ^ set(after.items)
    return frozenset(key for item in changed for key in _DECLARED.findall(item))


def _section(text: str, start: int, end: int, items: list[str]) -> Section:
    line = text.find("\n", start, end) + 1 or end
    first = _FIRST.match(text, line, end)
    if first is None or not _is_key(text[start:line]):
        return Section(text[start:end], len(items), len(items))
    number, mark, begin = len(items), f"{first[1]}- ", first.start(1)
    *all_but_last, last = text[begin + len(mark) : end].split(f"\n{mark}")
    items += [f"{mark}{item}\n" for item in all_but_last]
    items.append(f"{mark}{last}")
    return Section(text[start:begin], number, len(items))


def _is_key(line: str) -> bool:
    """Whether a line has a key and nothing behind it."""
    return line.partition(" #")[0].rstrip().endswith(":")
