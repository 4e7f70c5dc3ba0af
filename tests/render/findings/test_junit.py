from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

from msgspec.structs import replace

from kpicli.findings import Severity
from kpicli.linter import CheckResult, SuppressedFinding
from kpicli.render.findings.junit import check_junit
from render.checks import CONFLICT, FINANCE, SALES, found, result
from render.schemas import assert_junit


def suites(checked: CheckResult) -> Element:
    text = check_junit(checked)
    assert_junit(text)
    root = fromstring(text)  # noqa: S314 - our own text
    assert len(root.findall(".//testcase")) == int(root.attrib["tests"])
    assert len(root.findall(".//failure")) == int(root.attrib["failures"])
    for suite in root:
        for tag, count in (("testcase", "tests"), ("failure", "failures"), ("skipped", "skipped")):
            assert len(suite.findall(f".//{tag}")) == int(suite.attrib[count])
    return root


def test_a_file_is_a_suite_and_a_finding_a_case() -> None:
    (suite,) = suites(result(CONFLICT))
    (case,) = suite
    assert suite.attrib["name"] == "sales/goals.yaml"
    assert case.attrib == {"classname": "sales/goals.yaml", "name": "disjoint-targets: a, b"}
    (failure,) = case
    assert failure.attrib == {"message": "no value of `discount` meets both", "type": "error"}
    assert failure.text == (
        "sales/goals.yaml:12:13: error[C101] disjoint-targets: no value of `discount` meets both\n"
        "see finance/goals.yaml:9:13: at most 8 %\n"
        "help: agree on one target"
    )


def test_errors_and_warnings_fail_and_infos_pass() -> None:
    (suite,) = suites(result(*(found(SALES, severity=severity) for severity in Severity)))
    assert [case[0].tag for case in suite] == ["failure", "failure", "system-out"]


def test_cases_of_the_same_name_are_numbered() -> None:
    root = suites(result(CONFLICT, CONFLICT, found(FINANCE)))
    assert [[case.attrib["name"] for case in suite] for suite in root] == [
        ["disjoint-targets: a, b"],
        ["disjoint-targets: a, b", "disjoint-targets: a, b #2"],
    ]


def test_a_field_belongs_to_the_name() -> None:
    about = replace(CONFLICT.finding, field="target", goals=("a",))
    (suite,) = suites(result(replace(CONFLICT, finding=about)))
    assert suite[0].attrib["name"] == "disjoint-targets: a (target)"


def test_what_a_comment_hides_is_skipped_with_its_reason() -> None:
    hidden = (SuppressedFinding(CONFLICT, "agreed <in May>", None),)
    ((case,),) = suites(replace(result(), suppressed=hidden))
    assert case[0].tag == "skipped"
    assert case[0].attrib == {"message": "agreed <in May>"}


def test_clean_goals_are_one_case_that_passes() -> None:
    ((case,),) = suites(result())
    assert case.attrib["name"] == "no findings"
    assert not list(case)
