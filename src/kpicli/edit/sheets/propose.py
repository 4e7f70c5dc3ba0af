"""A mapping for a table that nobody has mapped yet, with how sure each part is."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.edit.sheets.contents import comma_decimals, fits, numeric_share
from kpicli.edit.sheets.fields import CHOICES, DAYS
from kpicli.edit.sheets.mapping import META, Mapping
from kpicli.edit.sheets.synonyms import HEADERS, NUMBERS_BELOW, ROLES, meaning_of, words_of
from kpicli.edit.sheets.whens import date_order, when_key
from kpicli.models.text import is_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.edit.sheets.table import Table
    from kpicli.edit.sheets.whens import DateOrder

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
    """A mapping, and what it says of each column in the order of the table."""

    mapping: Mapping
    columns: tuple[Proposed, ...]


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
    return Proposal(_mapping(table, columns), columns)


def known(mapping: Mapping, table: Table) -> Proposal:
    """A mapping that somebody gave, shown in the same way."""
    fields = dict(mapping.columns)
    columns = (
        Proposed(name, fields.get(name, META), _certainty(fields.get(name)), _sample(table, name))
        for name in table.columns
    )
    return Proposal(mapping, tuple(columns))


def _certainty(field: str | None) -> Certainty:
    return Certainty.SURE if field and field != META else Certainty.NONE


def _found(candidate: _Candidate | None) -> tuple[str, Certainty]:
    return (candidate.field, candidate.certainty) if candidate else (META, Certainty.NONE)


def _sample(table: Table, name: str) -> str:
    return next(iter(table.values(name)), "")


def _chosen(table: Table) -> dict[str, _Candidate]:
    """For each field the best column, and for each column at most one field."""
    found = [part for name in table.columns for part in _candidates(name, table)]
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


def _candidates(column: str, table: Table) -> Iterator[_Candidate]:
    values, words = table.values(column), words_of(column)
    distinct = len(set(values))
    dated = _dated(column)
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


def _dated(column: str) -> str | None:
    """`actuals.2026-01` or `interim_targets.2026-01` from the name of a column."""
    words = column.replace("_", " ").strip()
    for field, roles in ROLES.items():
        for role in roles:
            if role and role not in words_of(words).split():
                continue
            rest = _without(words, role)
            if key := when_key(rest):
                return f"{field}.{key}"
    return None


def _without(words: str, role: str) -> str:
    parts = [part for part in words.split() if words_of(part) != role]
    return " ".join(parts).strip(" ():-")


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


def _mapping(table: Table, columns: tuple[Proposed, ...]) -> Mapping:
    fields = {part.field: part.column for part in columns if part.field != META}
    values = {part.column: words for part in columns if (words := _words(part, table, fields))}
    decimal = "," if comma_decimals(table, [(part.column, part.field) for part in columns]) else "."
    title, team = fields.get("title", ""), fields.get("team", "")
    # As in a saved mapping: what is kept stands last.
    ordered = sorted(columns, key=lambda part: part.field == META)
    return Mapping(
        columns=tuple((part.column, part.field) for part in ordered),
        values=values,
        constants=_constants(columns),
        id_from=(title,) if title else (),
        id_under=team,
        id_key=_key(table),
        decimal=decimal,
        dates=_order(table, columns),
    )


def _order(table: Table, columns: tuple[Proposed, ...]) -> DateOrder:
    dates = [
        text
        for part in columns
        if part.field in {"actual.date", "reviewed", "baseline.date", *DAYS}
        for text in table.values(part.column)
    ]
    return date_order(tuple(dates))


def _words(part: Proposed, table: Table, fields: dict[str, str]) -> dict[str, str]:
    """What the words of a column with choices mean, as far as they are not the choices."""
    if part.field not in CHOICES:
        return {}
    words = sorted(set(table.values(part.column)))
    found = {word: meaning for word in words if (meaning := meaning_of(word, part.field))}
    if part.field == "direction" and "target" in fields and "baseline" not in fields:
        # A target that nothing is known to lead to is a level to hold.
        levels = {"increase": "at_least", "decrease": "at_most"}
        return {word: levels.get(meaning, meaning) for word, meaning in found.items()}
    return found


def _constants(columns: tuple[Proposed, ...]) -> dict[str, str]:
    """The period, if it stands in the name of the column with the target."""
    name = next((part.column for part in columns if part.field == "target"), "")
    fields = {part.field for part in columns}
    has_period = "period" in fields or fields.issuperset(DAYS)
    dated = _dated(name) if name and not has_period else None
    return {"period": dated.partition(".")[2]} if dated else {}


def _key(table: Table) -> str:
    """The column that tells rows apart without being a valid id."""
    for name in table.columns:
        values = table.values(name)
        is_key = words_of(name) in HEADERS["id"] and len(set(values)) == len(table.rows)
        if is_key and not all(map(is_id, values)):
            return name
    return ""
