"""The schemas of what commands print hold for what they print."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from history.repositories import new_past
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.schema import Subject
from kpicli.models.preset import Preset
from kpicli.render.findings.json_schema import check_schema
from kpicli.render.reports.json_schema import report_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.conftest import Kpi

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ["acme", "city", "misaligned"]
SUPPRESSED = """\
kpis:
  - id: a  # kpi: ignore[missing-owner] nobody yet until 2026-12-31
    title: A
    target: 20 %
    actuals: {2026-01: 1, 2026-02: 2}
  # kpi: ignore[orphan-kpi] stands alone
  - {id: b, titel: B}
"""
EVERY_TARGET = """\
defaults: {period: 2026, team: acme}
teams: [{id: acme, level: organization, lead: ada}]
objectives: [{id: o, title: O}, {id: p, title: P, status: draft}]
kpis:
  - {id: a, title: A, baseline: 1, target: 5, actuals: {2026-01: 1, 2026-06-30: 6}}
  - {id: b, title: B, target: "< 5", actuals: {2026-01: 7}}
  - {id: c, title: C, target: 45..55, actuals: {2026-05: 50}, perspective: customer}
  - {id: d, title: D, target: complete, actuals: {2026-05: true}, reviewed: 2026-05-01}
  - {id: e, title: E, target: TBD}
  - {id: f, title: F, baseline: 1, target: 1e40, period: 2025, level: individual}
"""


def closed(schema: dict[str, Any]) -> Draft202012Validator:
    """The schema, refusing keys that it does not name: a new key has to come into it as well."""
    parts = {name: _closed_below(part) for name, part in schema["$defs"].items()}
    rest = {key: part for key, part in schema.items() if key != "$defs"}
    whole = {**_closed(rest), "$defs": parts}
    Draft202012Validator.check_schema(whole)
    return Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _closed(part: Any) -> Any:  # noqa: ANN401 - any part of a JSON Schema
    below = _closed_below(part)
    is_table = isinstance(part, dict) and ("$ref" in part or isinstance(part.get("required"), list))
    return {**below, "unevaluatedProperties": False} if is_table else below


def _closed_below(part: Any) -> Any:  # noqa: ANN401 - any part of a JSON Schema
    if isinstance(part, list):
        return [_closed(item) for item in part]
    return {key: _closed(item) for key, item in part.items()} if isinstance(part, dict) else part


CHECK, REPORT = closed(check_schema()), closed(report_schema())


@pytest.mark.parametrize("subject", Subject)
def test_each_schema_is_printed(kpi: Kpi, subject: Subject) -> None:
    outcome = kpi("schema", subject.value)
    assert (outcome.code, outcome.err) == (ExitCode.CLEAN, "")
    Draft202012Validator.check_schema(json.loads(outcome.out))


@pytest.mark.parametrize("schema", [check_schema(), report_schema()], ids=["check", "report"])
def test_every_key_is_explained(schema: dict[str, Any]) -> None:
    counts = schema["properties"]["summary"]["properties"]
    plain = {"missed", "stale", "closed", "draft", *counts}
    for name, part in _properties(schema):
        assert part.get("description") or name in plain, name


def _properties(part: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - any part of a JSON Schema
    parts = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    if isinstance(part, dict) and isinstance(part.get("required"), list):
        yield from part["properties"].items()
    for below in parts:
        yield from _properties(below)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_found_in_the_examples(kpi: Kpi, name: str) -> None:
    place = ("--root", str(EXAMPLES / name), "--as-of", "2026-09-01")
    CHECK.validate(json.loads(kpi("check", *place, "--format", "json").out))


def test_a_line_of_json_lines_is_a_finding(kpi: Kpi) -> None:
    place = ("--root", str(EXAMPLES / "misaligned"), "--as-of", "2025-09-01")
    lines = kpi("check", *place, "--format", "jsonl").out.splitlines()
    assert lines
    for line in lines:
        Draft202012Validator(check_schema()["$defs"]["finding"]).validate(json.loads(line))


@pytest.mark.parametrize(
    ("name", "preset"),
    [*(("acme", preset) for preset in Preset), *((name, Preset.DEFAULT) for name in NAMES[1:])],
)
def test_the_reports_of_the_examples(kpi: Kpi, name: str, preset: Preset) -> None:
    place = ("--root", str(EXAMPLES / name), "--as-of", "2026-09-01", "--preset", preset.value)
    document = json.loads(kpi("report", *place, "--since", "2026-06-01", "--format", "json").out)
    REPORT.validate(document)
    assert document["goals"]


def test_the_part_of_a_check_that_is_affected(kpi: Kpi, tmp_path: Path) -> None:
    past = new_past(tmp_path / "past")
    past.commit({"kpi.toml": "", "goals.yaml": "kpis: [{id: a, title: A}]\n"})
    place = ("--root", str(past.folder), "--changed-since", "main", "--format", "json")
    document = json.loads(kpi("check", *place).out)
    CHECK.validate(document)
    assert document["summary"]["changed_since"]["goals"] == 0


def test_suppressed_fixes_and_a_baseline(kpi: Kpi, goals: Path) -> None:
    (goals / "goals.yaml").write_text(SUPPRESSED, "utf-8")
    kpi("check", "--write-baseline", "known.json")
    (goals / "goals.yaml").write_text(f"{SUPPRESSED}  - {{id: c, titel: C}}\n", "utf-8")
    document = json.loads(kpi("check", "--baseline", "known.json", "--format", "json").out)
    CHECK.validate(document)
    assert document["summary"]["baseline"]["new"]
    assert document["suppressed"]
    assert any(part["fix"] for part in document["findings"])


def test_every_kind_of_target(kpi: Kpi, goals: Path) -> None:
    (goals / "goals.yaml").write_text(EVERY_TARGET, "utf-8")
    document = json.loads(kpi("report", "--as-of", "2026-09-01", "--format", "json").out)
    REPORT.validate(document)
    targets = {part["id"]: part["target"] for part in document["goals"]}
    assert targets["c"] == {"low": 45, "high": 55}
    assert (targets["d"], targets["e"], targets["o"]) == (True, None, None)
    assert any(part["reached"] for part in document["goals"])


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("schema",), "kpi.check/v2"),
        (("as_of",), "soon"),
        (("summary", "errors"), -1),
        (("findings", 0, "severity"), "fatal"),
        (("findings", 0, "help"), 5),
        (("findings", 0, "location", "line"), 0),
        (("findings", 0, "more"), None),
        (("suppressed", 0, "more"), None),
        (("suppressed", 0, "suppression"), None),
    ],
)
def test_what_is_not_printed_is_refused(
    kpi: Kpi, goals: Path, keys: tuple[str | int, ...], value: object
) -> None:
    (goals / "goals.yaml").write_text(SUPPRESSED, "utf-8")
    document = json.loads(kpi("check", "--format", "json").out)
    CHECK.validate(document)
    part = document
    for key in keys[:-1]:
        part = part[key]
    part[keys[-1]] = value
    with pytest.raises(ValidationError):
        CHECK.validate(document)


def test_later_keys_are_taken_by_the_schema_that_is_printed(kpi: Kpi) -> None:
    schema = json.loads(kpi("schema", "report").out)
    document = json.loads(kpi("report", "--format", "json").out)
    document["goals"][0]["later"] = 1
    Draft202012Validator(schema).validate(document)
    del document["goals"][0]["status"]
    with pytest.raises(ValidationError):
        Draft202012Validator(schema).validate(document)
