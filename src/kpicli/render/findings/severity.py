"""The colour of a severity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.theme import Role

if TYPE_CHECKING:
    from kpicli.findings import Severity


def severity_role(severity: Severity) -> Role:
    """The role that the words of a severity are painted in."""
    return Role[severity.name]
