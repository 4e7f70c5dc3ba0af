"""The amounts in a title: numbers as people write them, with their units.

Years, dates, times, quarters, versions, `P95`, `top 10`, `ISO 27001`, `10-day` and the like are
no amounts.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.rules.specific.vocabulary import MOST_TITLES, one_of, vocabulary, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CODES = "EUR|USD|GBP|CHF|CAD|AUD|NZD|SEK|NOK|DKK|JPY|CNY|INR|PLN|CZK|HUF|BRL|ZAR|SGD|HKD|MXN"
_GROUPED = "[0-9]{1,3}(?:[, \u00a0\u202f][0-9]{3})+(?![0-9])"
_NUMBER = rf"(?:{_GROUPED}|[0-9]+(?:_[0-9]{{3}})*)(?:\.[0-9]+)?|\.[0-9]+"
_SYMBOLS = {"k": 1_000, "K": 1_000, "M": 1_000_000, "m": 1_000_000, "bn": 1_000_000_000}
_SYMBOLS |= {"B": 1_000_000_000, "b": 1_000_000_000}
_SHORT_UNITS = "ms|s|min|h|d|x|X"
_YEAR = re.compile(r"(?:19|20)[0-9]{2}\Z")
_SIGNS = "$€£¥"
_HALF = Decimal("0.5")


class Amount(Struct, frozen=True):
    """An amount at its place in the title.

    `value` has its scale applied, `scale` is 1000 for `k`. `unit` is as the format spells it: `%`,
    `pp`, `x`, a currency or what was counted, empty where nothing was written. `step` is half of
    what its last digit stands for. `end` includes the unit. `is_rate` says that `a month`, `per
    employee` or the like follows.
    """

    value: Decimal
    unit: str
    step: Decimal
    scale: int
    text: str
    start: int
    end: int
    is_rate: bool = False

    @property
    def is_year(self) -> bool:
        """Whether it may just as well be a year."""
        return not self.unit and _YEAR.match(self.text) is not None


class Amounts(Struct, frozen=True):
    """The amounts of a title in their order; `is_certain` unless something else looks like one."""

    found: tuple[Amount, ...]
    is_certain: bool


@lru_cache(maxsize=MOST_TITLES)
def read_amounts(title: str, language: str) -> Amounts:
    """All amounts of a title."""
    return _grammar(language).read(title)


class _Grammar(Struct, frozen=True):
    token: re.Pattern[str]
    unit: re.Pattern[str]
    noun: re.Pattern[str]
    rate: re.Pattern[str]
    scales: Mapping[str, int]
    words: Mapping[str, int]
    units: Mapping[str, str]

    def read(self, title: str) -> Amounts:
        tokens = list(self.token.finditer(title))
        amounts = tuple(self._amounts(title, tokens))
        return Amounts(amounts, all(token.lastgroup != "odd" for token in tokens))

    def _amounts(self, title: str, tokens: list[re.Match[str]]) -> Iterator[Amount]:
        for token in tokens:
            if token.lastgroup == "word":
                value = Decimal(self.words[" ".join(token["word"].lower().split())])
                yield self._amount(title, token, value, 1)
            elif token["number"]:
                digits = re.sub("[,_ \u00a0\u202f]", "", token["number"])
                number = Decimal(digits).copy_negate() if token["minus"] else Decimal(digits)
                yield self._amount(title, token, number, self._scale(token))

    def _scale(self, token: re.Match[str]) -> int:
        suffix = token["suffix"] or ""
        return _SYMBOLS.get(suffix) or self.scales.get(suffix.lower(), 1)

    def _amount(self, title: str, token: re.Match[str], number: Decimal, scale: int) -> Amount:
        unit, end = self._unit(title, token)
        exponent = number.as_tuple().exponent
        digit = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
        rate = self.rate.match(title, end) is not None
        start = token.start()
        text = title[start:end]
        return Amount(number * scale, unit, digit * _HALF * scale, scale, text, start, end, rate)

    def _unit(self, title: str, token: re.Match[str]) -> tuple[str, int]:
        end = token.end()
        beside = token["money"] or token["sign"] or token["short"] or ""
        if beside:
            written = beside.strip()
            return (written[-1] if written[-1] in _SIGNS else written), end  # `US$` is `$`
        known = self.unit.match(title, end)
        if known:
            words = " ".join(known[1].split())
            return self.units.get(words.lower(), words), known.end()
        noun = self.noun.match(title, end)
        return (noun[1], noun.end()) if noun else ("", end)


@lru_cache(maxsize=8)
def _grammar(language: str) -> _Grammar:
    words = vocabulary(language)
    claims = words["claims"]
    scales = rf"(?:{'|'.join(words['scales'])})(?!\w)"
    return _Grammar(
        _token(language, scales),
        re.compile(
            rf"\s?({one_of([*words['unit_words'], '%', 'pp'])}|{_CODES})(?!\w)", re.IGNORECASE
        ),
        re.compile(
            rf"[ \u00a0]((?:(?!{whole(claims['no_units'])}){_WORD} ?){{1,3}})(?<! )", re.IGNORECASE
        ),
        re.compile(rf"\s?/|\s{whole(claims['rates'])}\s", re.IGNORECASE),
        words["scales"],
        words["number_values"],
        {"%": "%", "pp": "pp", **words["unit_words"]},
    )


_WORD = r"[A-Za-z][A-Za-z'-]*(?!\w)"


def _token(language: str, scales: str) -> re.Pattern[str]:
    words = vocabulary(language)
    month = rf"{one_of(words['months'])}\.?"
    ends = [*words["claims"]["from"], *words["claims"]["to"]]
    signed = "|".join(rf"(?<=\b(?i:{re.escape(word)})\s)" for word in ends)
    day, year = r"[0-9]{1,2}(?:st|nd|rd|th)?(?![0-9])", r"(?:,?\s+[12][0-9]{3}(?![0-9]))?"
    return re.compile(
        rf"""
        (?:(?<!\w)|(?![A-Za-z_]))(?:  # words only where they begin
        (?P<date>
            \b[0-9]{{4}}-[0-9]{{2}}(?:-[0-9]{{2}})?\b
          | \b(?:19|20)[0-9]{{2}}\s?[/\u2013-]\s?(?:(?:19|20)?[0-9]{{2}}|Q[1-4]|H[12])\b
          | \b[0-9]{{1,2}}([./])[0-9]{{1,2}}\2[0-9]{{2,4}}\b
          | \b(?i:{month}(?:\s+{day}{year} | ,?\s+[12][0-9]{{3}}\b)
              | {day}\s+(?:of\s+)?{month}{year}\b)
          | \b[0-9]{{1,2}}:[0-9]{{2}}(?:\s?[ap]\.?m\b)? | \b[0-9]{{1,2}}\s?[ap]\.?m\b )
      | (?P<name>
            \#[0-9]+ | \A\s*\(?[0-9]{{1,2}}[.)]\s | \b24/7\b | \([0-9]{{1,2}}\)
          | (?<![\w.])[0-9]+(?:\.[0-9]+){{2,}}(?![\w%])
          | \b(?i:{one_of(words["claims"]["labels"])})\.?\s+\#?[0-9][0-9.]*(?!,?[0-9]|%)
          | (?<=\w\s)(?!(?i:from|to|by|{_CODES})\b)[A-Z]\w*\s[0-9]+(?:\.[0-9]+)?(?![\w%]|[,.][0-9])
          | (?<![\w$€£¥])(?!US[$])[A-Za-z_][\w-]*[0-9][\w.+-]*
          | (?<![\w.,])[0-9]+-[A-Za-z]\w* | \b[0-9]+(?:st|nd|rd|th)\b
          | \b[0-9]+(?!(?:k|K|m|M|bn|b|B|mn|pp|{_SHORT_UNITS})(?![A-Za-z0-9]))[A-Za-z_]\w* )
      | (?P<odd>
            [0-9][0-9.,]*\s?%?\s?(?:[\u2013/:~]|-(?!>))\s?[$€£¥]?[0-9][0-9.,]*
          | [0-9]+,[0-9]{{1,2}}(?![0-9]) | [0-9]+,[0-9]{{4,}}
          | [0-9.]*,[0-9.,]*,[0-9]{{1,2}}(?![0-9])
          | (?<![$€£¥0-9.])[0-9]+(?:\.[0-9]+)?m(?!\w) | (?!(?:{signed})-)[\u2013-][$€£¥]?[0-9])
      | (?P<minus>(?=[-\u2212])(?:{signed}).)?
        (?P<money>(?:[A-Z]{{1,2}})?[$€£¥]\s?|\b(?:{_CODES})\s)?(?<![\w.,])
        (?P<number>{_NUMBER})
        (?:\s?(?P<suffix>(?:k|K|M|m|bn|b|B)(?!\w)|(?i:{scales})))?
        (?:(?P<short>{_SHORT_UNITS})(?!\w))?(?:\s?(?P<sign>[$€£¥])(?!\w))?
      | \b(?P<word>(?i:{one_of(words["number_values"])}))\b(?!-) )
        """,
        re.VERBOSE,
    )
