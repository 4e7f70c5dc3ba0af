"""How a class declares a field: its default, its key, its limits, and what it is for."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

REQUIRED: Any = Ellipsis
"""The default of a field that every mapping has to give."""


class Declared(Struct, frozen=True):
    """A field as its class declares it.

    `key` is what files write, where that is another word than its name. `limits` are those of a
    number, by their names in `operator`: `ge`, `gt`, `le`, `lt`.
    """

    default: Any
    description: str
    key: str
    limits: Mapping[str, Decimal | float]

    @property
    def is_required(self) -> bool:
        """Whether every mapping has to give it."""
        return self.default is REQUIRED


def Field(  # noqa: N802, PLR0913 - a declaration, with all that can be said of a field
    default: Any = REQUIRED,  # noqa: ANN401 - of any type
    *,
    description: str,
    default_factory: Callable[[], Any] | None = None,
    alias: str = "",
    ge: Decimal | float | None = None,
    gt: Decimal | float | None = None,
    le: Decimal | float | None = None,
    lt: Decimal | float | None = None,
) -> Any:  # noqa: ANN401 - stands for a value of the field's type
    """What a class assigns to a name to declare a field: what stands there where none is given.

    A default is shared by all values, and so is what `default_factory` makes.
    """
    given = {"ge": ge, "gt": gt, "le": le, "lt": lt}
    limits = {name: limit for name, limit in given.items() if limit is not None}
    made = default if default_factory is None else default_factory()
    shared = MappingProxyType(made) if isinstance(made, dict) else made
    return Declared(shared, description, alias, limits)
