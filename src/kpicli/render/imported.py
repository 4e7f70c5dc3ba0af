"""What an import made of a sheet: its columns, what was not understood, what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.edit.sheets import Certainty
from kpicli.edit.sheets.mapping import META
from kpicli.render.counted import counted
from kpicli.render.text import cell_width, cut, escaped, padded
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.edit.sheets import Imported, Proposal, Proposed, Unread
    from kpicli.render.theme import Style

_HEAD = ("column", "becomes", "sure", "for example")
_SURE = {
    Certainty.SURE: "yes",
    Certainty.LIKELY: "likely",
    Certainty.GUESS: "a guess",
    Certainty.NONE: "",
}
_ROLES = {Certainty.SURE: Role.GOOD, Certainty.LIKELY: Role.FAIR, Certainty.GUESS: Role.FAIR}
_LONGEST_NAME = 32
_EXAMPLES = 3
_REASONS = 8
_NOTES = 6


def mapping_table(proposal: Proposal, style: Style) -> str:
    """A line for each column: what it becomes, how sure that is, and one of its cells."""
    rows = [_cells(part, style) for part in proposal.columns]
    widths = [max(cell_width(row[index]) for row in (_HEAD, *rows)) for index in range(3)]
    lines = [style.paint(Role.DIM, _row(_HEAD, widths, style))]
    for part, row in zip(proposal.columns, rows, strict=True):
        role = _ROLES.get(part.certainty)
        text = _row(row, widths, style)
        lines.append(style.paint(Role.DIM, text) if role is None else text)
    return _joined(lines)


def unread_text(imported: Imported, style: Style) -> str:
    """What could not be understood, by column and reason, with the first of each."""
    groups: dict[tuple[str, str], list[Unread]] = {}
    for part in imported.unread:
        groups.setdefault((part.column, _kind(part)), []).append(part)
    if not groups:
        return ""
    count = counted(len(imported.unread), "cell")
    lines = [f"Not understood, and kept word for word in `meta`: {count}"]
    for column in dict.fromkeys(column for column, _ in groups):
        mine = [parts for (name, _), parts in groups.items() if name == column]
        total = sum(map(len, mine))
        lines.append(f"  {style.paint(Role.WARNING, escaped(column))}: {total}")
        lines += [line for parts in mine[:_REASONS] for line in _examples(parts, style)]
        if len(mine) > _REASONS:
            lines.append(f"    {style.symbols.ellipsis} and {len(mine) - _REASONS} other reasons")
    return _joined(lines)


def kept_text(imported: Imported) -> str:
    """The columns whose cells stand in `meta`, with how many cells each."""
    if not imported.kept:
        return ""
    parts = (f"{escaped(column)} {count}" for column, count in imported.kept.items())
    return f"Kept in `meta`: {', '.join(parts)}\n"


def notes_text(notes: Iterable[str], style: Style) -> str:
    """What was odd about the file."""
    said = list(notes)
    more = [f"{style.symbols.ellipsis} and {len(said) - _NOTES} more"] if len(said) > _NOTES else []
    shown = [escaped(note) for note in said[:_NOTES]] + more
    return _joined(f"{style.paint(Role.INFO, 'note')}: {note}" for note in shown)


def written_text(imported: Imported, paths: Iterable[str], done: str, next_step: str) -> str:
    """The closing lines: how much became of the file, and what to do next."""
    listed = list(paths)
    content = imported.content
    goals = content.records("goals")
    kpis = sum(goal.get("kind") == "kpi" for goal in goals)
    objectives = len(goals) - kpis
    counts = [counted(kpis, "KPI"), *([counted(objectives, "objective")] if objectives else [])]
    counts += [
        counted(len(content.records(name)), noun)
        for name, noun in _NOUNS.items()
        if content.records(name)
    ]
    people = len(content.records("people"))
    counts += [f"{people} people"] if people > 1 else ["1 person"] if people else []
    where = counted(len(listed), "goal file")
    return _joined([f"{done} {', '.join(counts)} in {where}", f"Next: {next_step}"])


_NOUNS = {"actuals": "actual", "metrics": "metric", "teams": "team", "tensions": "tension"}


def _kind(part: Unread) -> str:
    """The reason without the words of the cell, so that like reasons stand together."""
    return part.reason.replace(f"`{part.value[:60]}`", "this").replace(f"`{part.value}`", "this")


def _examples(parts: list[Unread], style: Style) -> Iterator[str]:
    first = parts[0]
    places = ", ".join(str(part.line) for part in parts[:_EXAMPLES] if part.line)
    more = f" {style.symbols.ellipsis}" if len(parts) > _EXAMPLES else ""
    where = f"line {places}{more}: " if places else ""
    value = f"`{cut(escaped(first.value), 48, style.symbols.ellipsis)}`: " if first.value else ""
    yield f"    {where}{value}{escaped(_kind(first))}"


def _cells(part: Proposed, style: Style) -> tuple[str, str, str, str]:
    name = cut(escaped(part.column), _LONGEST_NAME, style.symbols.ellipsis)
    becomes = "meta (kept)" if part.field == META else escaped(part.field)
    return name, becomes, _SURE[part.certainty], escaped(part.sample)


def _row(cells: tuple[str, str, str, str], widths: list[int], style: Style) -> str:
    lead = "  ".join(padded(cell, width) for cell, width in zip(cells, widths, strict=False))
    room = max(style.columns - cell_width(lead) - 2, 0)
    return f"{lead}  {cut(cells[3], room, style.symbols.ellipsis)}".rstrip()


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
