"""What a title says about its own numbers: from what to what, by how much, how many times."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.rules.specific.amounts import Amount, read_amounts
from kpicli.rules.specific.signs import may_claim
from kpicli.rules.specific.verbs import leading_verb
from kpicli.rules.specific.vocabulary import MOST_TITLES, one_of, vocabulary, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_N = "\x00"
"""Stands for an amount where a title is matched against its phrases."""
_ANY_CASE = re.IGNORECASE


class Way(Enum):
    """What a claim says."""

    FROM_TO = "from a value to another"
    TO = "to a value"
    BY = "by a difference"
    TIMES = "to a multiple"


class Claim(Struct, frozen=True):
    """What a title says: the end, difference or factor in `amount`, where it began in `start`.

    `is_about` says that `amount` is a bound or an estimate. `place` is the offset in the title,
    `text` what was written.
    """

    way: Way
    amount: Amount
    text: str
    place: int
    start: Amount | None = None
    is_about: bool = False


@lru_cache(maxsize=MOST_TITLES)
def claim_of(title: str, language: str) -> Claim | None:
    """The one claim of a title; none where there is no claim, several, or a doubtful one."""
    if not may_claim(title, language):
        return None
    phrases = _phrases(language)
    amounts = read_amounts(title, language)
    return _read(title, amounts.found, phrases) if amounts.is_certain else None


class _Phrases(Struct, frozen=True):
    """The phrases of a language, to be matched where `_N` stands for each amount."""

    language: str
    role: re.Pattern[str]
    pair: re.Pattern[str]
    about: re.Pattern[str]
    per: re.Pattern[str]
    other_base: re.Pattern[str]
    share_of: re.Pattern[str]
    spans: re.Pattern[str]
    half: re.Pattern[str]
    fractions: dict[str, int]
    multiples: dict[str, float]


@lru_cache(maxsize=8)
def _phrases(language: str) -> _Phrases:
    words = vocabulary(language)
    parts = words["claims"]
    start, end, by = (one_of(parts[name]) for name in ("from", "to", "by"))
    about = rf"(?:(?:{one_of(parts['before'])}\s+|[~<>≥≤=]+\s*)*)"
    arrow = r"\s*(?:→|[-=]+>)\s*"
    return _Phrases(
        language,
        re.compile(
            rf"(?:(?<!\w)(?P<word>{start}|{end}|{by})\s+|{arrow}){about}{_N}", _ANY_CASE
        ),
        # Behind `from` follows `to`, else an arrow.
        re.compile(
            rf"(?P<from>(?<!\w){start}\s+)?(?P<low>{about}){_N}[^{_N},;:]{{0,30}}?"
            rf"(?(from)\s+{end}\s+|{arrow})(?P<high>{about}){_N}",
            _ANY_CASE,
        ),
        re.compile(rf"\s*(?:\+|\(?{whole(parts['behind'])})", _ANY_CASE),
        re.compile(rf"(?:{whole(parts['rates'])}|/)\s*\Z", _ANY_CASE),
        re.compile(rf"\s*(?:[-\u2013/(]|{whole(parts['other_base'])})", _ANY_CASE),
        re.compile(rf"\s*{whole(parts['other_base'][:1])}", _ANY_CASE),
        re.compile(rf"{whole(parts['spans'])}\s*\Z", _ANY_CASE),
        re.compile(rf"(?<!\w){by}\s+(?P<part>{one_of(words['fractions'])})(?![\w-])", _ANY_CASE),
        words["fractions"],
        words["multiples"],
    )  # fmt: skip


def _read(title: str, amounts: Sequence[Amount], phrases: _Phrases) -> Claim | None:
    frame = _frame(title, amounts)
    roles = list(phrases.role.finditer(frame))
    pair = phrases.pair.search(frame)
    if pair:
        is_alone = len(roles) == (1 if pair["from"] is None else 2)
        return _from_to(title, frame, amounts, pair, phrases) if is_alone else None
    if len(roles) == 1 and roles[0]["word"]:
        return _single(frame, amounts, roles[0], phrases)
    if len(roles) == 2:  # noqa: PLR2004 - "by" and "from"
        return _by_from(title, frame, amounts, roles, phrases)
    return None if roles else _multiple(title, frame, amounts, phrases)


def _frame(title: str, amounts: Sequence[Amount]) -> str:
    return "".join(_pieces(title, amounts))


def _pieces(title: str, amounts: Sequence[Amount]) -> Iterator[str]:
    place = 0
    for amount in amounts:
        yield title[place : amount.start] + _N
        place = amount.end
    yield title[place:]


def _from_to(
    title: str, frame: str, amounts: Sequence[Amount], pair: re.Match[str], phrases: _Phrases
) -> Claim | None:
    index = frame.count(_N, 0, pair.start())
    start, end = amounts[index : index + 2]
    if phrases.spans.search(frame, 0, pair.start()) or not _ends(frame, pair.end(), phrases):
        return None
    if (start.is_year and end.is_year) or pair["low"]:
        return None
    about = bool(pair["high"]) or bool(phrases.about.match(frame, pair.end()))
    is_arrow = pair["from"] is None
    place = start.start if is_arrow else title[: start.start].rstrip().rfind(" ") + 1
    unit = start.unit or end.unit
    start, end = (part if part.unit else replace(part, unit=unit) for part in (start, end))
    return Claim(Way.FROM_TO, end, title[place : end.end], place, start, about)


def _ends(frame: str, place: int, phrases: _Phrases) -> bool:
    """Whether the amounts that follow only say per how many: `per 100 users`."""
    rest = frame[place:]
    return all(phrases.per.search(rest, 0, found.start()) for found in re.finditer(_N, rest))


def _single(
    frame: str, amounts: Sequence[Amount], role: re.Match[str], phrases: _Phrases
) -> Claim | None:
    index = frame.count(_N, 0, role.start())
    amount, before = amounts[index], amounts[:index]
    if phrases.spans.search(frame, 0, role.start()) or not _ends(frame, role.end(), phrases):
        return None
    if amount.is_year or amount.value < 0 or any(_is_alike(amount, other) for other in before):
        return None
    word = role["word"].lower()
    way = _way(word, amount, phrases)
    if way is None or (way is not Way.TO and before):
        return None
    base = phrases.share_of if way is Way.TO else phrases.other_base
    if base.match(frame, role.end()):
        return None
    is_exact = role[0][len(word) :].strip() == _N and not phrases.about.match(frame, role.end())
    text = f"{role['word']} {amount.text}"
    return Claim(way, amount, text, amount.start - len(word) - 1, None, not is_exact)


def _by_from(
    title: str,
    frame: str,
    amounts: Sequence[Amount],
    roles: list[re.Match[str]],
    phrases: _Phrases,
) -> Claim | None:
    """`by 30% from 250`, or the other way round, with nothing between and no other amount."""
    parts, (first, last) = vocabulary(phrases.language)["claims"], roles
    if len(amounts) != len(roles) or frame[first.end() : last.start()].strip():
        return None
    if phrases.about.match(frame, last.end()) or phrases.other_base.match(frame, last.end()):
        return None
    if any(role[0] != f"{role['word']} {_N}" for role in roles):
        return None
    words = [role["word"].lower() for role in roles]
    is_by_first = words[0] == parts["by"][0]
    (by, start), (how, base) = (amounts, words) if is_by_first else (amounts[::-1], words[::-1])
    if how != parts["by"][0] or base not in parts["from"] or by.unit == "x" or start.is_year:
        return None
    return Claim(Way.BY, by, title[first.start() : amounts[1].end], first.start(), start)


def _is_alike(amount: Amount, other: Amount) -> bool:
    """Whether an amount may be meant as much as another: nothing tells their units apart."""
    return not amount.unit or other.unit in {"", amount.unit}


def _way(word: str, amount: Amount, phrases: _Phrases) -> Way | None:
    parts = vocabulary(phrases.language)["claims"]
    if word in parts["to"]:
        return Way.TO
    if word not in parts["by"]:
        return None
    return Way.TIMES if amount.unit == "x" or word != parts["by"][0] else Way.BY


def _multiple(title: str, frame: str, amounts: Sequence[Amount], phrases: _Phrases) -> Claim | None:
    if len(amounts) == 1:
        return _at_the_end(frame, amounts[0])
    if amounts:
        return None
    half = phrases.half.search(title)
    if half and not phrases.other_base.match(title, half.end()):
        return _word_claim(Way.BY, phrases.fractions[half["part"].lower()], "%", half)
    verb = leading_verb(title, phrases.language)
    factor = phrases.multiples.get(verb.word) if verb else None
    if verb is None or factor is None:
        return None
    return Claim(Way.TIMES, _amount(factor, "x", verb.word), verb.word, verb.end)


def _at_the_end(frame: str, amount: Amount) -> Claim | None:
    """`Grow revenue 3x`: nothing follows."""
    if amount.unit != "x" or not frame.endswith(_N) or not amount.text.lower().endswith("x"):
        return None
    return Claim(Way.TIMES, amount, amount.text, amount.start)


def _word_claim(way: Way, value: float, unit: str, found: re.Match[str]) -> Claim:
    return Claim(way, _amount(value, unit, found[0]), found[0], found.start())


def _amount(value: float, unit: str, text: str) -> Amount:
    return Amount(Decimal(str(value)), unit, Decimal(0), 1, text, 0, 0)
