"""What a sheet's columns become: a value that a person can save, edit and use again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.fields.value import fields_of
from kpicli.findings import did_you_mean
from kpicli.models.goal import Kpi
from kpicli.models.metric import METRIC_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.whens import DateOrder

META = "meta"
"""The field of a column that is kept as it is."""

_MAPS = frozenset(
    {"meta", "actuals", "interim_targets", "target_changes", "source", "drivers", "thresholds"}
)
_ONE = tuple(name for name in fields_of(Kpi) if name not in _MAPS)
FIELDS = (
    *(name for name in _ONE if name not in METRIC_FIELDS),
    *(name for name in METRIC_FIELDS if name in _ONE),
    "kind",
    "period.start",
    "period.end",
    "baseline.date",
    "target.commit",
    "target.stretch",
    "objective",
    "actual.date",
    "actual.value",
    "actual.confidence",
    "actual.status",
    "actual.note",
    "actual.by",
    META,
)
"""What a column may become, besides `actuals.2026-01`, `interim_targets.2026`, `objective.1`."""

KEYED = ("actuals", "interim_targets", "objective", META)
"""The fields that have a date, a period, a rank or a name behind a point."""


class Mapping(Struct, frozen=True):
    """How the rows of one table become goals.

    `columns` has a field for each column; a column that it lacks is kept in `meta`. `values` says,
    by column, what the words in it become. Ids are taken from the column that is the `id`, or made
    from the columns `id_from`, below the value of `id_under`; where two would be the same, the
    value of `id_key` goes behind. `constants` are fields that every goal gets. `organization` is
    the title of the team above all teams. `decimal` is the sign before decimals. `objective`,
    `objective.1` and so on are the titles of objectives that the rows serve, from the top down.
    """

    columns: tuple[tuple[str, str], ...]
    kind: str = "kpi"
    sheet: str = ""
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    id_from: tuple[str, ...] = ()
    id_under: str = ""
    id_key: str = ""
    organization: str = ""
    decimal: str = "."
    dates: DateOrder = ""

    def column(self, name: str) -> str | None:
        """The column that becomes a field, the first of several; none where there is none."""
        return next((column for column, known in self.columns if known == name), None)

    def keyed(self, name: str) -> tuple[tuple[str, str], ...]:
        """The columns that become parts of a field, each with what stands behind the point."""
        lead = f"{name}."
        return tuple((col, key[len(lead) :]) for col, key in self.columns if key.startswith(lead))

    @property
    def is_long(self) -> bool:
        """Whether a row is one value of a KPI, so that a KPI has many rows."""
        return self.column("actual.value") is not None and self.column("actual.date") is not None

    @property
    def objectives(self) -> tuple[str, ...]:
        """The columns with the titles of objectives, from the top down."""
        ranked = sorted(self.keyed("objective"), key=lambda part: part[1])
        single = self.column("objective")
        return (*(column for column, _ in ranked), *((single,) if single else ()))


def mistakes(mapping: Mapping, columns: tuple[str, ...]) -> Iterator[tuple[str, str | None]]:
    """What is wrong with a mapping for a table: the words and what to do."""
    named = [name for name, _ in mapping.columns]
    known = ", ".join(f"`{name}`" for name in columns[:20])
    used = dict.fromkeys(
        (
            *named,
            *mapping.values,
            *mapping.id_from,
            *_given(mapping.id_under),
            *_given(mapping.id_key),
        )
    )
    missing = [name for name in used if name not in columns]
    if len(missing) > 1 and len(missing) == len(used):
        words = f"the table has none of the {len(missing)} columns that the mapping names"
        yield words, f"its columns are {known}"
        missing = []
    for name in missing:
        near = did_you_mean(name, columns) or f"the columns are {known}"
        yield f"the table has no column `{name}`", near
    fields = [(name, part) for name, part in mapping.columns]
    fields += [("constants", part) for part in mapping.constants]
    for name, part in fields:
        if not is_field(part):
            near = did_you_mean(part, FIELDS) or f"the fields are {', '.join(FIELDS)}"
            yield f"there is no field `{part}` (for `{name}`)", near
    if mapping.column("title") is None and mapping.column("id") is None:
        yield "no column becomes the `title`", 'write `"the column" = "title"` under [columns]'


def is_field(name: str) -> bool:
    """Whether a column may become what is named."""
    first, dot, rest = name.partition(".")
    return name in FIELDS or bool(dot and rest and first in KEYED)


def _given(name: str) -> tuple[str, ...]:
    return (name,) if name else ()
