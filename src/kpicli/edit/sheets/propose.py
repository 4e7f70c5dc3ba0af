"""A mapping for a table that nobody has mapped yet, with how sure each part is."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.edit.sheets.contents import either_decimals, fits, numeric_share
from kpicli.edit.sheets.fields import DAYS
from kpicli.edit.sheets.headings import dated_fields, said_of_headings
from kpicli.edit.sheets.mapping import META, Mapping
from kpicli.edit.sheets.proposed_mapping import mapping_from
from kpicli.edit.sheets.synonyms import HEADERS, NUMBERS_BELOW, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.edit.sheets.table import Table

_ENOUGH_NUMBERS = 0.5
_REPEATED = 0.9
_MOSTLY = 0.9
_LONGEST_TITLE = 200


class Certainty(IntEnum):
    """How sure it is what a column means."""

    NONE = 0
    GUESS = 1
    LIKELY = 2
    SURE = 3


class Proposed(Struct, frozen=True):
    """What a column is taken for; `sample` is its first cell that is not empty."""

    column: str
    field: str
    certainty: Certainty
    sample: str


class Proposal(Struct, frozen=True):
    """A mapping, and what it says of each column in the order of the table.

    `notes` say what could be read in another way.
    """

    mapping: Mapping
    columns: tuple[Proposed, ...]
    notes: tuple[str, ...] = ()


class _Candidate(Struct, frozen=True):
    column: str
    field: str
    certainty: Certainty
    distinct: int

    @property
    def rank(self) -> tuple[int, int]:
        return self.certainty, self.distinct if self.field == "title" else 0


def proposal(table: Table) -> Proposal:
    """What the names of the columns and their contents tell."""
    chosen = _chosen(table)
    if "title" not in {part.field for part in chosen.values()}:
        chosen |= _some_title(table, chosen)
    chosen = _one_target(chosen)
    columns = tuple(
        Proposed(name, *_found(chosen.get(name)), _sample(table, name)) for name in table.columns
    )
    either = either_decimals(table, [(part.column, part.field) for part in columns])
    doubted = (_doubted(part) if part.column in either else part for part in columns)
    said = (*_either(either), *_of_headings(columns, table))
    return Proposal(mapping_from(table, columns), tuple(doubted), said)


def known(mapping: Mapping, table: Table) -> Proposal:
    """A mapping that somebody gave, shown in the same way."""
    fields = dict(mapping.columns)
    columns = (
        Proposed(name, fields.get(name, META), _certainty(fields.get(name)), _sample(table, name))
        for name in table.columns
    )
    return Proposal(mapping, tuple(columns))


def _doubted(part: Proposed) -> Proposed:
    return replace(part, certainty=min(part.certainty, Certainty.GUESS))


def _either(columns: dict[str, str]) -> Iterator[str]:
    """That thousands may have been read as decimals, with the first number of all."""
    if columns:
        name, number = next(iter(columns.items()))
        more = " and other numbers" if len(columns) > 1 else ""
        whole = number.replace(".", "")
        yield (
            f"`{number}` in `{name}`{more} may be {whole}: nothing tells what the point stands for;"
            f' `decimal = ","` in the mapping reads it as {whole}'
        )


def _of_headings(columns: tuple[Proposed, ...], table: Table) -> Iterator[str]:
    numbers = (p for p in columns if numeric_share(table.values(p.column)) >= _ENOUGH_NUMBERS)
    parts = [(part.column, part.field == META) for part in numbers]
    dated = dated_fields(table.columns)
    kept = [name for name, is_kept in parts if is_kept and name not in dated]
    taken = [name for name, is_kept in parts if not is_kept]
    cells = [part.sample for part in columns if part.field == "actual.date"]
    return said_of_headings(kept, [*taken, *cells])


def _certainty(field: str | None) -> Certainty:
    return Certainty.SURE if field and field != META else Certainty.NONE


def _found(candidate: _Candidate | None) -> tuple[str, Certainty]:
    return (candidate.field, candidate.certainty) if candidate else (META, Certainty.NONE)


def _sample(table: Table, name: str) -> str:
    return next(iter(table.values(name)), "")


def _chosen(table: Table) -> dict[str, _Candidate]:
    """For each field the best column, and for each column at most one field."""
    dated = dated_fields(table.columns)
    found = [part for name in table.columns for part in _candidates(name, dated.get(name), table)]
    chosen: dict[str, _Candidate] = {}
    taken: set[str] = set()
    for part in sorted(found, key=lambda part: part.rank, reverse=True):
        if part.column not in chosen and part.field not in taken:
            chosen[part.column] = part
            taken.add(part.field)
    return _one_period(_long_or_not(chosen, table))


def _one_period(chosen: dict[str, _Candidate]) -> dict[str, _Candidate]:
    """Without the columns of first and last days, where another column is the period."""
    if all(part.field != "period" for part in chosen.values()):
        return chosen
    return {name: part for name, part in chosen.items() if part.field not in DAYS}


def _candidates(column: str, dated: str | None, table: Table) -> Iterator[_Candidate]:
    values, words = table.values(column), words_of(column)
    distinct = len(set(values))
    if dated and numeric_share(values) >= _ENOUGH_NUMBERS:
        yield _Candidate(column, dated, Certainty.SURE, distinct)
        return
    for field, names in HEADERS.items():
        certainty = _match(words, field, _meant(field, names, values))
        if certainty is Certainty.NONE or not fits(field, values):
            continue
        if field == "objective" and distinct > _REPEATED * max(len(values), 1):
            continue
        yield _Candidate(column, field, certainty, distinct)


def _meant(field: str, names: tuple[str, ...], values: tuple[str, ...]) -> tuple[str, ...]:
    """The words for a field, without those that mean another one over words: `Ziel`, `To`."""
    is_open = field == "target" and values and fits("objective", values)
    return tuple(name for name in names if name not in NUMBERS_BELOW) if is_open else names


def _match(words: str, field: str, names: tuple[str, ...]) -> Certainty:
    if words in names or words == field.replace("_", " ").replace(".", " "):
        return Certainty.SURE
    likely = any(
        words.startswith(f"{name} ") or words.endswith(f" {name}")
        for name in names
        if len(name) > 3  # noqa: PLR2004 - `no` and `to` are in many
    )
    return Certainty.LIKELY if likely else Certainty.NONE


def _long_or_not(chosen: dict[str, _Candidate], table: Table) -> dict[str, _Candidate]:
    """Without a date beside it a value is still a value; a date without a value is none."""
    fields = {part.field: name for name, part in chosen.items()}
    if "actual.value" in fields:
        return chosen
    return {name: part for name, part in chosen.items() if not part.field.startswith("actual.")} | {
        name: replace(part, field="period", certainty=Certainty.LIKELY)
        for name, part in chosen.items()
        if part.field == "actual.date"
        and fits("period", table.values(name))
        and "period" not in fields
    }


def _some_title(table: Table, chosen: dict[str, _Candidate]) -> dict[str, _Candidate]:
    """The column with the most different texts."""
    texts = [
        (len(set(values)), -index, name)
        for index, name in enumerate(table.columns)
        if name not in chosen
        and (values := table.values(name))
        and numeric_share(values) < _ENOUGH_NUMBERS
        and _is_short(values)
    ]
    if not texts:
        return {}
    distinct, _, name = max(texts)
    return {name: _Candidate(name, "title", Certainty.GUESS, distinct)}


def _is_short(values: tuple[str, ...]) -> bool:
    """Whether cells are as long as titles are, but for a few."""
    short = sum(len(value) <= _LONGEST_TITLE for value in values)
    return short >= _MOSTLY * len(values)


def _one_target(chosen: dict[str, _Candidate]) -> dict[str, _Candidate]:
    """The last of the dated targets is the target, where no column is it."""
    dated = [part for part in chosen.values() if part.field.startswith("interim_targets.")]
    if not dated or any(part.field == "target" for part in chosen.values()):
        return chosen
    last = max(dated, key=lambda part: part.field)
    return chosen | {last.column: replace(last, field="target", certainty=Certainty.LIKELY)}
