"""What makes two findings the same one, whatever their lines and messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from kpicli.findings import Finding


class Key(Struct, frozen=True, order=True):
    """The rule, what the finding is about, and the field.

    It is about the goals, or about the file at `path` where there are none; the other is empty.
    """

    rule: str
    goals: tuple[str, ...]
    path: str
    field: str


def key_of(finding: Finding) -> Key:
    """The key of a finding. Several findings may have the same."""
    path = "" if finding.goals else finding.primary.path
    return Key(finding.rule.name, finding.goals, path, finding.field)
