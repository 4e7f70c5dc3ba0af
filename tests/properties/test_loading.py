"""What holds for every goal repository, and for texts that are none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from kpicli.config.settings import CheckSettings
from kpicli.documents.locate import locate
from kpicli.linter import check, select_rules
from kpicli.models.period import Calendar
from kpicli.rules.registry import RULES
from kpicli.source import Route, SourceFile, Span
from kpicli.workspace import Context, load_workspace
from properties.goal_repositories import MARKS, mutated, repositories
from repository import AS_OF, files_of, load, reader

if TYPE_CHECKING:
    from random import Random

    from kpicli.findings import Finding
    from kpicli.linter import CheckResult

WHOLE = (Path(__file__).parent.parent / "schema/accepted/whole.yaml").read_text("utf-8")
YAML_ISH = st.lists(st.sampled_from(MARKS) | st.text(max_size=3), max_size=30).map("".join)


def result_of(paths: list[str], files: dict[str, str]) -> CheckResult:
    """The check of files that are read in a given order."""
    rules, _ = select_rules(RULES, CheckSettings())
    loaded, findings = load_workspace(paths, reader(files), Context(AS_OF, Calendar()))
    return check(loaded, findings, rules, {}, reader(files))


def assert_located(findings: list[Finding], files: dict[str, str]) -> None:
    """Every label is in a file, and its route leads all the way there."""
    for finding in findings:
        for label in (finding.primary, *finding.related):
            source = SourceFile(label.path, files[label.path])
            if isinstance(label.place, Span):
                assert 0 <= label.place.start <= label.place.end <= len(source.text)
            else:
                assert isinstance(label.place, Route), "there is a text"
                span = locate(source, [label.place])[label.place]
                assert span.end > span.start, (finding.message, label)


@given(YAML_ISH | st.text(max_size=60))
def test_no_text_breaks_loading(text: str) -> None:
    _, findings = load({"goals.yaml": text})
    assert all(finding.message and finding.rule.code.startswith("D") for finding in findings)


@given(mutated(WHOLE))
def test_no_damage_to_a_goal_file_breaks_loading_or_a_check(text: str) -> None:
    files = {"goals.yaml": text, "a.csv": "month,days\n2026-01,5\n"}
    result = result_of(["goals.yaml"], files)
    assert len({part.fingerprint for part in result.findings}) == len(result.findings)


@given(repositories())
def test_every_finding_of_loading_has_its_place(files: dict[str, str]) -> None:
    _, findings = load(files)
    assert_located(findings, files)


@settings(max_examples=50)
@given(repositories(), st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(files: dict[str, str], random: Random) -> None:
    shuffled = [*files]
    random.shuffle(shuffled)
    assert result_of([*files], files) == result_of(shuffled, files)


@settings(max_examples=50)
@given(repositories())
def test_checking_twice_gives_the_same(files: dict[str, str]) -> None:
    content = files_of(files)
    assert result_of([*content], content) == result_of([*content], content)


def test_routes_of_findings_lead_all_the_way() -> None:
    text = "kpis:\n  - id: a\n    title: A\n    pace: fast\n    contributes_to: [x]\n"
    _, findings = load({"goals.yaml": text})
    source = SourceFile("goals.yaml", text)
    found = []
    for finding in findings:
        place = finding.primary.place
        assert isinstance(place, Route)
        span = locate(source, [place])[place]
        found.append(text[span.start : span.end])
    assert found == ["fast"]
