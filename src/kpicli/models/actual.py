"""Actuals: what was measured, inline or in a CSV file."""

from __future__ import annotations

from decimal import Decimal
from operator import eq
from typing import TYPE_CHECKING, NamedTuple, overload

from msgspec import Struct

from kpicli.fields.field import Field
from kpicli.fields.value import Value
from kpicli.models.choices import ReportedStatus
from kpicli.models.period import When
from kpicli.models.plain_number import from_plain_number
from kpicli.models.quantity import Quantity
from kpicli.models.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Remark(NamedTuple):
    """What may stand beside a value. `confidence` is the owner's, from 0 to 1."""

    confidence: Decimal | None = None
    status: ReportedStatus | None = None
    note: str = ""
    by: str = ""


class Actual(NamedTuple):
    """One value that was measured, or said to be.

    `key` is the date or period as it was written, `value` the quantity (1 or 0 for true and
    false). The rest is as in a `Remark`.
    """

    key: str
    when: When
    value: Quantity
    confidence: Decimal | None = None
    status: ReportedStatus | None = None
    note: str = ""
    by: str = ""


class Actuals(Struct, frozen=True, eq=False, gc=False):
    """The actuals of a KPI in the order written.

    They are kept as columns of one length, since KPIs share their dates, and mostly all dates or
    all values are asked for. A single actual is made when it is asked for. `values` has the
    numbers as they are in the units written, `written` the same numbers with unit and text; it is
    empty where each is a plain number. `remarks` is empty where nothing stands beside any value.
    `unread` are the dates of further values of a file that could not be understood, none in place
    of a date of which that is true as well.
    """

    keys: tuple[str, ...] = ()
    whens: tuple[When, ...] = ()
    values: tuple[Decimal, ...] = ()
    written: tuple[Quantity, ...] = ()
    remarks: tuple[Remark, ...] = ()
    unread: tuple[When | None, ...] = ()

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The values as they were written."""
        return self.written or tuple(map(from_plain_number, self.values))

    @property
    def units(self) -> frozenset[str]:
        """The units that are written beside values."""
        return frozenset(quantity.unit for quantity in self.written if quantity.unit)

    def __len__(self) -> int:
        return len(self.keys)

    def __iter__(self) -> Iterator[Actual]:
        columns = (self.keys, self.whens, self.quantities)
        if not self.remarks:
            return map(Actual, *columns)
        rows = zip(*columns, self.remarks, strict=True)
        return (Actual(key, when, value, *remark) for key, when, value, remark in rows)

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Actuals) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.keys, self.values))

    @overload
    def __getitem__(self, index: int) -> Actual: ...

    @overload
    def __getitem__(self, index: slice) -> Actuals: ...

    def __getitem__(self, index: int | slice) -> Actual | Actuals:
        if isinstance(index, slice):
            keys, whens, values = self.keys[index], self.whens[index], self.values[index]
            remarks = remarks_in(self.remarks[index])
            return Actuals(keys, whens, values, self.written[index], remarks)
        value = self.written[index] if self.written else from_plain_number(self.values[index])
        remark = self.remarks[index] if self.remarks else ()
        return Actual(self.keys[index], self.whens[index], value, *remark)


NO_ACTUALS = Actuals()
NO_REMARK = Remark()


def actuals_from(parts: Iterable[Actual], unread: tuple[When | None, ...] = ()) -> Actuals:
    """The columns of some actuals, and the dates of values that could not be understood."""
    rows = tuple(parts)
    if not rows:
        return Actuals(unread=unread) if unread else NO_ACTUALS
    keys, whens, quantities, *_ = zip(*rows, strict=True)
    remarks = remarks_in(Remark(*row[3:]) for row in rows)
    return Actuals(keys, whens, *columns_of(quantities), remarks, unread)


def columns_of(
    quantities: tuple[Quantity, ...],
) -> tuple[tuple[Decimal, ...], tuple[Quantity, ...]]:
    """The columns `values` and `written` of some actuals."""
    values = tuple([quantity.value for quantity in quantities])
    are_plain = all(map(eq, quantities, map(from_plain_number, values)))
    return values, () if are_plain else quantities


def remarks_in(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """The remarks as a column, empty where there is none beside any value."""
    column = tuple(remarks)
    return column if column.count(NO_REMARK) < len(column) else ()


class CsvActuals(Value):
    """Actuals kept in a CSV file beside the goal file."""

    csv: Text = Field(description="the file, relative to the goal file")
    date: Text = Field(description="the column with the dates or periods")
    value: Text = Field(description="the column with the values")
