"""How rules are shared out to processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.linter.select import ActiveRule

SHARES = (
    *("P", "A", "M105 M106 M107 S106 S107", "C103", "M109", "M"),
    *("D", "S", "T", "B", "U", "R", "C", "C108 C113 C114"),
)
"""Families of rules, and some of their rules apart, so that neighbours ask for the same.

The first ones ask for all that was measured, the last ones for the cascade, those in the middle for
neither. Whoever begins at one end works out the one answer, and mostly nobody else does.
"""


def shares_of(rules: Iterable[ActiveRule]) -> list[list[ActiveRule]]:
    """The rules in their shares, in the order of these; other families have a share each."""
    shares: dict[str, list[ActiveRule]] = {share: [] for share in SHARES}
    share_of = {code: share for share in SHARES for code in share.split()}
    for active in rules:
        code = active.rule.code
        share = share_of.get(code) or share_of.get(code[0], code[0])
        shares.setdefault(share, []).append(active)
    return [share for share in shares.values() if share]
