"""The rest of a proposed mapping, once it is known what each column becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.edit.sheets.contents import comma_decimals
from kpicli.edit.sheets.fields import CHOICES, DAYS
from kpicli.edit.sheets.headings import dated_fields
from kpicli.edit.sheets.mapping import META, Mapping
from kpicli.edit.sheets.short_years import days_come_first
from kpicli.edit.sheets.synonyms import HEADERS, meaning_of, words_of
from kpicli.models.period import Calendar, parse_period
from kpicli.models.text import is_id
from kpicli.models.whens import date_order

if TYPE_CHECKING:
    from kpicli.edit.sheets.propose import Proposed
    from kpicli.edit.sheets.table import Table
    from kpicli.models.whens import DateOrder


def mapping_from(table: Table, columns: tuple[Proposed, ...]) -> Mapping:
    """The mapping in which the columns become what is proposed, for a table that they are of."""
    fields = {part.field: part.column for part in columns if part.field != META}
    values = {part.column: words for part in columns if (words := _words(part, table, fields))}
    decimal = "," if comma_decimals(table, [(part.column, part.field) for part in columns]) else "."
    title, team = fields.get("title", ""), fields.get("team", "")
    # As in a saved mapping: what is kept stands last.
    ordered = sorted(columns, key=lambda part: part.field == META)
    return Mapping(
        columns=tuple((part.column, part.field) for part in ordered),
        values=values,
        constants=_constants(columns, dated_fields(table.columns)),
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
    return date_order(tuple(dates)) or ("day" if days_come_first(dates) else "")


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


def _constants(columns: tuple[Proposed, ...], dated: dict[str, str]) -> dict[str, str]:
    """The period, if it stands in the name of the column with the target.

    Where other targets are due before that one, the period holds them all.
    """
    name = next((part.column for part in columns if part.field == "target"), "")
    fields = {part.field for part in columns}
    if not name or "period" in fields or fields.issuperset(DAYS):
        return {}
    last = dated.get(name, "").partition(".")[2]
    steps = [field.partition(".")[2] for field in fields if field.startswith("interim_targets.")]
    period = _holding([*steps, last]) if last else ""
    return {"period": period} if period else {}


def _holding(whens: list[str]) -> str:
    """The period of several: itself, the year that all are in, or from the first to the last day.

    Empty where a date or a fiscal year among them leaves the first day open.
    """
    periods = [period for when in whens if (period := parse_period(when))]
    if len(set(whens)) == 1:
        return whens[0] if periods else ""
    years = {when.partition("-")[0] for when in whens}
    if len(years) == 1:
        return years.pop()
    if len(periods) < len(whens) or any(when.startswith("FY") for when in whens):
        return ""
    spans = [period.dates(Calendar()) for period in periods]
    return f"{min(span.start for span in spans)}/{max(span.end for span in spans)}"


def _key(table: Table) -> str:
    """The column that tells rows apart without being a valid id."""
    for name in table.columns:
        values = table.values(name)
        is_key = words_of(name) in HEADERS["id"] and len(set(values)) == len(table.rows)
        if is_key and not all(map(is_id, values)):
            return name
    return ""
