"""The keys of definitions in the order in which people look for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.documents.nodes import Node
from kpicli.edit.goal_file import GoalFile, read_goal_file
from kpicli.edit.intended import same
from kpicli.edit.outlined import Outlined, is_aliased, outlined, own_entries
from kpicli.edit.removal import line_end
from kpicli.edit.text_edit import TextEdit, applied, ends_its_line, line_start
from kpicli.models.sections import SECTIONS
from kpicli.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.documents.nodes import Entry

KEY_ORDER = (
    *("id", "title", "name", "email", "description", "team", "owner", "parent", "lead"),
    *("stakeholders", "agreed_by", "level", "period", "contributes_to"),
    *("metric", "segment", "unit", "aggregation", "formula", "range", "benchmark", "drivers"),
    *("source", "baseline", "target", "interim_targets", "direction", "pace", "tolerance"),
    *("cadence", "actuals", "rollup", "weight", "perspective", "indicator", "guardrails"),
    *("budget", "thresholds", "status", "target_changes", "reviewed", "between", "lever"),
    *("strength", "reason", "guardrail", "decided_by", "until", "tags", "meta", "kpis"),
)
"""All fields of all definitions; other keys stand behind them."""

_PLACES = {name: place for place, name in enumerate(KEY_ORDER)}
_BREAK = re.compile(r"\r\n|\r|\n")


def in_key_order(source: SourceFile) -> str:
    """The text with the keys of every definition in order, each with its value and comments.

    Comments and blank lines above a key go with it. A definition stays as it is where lines do
    not tell what belongs to which key: in brackets, with merges, aliases or repeated keys, with
    comments that are indented unlike the keys; and where the data would not be the same after it.
    """
    while (after := _ordered(source)) is not None:
        source = SourceFile(source.path, after)
    return source.text


def _ordered(source: SourceFile) -> str | None:
    """The text with as many definitions in order as can be at once; none if nothing changes."""
    file, says = outlined(source), read_goal_file(source)
    if file is None or says is None:
        return None
    edits = _apart(filter(None, (_Lines(file, node).sorted() for node in _definitions(file))))
    after = applied(source.text, edits)
    if not edits or _is_same(says, after):
        return after if edits else None
    sound = [edit for edit in edits if _is_same(says, applied(source.text, [edit]))]
    after = applied(source.text, sound)
    return after if sound and _is_same(says, after) else None


def _apart(edits: Iterable[TextEdit]) -> list[TextEdit]:
    """The edits without those around or within an earlier one: they come next time."""
    found: list[TextEdit] = []
    end = -1
    for edit in sorted(edits, key=lambda edit: (edit.end, -edit.start)):
        if edit.start > end:
            found.append(edit)
            end = edit.end
    return found


def _is_same(says: GoalFile, text: str) -> bool:
    after = read_goal_file(SourceFile(says.source.path, text))
    return after is not None and same(dict(says.data), dict(after.data))


def _definitions(file: Outlined) -> Iterator[Node]:
    for section in SECTIONS:
        found = file.node((section,))
        for item in found.items if isinstance(found, Node) else ():
            nested = item.entries.get("kpis")
            yield from nested.value.items if nested and not is_aliased(nested) else ()
            yield item


class _Lines(Struct, frozen=True):
    """The lines of one definition."""

    file: Outlined
    node: Node

    def sorted(self) -> TextEdit | None:
        """The change that puts the keys in order; none where they are, or cannot be moved."""
        entries = [entry for _, entry in own_entries(self.node)]
        names = [name for name, _ in own_entries(self.node)]
        ordered = sorted(names, key=lambda name: _PLACES.get(name, len(_PLACES)))
        if ordered == names or self.node.style != "block" or self.node.bases:
            return None
        parts = self._parts(entries)
        if parts is None:
            return None
        lead, *texts = parts
        moved = dict(zip(names, texts, strict=True))
        # What stands above the key that comes first would come between it and its dash.
        if self._is_above(moved[ordered[0]]):
            return None
        text = self.file.text
        start, end = line_start(text, entries[0].key.start), self._end(entries[-1])
        newline = found[0] if (found := _BREAK.search(text, start)) else "\n"
        joined = newline.join(moved[name] for name in ordered)
        return TextEdit(start, end, lead + joined[len(lead) :])

    def _parts(self, entries: list[Entry]) -> list[str] | None:
        """What stands before the first key in its line, and the lines of each key."""
        text, first = self.file.text, entries[0].key.start
        start = line_start(text, first)
        lead, column = text[start:first], first - start
        if lead.strip(" -") or "-" not in lead:
            return None
        parts = [lead]
        for entry in entries:
            if not self._is_apart(entry, column):
                return None
            end = self._end(entry)
            lines = text[start:end]
            parts.append(" " * column + lines[column:] if entry is entries[0] else lines)
            found = _BREAK.match(text, end)
            start = found.end() if found else end
        return parts if self._are_comments_aligned(parts[1:], entries, column) else None

    def _is_apart(self, entry: Entry, column: int) -> bool:
        """Whether a key with its value has its lines for itself."""
        text, start = self.file.text, entry.key.start
        is_own = entry.first is entry.key and not is_aliased(entry)
        alone = start - line_start(text, start) == column
        return is_own and alone and ends_its_line(text, self.file.end(entry))

    def _are_comments_aligned(self, parts: list[str], entries: list[Entry], column: int) -> bool:
        """Whether all lines above keys are blank, or comments indented like the keys."""
        for part, entry in zip(parts[1:], entries[1:], strict=True):
            key = self.file.text[entry.key.start : entry.key.end]
            above = part[: part.index(f"{' ' * column}{key}")] if key in part else None
            if above is None or any(
                line.strip() and not re.match(rf" {{{column}}}#", line)
                for line in _BREAK.split(above)
            ):
                return False
        return True

    def _is_above(self, part: str) -> bool:
        line = _BREAK.split(part)[0]
        return not line.strip() or line.lstrip().startswith("#")

    def _end(self, entry: Entry) -> int:
        return line_end(self.file.text, self.file.end(entry))
