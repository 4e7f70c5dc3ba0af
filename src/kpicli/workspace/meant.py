"""Names that stand under misspelled keys: nothing is made of them but that they are named."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from kpicli.findings import meant_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kpicli.documents import Value as Data
    from kpicli.findings import Finding
    from kpicli.workspace.workspace import Workspace

Meant: TypeAlias = "tuple[tuple[str, tuple[str, ...]], ...]"
"""Fields that were probably meant, each with the names that stand under the misspelled key."""

_NAME = re.compile(r"(?<![\w.])[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")


def meant_by(item: Mapping[str, Data], unknown: Iterable[Finding]) -> Meant:
    """The fields meant by the keys of an item that findings of loading call unknown."""
    return tuple(
        (field, names_in(item[finding.field]))
        for finding in unknown
        for _, _, field in meant_fields((finding,))
    )


def names_meant(workspace: Workspace) -> frozenset[str]:
    """All names that stand under misspelled keys."""
    meant = (names for part in workspace.misspelled for _, names in part.meant)
    return frozenset(chain.from_iterable(meant))


def names_in(value: Data) -> tuple[str, ...]:
    """All that has the form of an id in a value, however deep: in a list, a link, a formula."""
    return tuple(_NAME.findall(str(value)))
