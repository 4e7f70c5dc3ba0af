"""The words that units are made of: money, time, shares, scales; all others are count nouns."""

from __future__ import annotations

import re
from fractions import Fraction

from kpicli.formulas.currencies import currency
from kpicli.formulas.nouns import count_noun
from kpicli.formulas.units import PERCENT, Unit, product

_TIMES = {
    "ms": ("s", Fraction(1, 1000)),
    **dict.fromkeys(("s", "sec", "second"), ("s", Fraction(1))),
    **dict.fromkeys(("min", "minute"), ("s", Fraction(60))),
    **dict.fromkeys(("h", "hr", "hour"), ("s", Fraction(3_600))),
    **dict.fromkeys(("d", "day"), ("s", Fraction(86_400))),
    **dict.fromkeys(("wk", "week"), ("s", Fraction(604_800))),
    **dict.fromkeys(("mo", "month"), ("month", Fraction(1))),
    **dict.fromkeys(("qtr", "quarter"), ("month", Fraction(3))),
    **dict.fromkeys(("yr", "year"), ("month", Fraction(12))),
}
_SHARES = {
    **dict.fromkeys(("%", "percent", "per cent", "percentage", "pct", "prozent"), PERCENT),
    **dict.fromkeys(("pp", "ppt", "percentage point", "% point"), PERCENT),
    **dict.fromkeys(("bp", "basis point"), PERCENT / 100),
    "‰": PERCENT / 10,
    "ratio": Fraction(1),
}
_PREFIXES = {"k": 1_000, "K": 1_000, "M": 1_000_000, "bn": 1_000_000_000}
_SCALES = {
    **_PREFIXES,
    **dict.fromkeys(("thousand", "Tsd"), 1_000),
    **dict.fromkeys(("mn", "mio", "Mio", "million"), 1_000_000),
    **dict.fromkeys(("billion", "Mrd"), 1_000_000_000),
}
_SUFFIXES = {**_SCALES, "m": 1_000_000}
_SEPARATORS = re.compile(r"[\s_-]+")
_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
_SIGNS_OF_MONEY = frozenset("€$£¥")
_ATTACHED = r"(?P<prefix>k|K|M|bn)?(?P<sign>[€$£¥])(?P<suffix>k|K|M|m|mn|bn)?"


def factor(words: str) -> Unit:
    """The unit of words between two operators: `k EUR`, `business days`, `new clients`.

    Money counts anywhere among the words, time at the end, a number or a scale in front; a share
    (`% of revenue`) is a share whatever else is said of it.
    """
    parts = [part for part in _SEPARATORS.split(words) if part] or [words]
    share = _share(parts)
    if share is not None:
        return Unit((), share, words)
    scale, parts = _scale(parts)
    units: list[Unit] = []
    while parts and (time := _time(parts[-1])):
        units.append(time)
        parts.pop()
    others = [part for part in parts if _money(part) is None]
    units += [money for part in parts if (money := _money(part))]
    if others:
        units.append(Unit(((count_noun(" ".join(others)), 1),), Fraction(1), words))
    return product(((Unit((), scale, ""), 1), *((unit, 1) for unit in units)), words)


def _share(parts: list[str]) -> Fraction | None:
    pair, first = count_noun(" ".join(parts[:2])), count_noun(parts[0])
    return _SHARES.get(pair, _SHARES.get(first))


def _scale(parts: list[str]) -> tuple[Fraction, list[str]]:
    """The numbers and scales in front, and the one behind an amount of money."""
    scale = Fraction(1)
    while parts and (number := _number(parts[0])):
        scale *= number
        parts = parts[1:]
    if len(parts) > 1 and _money(parts[-2]) and parts[-1] in _SUFFIXES:
        return scale * _SUFFIXES[parts[-1]], parts[:-1]
    return scale, parts


def _number(word: str) -> Fraction | None:
    if word in _SCALES:
        return Fraction(_SCALES[word])
    number = Fraction(word) if _NUMBER.fullmatch(word) else None
    return number or None


def _time(word: str) -> Unit | None:
    symbol, scale = _TIMES.get(word.casefold()) or _TIMES.get(count_noun(word), ("", Fraction(1)))
    return Unit(((symbol, 1),), scale, word) if symbol else None


def _money(word: str) -> Unit | None:
    if code := currency(word):
        return Unit(((code, 1),), Fraction(1), word)
    if not _SIGNS_OF_MONEY.isdisjoint(word) and (attached := re.fullmatch(_ATTACHED, word)):
        scale = _PREFIXES.get(attached["prefix"], 1) * _SUFFIXES.get(attached["suffix"], 1)
        return Unit(((str(currency(attached["sign"])), 1),), Fraction(scale), word)
    for prefix, scale in _PREFIXES.items():
        code = currency(word.removeprefix(prefix))
        if code and word.startswith(prefix):
            return Unit(((code, 1),), Fraction(scale), word)
    return None
