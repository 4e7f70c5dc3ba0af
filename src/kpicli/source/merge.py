"""The marks that git leaves in a text where a merge waits for somebody to decide."""

import re

_MARK = r"^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|\Z)"

MERGE_CONFLICT = "a merge conflict is not resolved"
MERGE_HELP = "keep one side, and remove the lines with <<<<<<<, ======= and >>>>>>>"


def merge_marks(text: str) -> tuple[int, ...]:
    """The offsets of the marks, in their order.

    Where a text has only lines of `=======`, they are no marks: such a line may be a rule.
    """
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return ()
    found = [(mark.start(), mark[0][0]) for mark in re.finditer(_MARK, text, re.MULTILINE)]
    is_left = any(sign in "<>" for _, sign in found)
    return tuple(offset for offset, _ in found) if is_left else ()
