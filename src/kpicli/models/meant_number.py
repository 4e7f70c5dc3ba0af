"""Numbers in the ways of other countries and programs, as goal files write them."""

from __future__ import annotations

import re

from kpicli.models.quantity import parse_quantity

_QUOTES = "“”„‟‘’‚‛«»‹› \t"  # noqa: RUF001 - what people type
_DASH = r"^[\u2010-\u2015](?=\s?[0-9€$£¥])"
_ROUND = r"(?<=[0-9])[.,][-\u2010-\u2015]+(?![0-9])"
_APOSTROPHE = r"(?<=[0-9])['’](?=[0-9]{3}(?![0-9]))"  # noqa: RUF001 - as in Switzerland
_POINTED_WORD = r"\b(Tsd|Mio|Mrd)\."
_COMMA = r"(?<![0-9.,])([0-9]{1,3}(?:[. \u00a0\u202f][0-9]{3})+|[0-9]+),([0-9]+)(?![0-9.,])"
_POINTS = r"(?<![0-9.,])[0-9]{1,3}(?:\.[0-9]{3}){2,}(?![0-9.,])"
_CLEANED = ((_DASH, "-"), (_ROUND, ""), (_APOSTROPHE, ""), (_POINTED_WORD, r"\1"))


def how_to_write(text: str) -> str | None:
    """How to write a text that is no quantity, as it is meant; none where that cannot be told.

    `49,5`, `1.234,50 €`, `16.000.000`, `1'100`, `7 Mio. EUR`, `10.-` and a number in typographic
    quotes or behind a long dash can be told; `1,2,3` cannot.
    """
    plain = text.strip(_QUOTES)
    for pattern, instead in _CLEANED:
        plain = re.sub(pattern, instead, plain)
    with_point = re.sub(_COMMA, _with_point, plain)
    number = re.sub(_POINTS, lambda found: found[0].replace(".", ""), with_point)
    if number == text or parse_quantity(number) is None:
        return None
    lead = "the decimal sign is a point: " if with_point != plain else ""
    return f"{lead}write {number}"


def _with_point(found: re.Match[str]) -> str:
    return f"{re.sub('[^0-9]', '', found[1])}.{found[2]}"
