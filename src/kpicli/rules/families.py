"""The families of rules: the letter of their codes, their folder, and what they are about."""

from __future__ import annotations

from msgspec import Struct


class Family(Struct, frozen=True):
    """A family of rules. Its folder lies beside this file."""

    letter: str
    folder: str
    about: str


FAMILIES = (
    Family("D", "document", "Can the file be read, and does it say what was meant?"),
    Family("S", "specific", "Is it plain what is to be done, and who answers for it?"),
    Family("M", "measurable", "Can anybody tell whether the goal was reached?"),
    Family("A", "achievable", "Can the goal be reached, and is it worth reaching?"),
    Family("R", "relevant", "Does the goal serve what the organisation wants?"),
    Family("T", "timebound", "Is it plain by when, and do the dates fit together?"),
    Family("C", "conflict", "Can all goals be reached together?"),
    Family("U", "rollup", "Do the parts add up to the whole?"),
    Family("P", "progress", "Is progress measured, and does the reported status fit it?"),
    Family("H", "history", "Was a goal made easier after it was set?"),
    Family("B", "balance", "Is there one goal too many, or a side that nobody looks at?"),
)
"""In the order in which rules are listed."""


def place_of(code: str) -> tuple[int, int]:
    """Where a rule's code stands in the list of all rules: by family, then by number."""
    letters = [family.letter for family in FAMILIES]
    return letters.index(code[0]), int(code[1:])
