"""Titles that repeat the numbers of their KPI as they are written, and need not be read."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.formulas.nouns import count_noun
from kpicli.models.target import Form
from kpicli.rules.specific.numbers import is_near
from kpicli.rules.specific.titled import kpis_by_shape
from kpicli.rules.specific.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kpicli.models.goal import Kpi
    from kpicli.models.parts import Baseline
    from kpicli.models.quantity import Quantity
    from kpicli.models.target import Target
    from kpicli.workspace import Definition, Workspace


_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£"}
_DIGIT = re.compile("[0-9]")


class InOtherWords(Struct, frozen=True):
    """The question which live KPIs have titles that do more than to repeat their numbers."""

    language: str

    def __call__(self, workspace: Workspace) -> Mapping[str, Sequence[Definition[Kpi]]]:
        """These KPIs by the shapes of their titles."""
        found: dict[str, Sequence[Definition[Kpi]]] = {}
        for shape, titles in workspace.remembered(kpis_by_shape).items():
            kpis: Iterable[Definition[Kpi]] = chain.from_iterable(kpis for _, kpis in titles)
            if "0" in shape:
                kpis = (kpi for kpi in kpis if not is_word_for_word(kpi, workspace, self.language))
            found[shape] = tuple(kpis)
        return found


def is_word_for_word(kpi: Definition[Kpi], workspace: Workspace, language: str) -> bool:
    """Whether the title repeats the numbers of the KPI, just as they are written.

    These are the baseline, a word, and the target, with the KPI's unit or none behind it. Or the
    title ends with "to" and the target, or with "by" and the change in per cent, whose sign may be
    left to the verb.
    """
    title, target, baseline = kpi.model.title, kpi.model.target, kpi.model.baseline
    if target is None or target.quantity is None:
        return False
    if target.form is Form.CHANGE:
        return _is_change(title, target.quantity, language)
    # First what most titles do, letter by letter.
    if target.form is Form.VALUE and baseline and _ends_with(title, baseline, target):
        return True
    if _is_to(title, target.quantity, language):
        return True
    if baseline is None or target.form is not Form.VALUE:
        return False
    start, end, unit = baseline.quantity, target.quantity, workspace.scale(kpi).unit
    if title.endswith("%"):
        size = title.rpartition(f" {_by(language)} ")[2][:-1]
        if size.isdecimal():
            return _is_by_percent(start, end, Decimal(size))
    is_of_one_unit = start.unit == end.unit or unit == "%"
    return is_of_one_unit and _is_from_to(title, start, end, unit, language)


def _ends_with(title: str, baseline: Baseline, target: Target) -> bool:
    end = f" {target.text}"
    if not title.endswith(end) or " " in target.text:
        return False
    return title[: -len(end)].rpartition(" ")[0].endswith(f" {baseline.quantity.text}")


def _is_to(title: str, target: Quantity, language: str) -> bool:
    claims = vocabulary(language)["claims"]
    before, found, rest = title.rpartition(f" {claims['to'][0]} {target.text}")
    if not found or rest or _DIGIT.search(before):
        return False
    return not any(f" {start} " in before.lower() for start in claims["from"])


def _is_from_to(title: str, start: Quantity, end: Quantity, unit: str, language: str) -> bool:
    for text in _ways_to_write(end, unit):
        before, found, rest = title.rpartition(f" {text}")
        if found and (not rest or (rest[0] == " " and _is_unit(rest.split()[0], unit, language))):
            before = before.rpartition(" ")[0]
            return any(before.endswith(f" {part}") for part in _ways_to_write(start, unit))
    return False


def _ways_to_write(number: Quantity, unit: str) -> Iterator[str]:
    """A number without its unit as it was written, with thousands grouped, with its sign."""
    text, _, own = number.text.partition(" ")
    if own and count_noun(own) != count_noun(unit):
        return
    digits = text.replace("_", "")
    texts = (text, f"{int(digits):,}") if digits.isdecimal() else (text,)
    yield from texts
    if unit == "%":
        yield from (text.removesuffix("%"), f"{text.removesuffix('%')}%")
    sign = _SIGNS.get(unit.partition("/")[0])
    if sign:
        yield from (f"{sign}{part}" for part in texts)


def _is_unit(word: str, unit: str, language: str) -> bool:
    """Whether a word behind a number is its unit, or one that none is written before."""
    return word in _no_units(language) or count_noun(word) == count_noun(unit.partition("/")[0])


def _is_change(title: str, change: Quantity, language: str) -> bool:
    size = change.text.lstrip("+-")
    if change.unit != "%" or not size[:-1].isdecimal() or not title.endswith(size):
        return False
    return title.endswith(f" {_by(language)} {size}")


def _is_by_percent(baseline: Quantity, target: Quantity, size: Decimal) -> bool:
    if baseline.unit != target.unit or not baseline.value:
        return False
    return is_near(abs((target.value - baseline.value) / baseline.value) * 100, size)


def _by(language: str) -> str:
    word: str = vocabulary(language)["claims"]["by"][0]
    return word


@lru_cache(maxsize=8)
def _no_units(language: str) -> frozenset[str]:
    """The words that may follow a number and do not say what was counted."""
    return frozenset(vocabulary(language)["claims"]["no_units"])
