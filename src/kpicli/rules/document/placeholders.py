"""Placeholders: what people write where something is still to come."""

from __future__ import annotations

import re
from functools import cache

# The quickest way to tell that a text holds none: a set of signs, and words in small letters.
_SIGN = re.compile(r"[XYN?$%{]")
_SMALL = re.compile(r"tb[acd]|todo|fixme|lorem|insert")
_WORD = r"TB[ACD]|TODO|FIXME"
_BEFORE = r"(?:\A|[:(\[<=>,\u2013\u2014/-]\s*|\b(?:from|to|by|is|at)\s+)"
_STOPS = "by|for|to|from|in|on|after|until|with|pending|and"
_AFTER = rf"(?=\s*(?:\Z|[\])>.,;:\u2013\u2014%/-])|\s+(?:{_STOPS})\b)"


def placeholder_in(text: str) -> str | None:
    """The first placeholder in a sentence, as it was written.

    Words that are a placeholder elsewhere count only where a value would stand: not in "Reduce
    TODO comments".
    """
    if not (_SIGN.search(text) or _SMALL.search(text.lower())) or not _hint().search(text):
        return None
    found = _anywhere().search(text)
    if found is None:
        return None
    return (found["word"] or found["last"] or found["amount"] or found[0]).strip()


def is_placeholder(text: str) -> bool:
    """Whether a whole value, such as an owner, is a placeholder."""
    return _whole().fullmatch(text) is not None


def placeholder_value(text: str) -> str | None:
    """The placeholder that a value is or holds."""
    return text.strip() if is_placeholder(text) else placeholder_in(text)


# Hardly any goal has a placeholder: what tells for certain is compiled when a glance does not do.
@cache
def _hint() -> re.Pattern[str]:
    return re.compile(r"(?i:tb[acd]|todo|fixme|lorem|insert)|[xyn]\s?%|[XYN]|\?\?|[$][{x]|\{\{")


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(
        rf"""
    {_BEFORE}[$€£¥]?(?P<word>{_WORD}){_AFTER}
  | (?<!of\s)(?<!any\s)(?<!no\s)(?<!as\s)(?<!the\s)(?<!a\s)(?<!out\s)\b(?P<last>TB[ACD])[.!)]*\s*\Z
  | \b(?:than|within|least|most|reach|[0-9]+)\s(?P<amount>TB[ACD])(?=\s[a-z])
  | (?P<share>(?<![\w.$€£¥'\u2019-])
  (?:(?:[XY]{{1,3}}|x{{1,3}}|N{{2,3}})%|XX{{1,2}}\s%|TB[ACD]\s?%)(?!\w))
  | (?P<money>[$€£¥]\s?(?:[XY]{{1,3}}|xx|N|[XYN]{{1,3}}(?=[kKMm]\b))(?:[kKMm]|bn)?(?![\w$]))
  | (?P<pair>\bfrom\s+[XYN]{{1,2}}\s+to\s+[XYN]{{1,2}}\b)
  | (?P<marks>(?<!\S)[$€£¥(\[]?\?{{2,}}[%)\]]?(?![\w?]))
  | (?P<redacted>(?<![^\W_])(?:_N[0-9]*_?|N[0-9]+_|\*N[0-9]+\*)(?![^\W_]))
  | (?P<braces>\$\{{[^{{}}]*\}}|\{{\{{[^{{}}]*\}}\}})
  | (?P<insert>[\[<](?i:insert|number|amount|date|name|value|target|placeholder)\b[^\]<>]*[\]>])
  | (?P<lorem>(?i:\blorem\s+ipsum\b))
        """,
        re.VERBOSE,
    )


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(
        rf"\W*(?:(?i:{_WORD})|\?+|(?i:x{{2,3}}|n{{2,3}})|(?i:x{{1,3}}|n{{1,3}}|y)\s?%)\W*"
        r"|(?i:to be (?:determined|decided|defined|confirmed|agreed|announced))\W*"
    )
