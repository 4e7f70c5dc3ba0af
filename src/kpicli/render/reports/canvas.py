"""A grid of characters with lines of dots finer than its cells."""

from __future__ import annotations

from msgspec import Struct, field

_FIRST = 0x2800
_ACROSS, _DOWN = 2, 4
# The bits of the dots of a braille cell, by row and column.
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


class Canvas(Struct):
    """Cells from the top left; places are given as fractions of its width and height.

    `dot` is drawn for a line where there is no braille.
    """

    width: int
    height: int
    braille: bool
    dot: str
    _marks: dict[tuple[int, int], str] = field(default_factory=dict)
    _dots: dict[tuple[int, int], int] = field(default_factory=dict)

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """The column and the row of a place; y grows upwards."""
        return self._at(x, self.width), self.height - 1 - self._at(y, self.height)

    def mark(self, x: float, y: float, sign: str) -> None:
        """A sign in the cell of a place, over whatever is there."""
        self._marks[self.cell(x, y)] = sign

    def mark_free(self, x: float, y: float, sign: str) -> None:
        """A sign in the cell of a place, where there is none."""
        self._marks.setdefault(self.cell(x, y), sign)

    def line(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """A straight line of dots."""
        wide, high = self.width * _ACROSS, self.height * _DOWN
        steps = max(int(abs(end[0] - start[0]) * wide), int(abs(end[1] - start[1]) * high), 1)
        for step in range(steps + 1):
            part = step / steps
            x = self._at(start[0] + (end[0] - start[0]) * part, wide)
            y = high - 1 - self._at(start[1] + (end[1] - start[1]) * part, high)
            cell = (x // _ACROSS, y // _DOWN)
            bit = _BITS[y % _DOWN][x % _ACROSS]
            self._dots[cell] = self._dots.get(cell, 0) | bit

    def has_line(self, x: float, y: float) -> bool:
        """Whether a line goes through the cell of a place."""
        return self.cell(x, y) in self._dots

    def rows(self) -> list[str]:
        """The lines of text from the top, all of the same width."""
        return [
            "".join(self._sign((column, row)) for column in range(self.width))
            for row in range(self.height)
        ]

    def _sign(self, cell: tuple[int, int]) -> str:
        if cell in self._marks:
            return self._marks[cell]
        if cell not in self._dots:
            return " "
        return chr(_FIRST + self._dots[cell]) if self.braille else self.dot

    @staticmethod
    def _at(fraction: float, count: int) -> int:
        return round(min(max(fraction, 0.0), 1.0) * (count - 1))
