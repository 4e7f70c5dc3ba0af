from __future__ import annotations

import pytest

from kpicli.findings import Severity
from kpicli.linter import Summary
from kpicli.render.findings import markdown
from kpicli.render.findings.markdown import check_markdown
from render.checks import CONFLICT, SALES, found, result


def test_a_heading_the_counts_and_a_row() -> None:
    assert check_markdown(result(CONFLICT)) == (
        "## Found 1 error\n"
        "\n"
        "41 files, 229 goals, 83 rules, as of 2026-09-01\n"
        "\n"
        "| severity | place | rule | finding |\n"
        "|---|---|---|---|\n"
        "| 🔴 error | <code>sales/goals.yaml:12</code> | C101 disjoint-targets | "
        "no value of <code>discount</code> meets both<br><em>help:</em> agree on one target |\n"
    )


def test_clean_goals_have_no_table() -> None:
    assert check_markdown(result()) == (
        "## All checks passed\n\n41 files, 229 goals, 83 rules, as of 2026-09-01\n"
    )


def test_the_severest_come_first() -> None:
    parts = [found(SALES, severity=severity) for severity in reversed(Severity)]
    rows = check_markdown(result(*parts, summary=Summary(1, 1, 1, 1, 1, 1))).splitlines()[-3:]
    assert [row.split()[2] for row in rows] == ["error", "warning", "info"]


def test_rows_without_room_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [found(SALES), found(SALES), found(SALES, severity=Severity.INFO)]
    whole = check_markdown(result(*parts))
    monkeypatch.setattr(markdown, "LONGEST", len(whole.splitlines()[-1]) + 10)
    text = check_markdown(result(*parts))
    assert text.count("| 🔴 error |") == 1
    assert text.endswith("|\n\n2 findings not shown: 1 error, 1 info\n")


@pytest.mark.parametrize(
    ("message", "cell"),
    [
        ("`a|b` is `c`", r"<code>a\|b</code> is <code>c</code>"),
        ("`odd", r"\`odd"),
        ("`` is empty", " is empty"),
        ("ask @ada", "ask @<!-- -->ada"),
        ("see #12 and !3", r"see \#<!-- -->12 and \!<!-- -->3"),
        ("https://example.org", r"https\://example.org"),
        ("www.example.org", r"www\.example.org"),
        ("<script>", "&lt;script&gt;"),
    ],
)
def test_text_shows_and_does_nothing(message: str, cell: str) -> None:
    row = check_markdown(result(found(SALES, message=message))).splitlines()[-1]
    assert row.endswith(f"| {cell} |")
