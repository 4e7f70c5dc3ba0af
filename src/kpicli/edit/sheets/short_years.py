"""Dates and months with a year of two digits, which others in a row make clear."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from kpicli.models.whens import is_ambiguous, unaccented, when_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_APART = r"[ \-/.,']*"
_DAY = re.compile(rf"([0-9]{{1,2}})\.?{_APART}([a-z]{{3,9}}){_APART}([0-9]{{2}})\Z")
_MONTH = re.compile(rf"[a-z]{{3,9}}{_APART}[0-9]{{2}}\Z")


def when_keys(texts: Sequence[str]) -> dict[str, str]:
    """The dates and periods in a row of texts, by text, as `when_key` says for one of them.

    Days such as `31-Mar-26` are taken as well. Where years and days may have changed places, here
    or in `Mar-26`, all of that form are left out.
    """
    days, months = _days(texts), _months(texts)
    unclear = () if _are_of_years(list(months.values())) else months
    keys = {text: key for text in texts if text not in unclear and (key := when_key(text))}
    return keys | days


def days_come_first(texts: Sequence[str]) -> bool:
    """Whether some are days such as `31-Mar-26`, and no others leave open what comes first."""
    days = _days(texts)
    return bool(days) and not any(is_ambiguous(text) for text in texts if text not in days)


def _days(texts: Iterable[str]) -> dict[str, str]:
    """All days of this form; none where one is no day, or years seem to stand in front."""
    parts = {text: found for text in texts if (found := _DAY.match(unaccented(text.strip())))}
    months = {text: when_key(f"{found[2]} {found[3]}") for text, found in parts.items()}
    days = {text: when_key(f"{months[text]}-{int(found[1]):02}") for text, found in parts.items()}
    sure = {text: day for text, day in days.items() if day}
    first, last = ({found[at] for found in parts.values()} for at in (1, 3))
    return sure if len(sure) == len(parts) and len(last) <= len(first) else {}


def _months(texts: Iterable[str]) -> dict[str, str]:
    found = (text for text in texts if _MONTH.match(unaccented(text.strip())))
    return {text: key for text in found if (key := when_key(text))}


def _are_of_years(months: Sequence[str]) -> bool:
    """Whether months run one way and never stay the same one: `Mar-24`, `Mar-25` may be days."""
    pairs = list(pairwise(dict.fromkeys(months)))
    stays = any(one[-2:] == other[-2:] for one, other in pairs)
    return not stays and (all(a < b for a, b in pairs) or all(a > b for a, b in pairs))
