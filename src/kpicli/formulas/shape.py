"""The shape of a formula: what is left of it when its metrics are numbered.

Teams that copy a goal from each other copy its formula, so that many formulas have one shape and
what depends on the shape alone has to be found out once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpicli.formulas.tree import Formula

_WORD = re.compile(r"(?<![\w.])[a-z][\w.]*")


def shape_of(formula: Formula) -> str:
    """The formula's text with the places of its names, in the order of `names`, for the names.

    Formulas of one shape have the same tree but for the names, which stand in the same order.
    """
    numbers = {name: f"${number}" for number, name in enumerate(formula.names)}
    return _WORD.sub(lambda found: numbers.get(found[0], found[0]), formula.text)
