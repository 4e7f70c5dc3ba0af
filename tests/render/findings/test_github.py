from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Severity
from kpicli.render.findings.github import MOST, check_github
from render.checks import CONFLICT, found, place, result
from render.runner import commands

if TYPE_CHECKING:
    from kpicli.linter import LocatedFinding


def several(count: int, severity: Severity) -> list[LocatedFinding]:
    return [
        found(
            place("goals.yaml", line, (1, 2), "x"), message=f"{severity} {line}", severity=severity
        )
        for line in range(1, count + 1)
    ]


def test_an_annotation_has_its_place_and_its_rule() -> None:
    (command,) = commands(check_github(result(CONFLICT)))
    assert command.name == "error"
    assert command.properties == {
        "file": "sales/goals.yaml",
        "line": "12",
        "endLine": "12",
        "col": "13",
        "endColumn": "21",
        "title": "C101 disjoint-targets",
    }
    assert command.data == (
        "no value of `discount` meets both\n"
        "see finance/goals.yaml:9:13: at most 8 %\n"
        "help: agree on one target"
    )


def test_it_is_written_as_documented() -> None:
    bad = found(place("50%: a,b.yaml", 3, (1, 4), "abc"), message="50% of a:b, c")
    assert check_github(result(bad)) == (
        "::error file=50%25%3A a%2Cb.yaml,line=3,endLine=3,col=1,endColumn=4,"
        "title=C101 disjoint-targets::50%25 of a:b, c\n"
    )


def test_paths_start_at_the_top_of_the_checkout() -> None:
    (command,) = commands(check_github(result(CONFLICT), "goals/acme/"))
    assert command.properties["file"] == "goals/acme/sales/goals.yaml"
    assert "see goals/acme/finance/goals.yaml:9:13" in command.data


def test_columns_are_left_out_over_several_lines() -> None:
    label = place("goals.yaml", 3, (1, 4), "abc")
    longer = found(type(label)("goals.yaml", label.start, type(label.end)(5, 2), "abc", ""))
    (command,) = commands(check_github(result(longer)))
    assert (command.properties["line"], command.properties["endLine"]) == ("3", "5")
    assert not {"col", "endColumn"} & set(command.properties)


def test_severities_are_the_three_commands() -> None:
    parts = [several(1, severity)[0] for severity in reversed(Severity)]
    names = [command.name for command in commands(check_github(result(*parts)))]
    assert names == ["error", "warning", "notice"]


def test_nothing_is_said_of_a_rest_where_all_fit() -> None:
    parts = [part for severity in Severity for part in several(MOST, severity)]
    assert len(commands(check_github(result(*parts)))) == 3 * MOST


def test_of_too_many_the_rest_is_counted_within_the_limit() -> None:
    parts = [*several(10, Severity.INFO), *several(13, Severity.WARNING)]
    written = commands(check_github(result(*parts, *several(12, Severity.ERROR))))
    names = [command.name for command in written]
    assert names == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert written[-1].data.startswith(
        "6 findings not annotated: 2 errors, 3 warnings, 1 info. GitHub shows 10"
    )


def test_the_rest_has_a_notice_also_where_there_are_few_infos() -> None:
    written = commands(check_github(result(*several(11, Severity.ERROR))))
    assert [command.name for command in written] == ["error"] * 10 + ["notice"]
    assert "1 finding not annotated: 1 error." in written[-1].data


def test_clean_goals_have_no_annotation() -> None:
    assert check_github(result()) == ""
