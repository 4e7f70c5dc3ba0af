"""How text looks: width, colour by role, and signs.

The theme writes its own escape sequences: importing rich takes longer than most checks, and what
is needed of it is a dozen codes.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.render.symbols import ASCII, UNICODE

if TYPE_CHECKING:
    from kpicli.render.symbols import Symbols

_LEAST_WIDTH = 20


class Role(Enum):
    """What a piece of text is, by its SGR codes. The words say the same without colour."""

    ERROR = "1;31"
    WARNING = "1;33"
    INFO = "1;36"
    PATH = "36"
    RELATED = "34"
    GUTTER = "1;34"
    HELP = "1;32"
    CODE = "35"
    STRONG = "1"
    DIM = "2"
    GOOD = "32"
    FAIR = "33"
    BAD = "31"


class Style(Struct, frozen=True):
    """The surface that text is made for.

    `width` is in cells, and counts as 20 if it is less. `color` are the terminal's own 16 colours.
    Without `unicode`, lines, bars and signs are ASCII; text from goal files is shown as it is, but
    for what the `encoding` cannot carry: that will be escaped.
    """

    width: int
    color: bool = False
    unicode: bool = True
    encoding: str = "utf-8"

    @property
    def symbols(self) -> Symbols:
        """The signs of this style."""
        return UNICODE if self.unicode else ASCII

    @property
    def columns(self) -> int:
        """The cells of a line that may be used."""
        return max(self.width, _LEAST_WIDTH)

    def paint(self, role: Role, text: str) -> str:
        """The text, which is escaped already, in the colour of its role."""
        return f"\x1b[{role.value}m{text}\x1b[0m" if self.color and text else text
