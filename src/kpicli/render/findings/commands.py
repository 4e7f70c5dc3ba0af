"""Text for a log in which some lines are commands to the machine that runs the job."""

from __future__ import annotations

import re
from enum import Enum

_OPENING = r"(?:\A|(?<=[\r\n]))(\s*):(?=:[A-Za-z])"


class Notation(Enum):
    """How a colon and a bracket are written so that they show, or read back, and do not act."""

    TEXT = (r"\x3a", r"\x5b")
    JSON = (r"\u003a", r"\u005b")
    XML = ("&#58;", "&#91;")


def without_commands(text: str, notation: Notation) -> str:
    r"""The text with what would open a workflow command escaped: `\x3a:name` and `##\x5b`.

    The runner of GitHub Actions takes a line that starts with `::name`, after blanks or none, and
    `##[name]` anywhere in a line.
    """
    colon, bracket = notation.value
    opened = re.sub(_OPENING, lambda found: f"{found[1]}{colon}", text)
    return opened.replace("##[", f"##{bracket}")
