"""What a target in words comes to."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace


class Reading(Struct, frozen=True):
    """What a target in words means: a sign such as `>=` or none, one number or two, a unit."""

    sign: str
    numbers: tuple[str, ...]
    unit: str = ""

    @property
    def text(self) -> str:
        """The target as the format writes it."""
        sign = f"{self.sign} " if self.sign[:1] in {"<", ">"} else self.sign
        return f"{sign}{'..'.join(self.numbers)}{self.unit}"

    def without_unit(self) -> Reading:
        """The same numbers, for a KPI whose unit is another."""
        return replace(self, unit="")
