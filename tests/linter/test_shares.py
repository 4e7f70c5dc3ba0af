from __future__ import annotations

from kpicli.linter.select import ActiveRule
from kpicli.linter.shares import SHARES, shares_of
from kpicli.rules.registry import RULES

CODES = {rule.code for rule in RULES}


def test_each_rule_is_in_one_share() -> None:
    found = [code for share in _shares() for code in share]
    assert sorted(found) == sorted(CODES)


def test_shares_name_rules_and_families() -> None:
    named = [code for share in SHARES for code in share.split()]
    assert len(named) == len({*named})
    assert {*named} <= CODES | {code[0] for code in CODES}


def test_rules_apart_from_their_family_stand_together() -> None:
    shares = _shares()
    assert {"C108", "C113", "C114"} in shares
    assert any("C101" in share and "C108" not in share for share in shares)


def test_what_asks_for_measurements_and_for_the_cascade_is_at_the_ends() -> None:
    shares = _shares()
    order = [next(i for i, share in enumerate(shares) if code in share) for code in _FROM_END]
    assert order == sorted(order)


def test_no_share_is_empty() -> None:
    rules = [ActiveRule(rule(), None) for rule in RULES if rule.code in {"D101", "P101"}]
    assert [[active.rule.code for active in share] for share in shares_of(rules)] == [
        ["P101"],
        ["D101"],
    ]


_FROM_END = ("P101", "S107", "D101", "R101", "C108")


def _shares() -> list[set[str]]:
    found = shares_of(ActiveRule(rule(), None) for rule in RULES)
    return [{active.rule.code for active in share} for share in found]
