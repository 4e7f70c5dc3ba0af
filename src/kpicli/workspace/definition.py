"""A model together with where it was written."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from msgspec import Struct

from kpicli.findings import Label
from kpicli.models.sections import DEFAULTS
from kpicli.source import Key, Route

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet
    from typing import Any

    from kpicli.fields.value import Value


ModelT_co = TypeVar("ModelT_co", bound="Value", covariant=True)

Meant: TypeAlias = "tuple[tuple[str, tuple[str, ...]], ...]"
"""Fields that were probably meant, each with the names that stand under the misspelled key."""


class Definition(Struct, Generic[ModelT_co], frozen=True, eq=False, gc=False):
    """A model, the file and the route that it was read from.

    `id` is the model's, empty where it has none. `inherited` names the fields whose values come
    from the file's `defaults`. `nested_in` is the id of the objective that the definition stands
    in, if it does. `meant` is what stands under misspelled keys of it and of the defaults.
    """

    model: ModelT_co
    path: str
    route: Route
    id: str
    inherited: AbstractSet[str] = frozenset()
    nested_in: str | None = None
    meant: Meant = ()

    def means(self, field: str) -> bool:
        """Whether a misspelled key probably means a field."""
        return any(key == field for key, _ in self.meant)

    @property
    def names_meant(self) -> Iterator[str]:
        """All names under misspelled keys."""
        return (name for _, names in self.meant for name in names)

    def named_by(self, field: str) -> tuple[str, ...]:
        """The names under misspelled keys that probably mean a field."""
        return tuple(name for key, names in self.meant if key == field for name in names)

    def at(self, field: str, *keys: Key, message: str = "") -> Label:
        """The place of a field's value, or of a part of it; of the id where the file has none."""
        if field in self.inherited:
            return Label(self.path, Route((DEFAULTS, field, *keys)), message)
        if field not in self.model.given:
            return Label(self.path, self.route.child("id"), message)
        return Label(self.path, self.route.child(field, *keys), message)


by_id: Callable[[Definition[Any]], str] = attrgetter("id")
"""What definitions are sorted by wherever their order in the files does not matter."""


class Broken(Struct, frozen=True):
    """A definition that could not be understood. Its id still names something.

    `contributes_to` is what could be read of its links, so that its parents are not called
    childless. A tension has no id, but `names`: all that it names.
    """

    section: str
    id: str
    path: str
    route: Route
    contributes_to: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
