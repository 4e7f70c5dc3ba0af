"""Fields that are there under a misspelled name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings.fix import RenameKey
from kpicli.source import Route

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.findings.finding import Finding

    MeantField = tuple[str, Route, str]
    """A field by its file, the route of the mapping in it, and its right name."""


def meant_fields(findings: Iterable[Finding]) -> Iterator[MeantField]:
    """The fields that were probably meant, of findings about keys that there are not."""
    for finding in findings:
        for edit in finding.fix.edits if finding.fix else ():
            if isinstance(edit, RenameKey):
                yield edit.path, Route(edit.route.keys[:-1]), edit.name
