from __future__ import annotations

import json

from kpicli.linter import Summary
from kpicli.render.findings.json import check_json
from render.checks import CONFLICT, found, place, result


def test_the_document_is_the_promised_one() -> None:
    text = check_json(result(CONFLICT, summary=Summary(41, 229, 83, 1, 4, 2)))
    assert text.startswith('{\n  "schema": "kpi.check/v1",\n  "as_of": "2026-09-01",\n')
    assert text.endswith("\n}\n")
    promised: dict[str, object] = {
        "schema": "kpi.check/v1",
        "as_of": "2026-09-01",
        "findings": [
            {
                "rule": "disjoint-targets",
                "code": "C101",
                "severity": "error",
                "certainty": "proved",
                "message": "no value of `discount` meets both",
                "help": "agree on one target",
                "goals": ["a", "b"],
                "location": {
                    "path": "sales/goals.yaml",
                    "line": 12,
                    "column": 13,
                    "end_line": 12,
                    "end_column": 21,
                },
                "related": [
                    {
                        "path": "finance/goals.yaml",
                        "line": 9,
                        "column": 13,
                        "end_line": 9,
                        "end_column": 20,
                        "message": "at most 8 %",
                    }
                ],
                "fingerprint": "f006f35de25bce4166b6185253ce438c",
                "notes": [],
                "fix": None,
            }
        ],
    }
    document = json.loads(text)
    assert {key: document[key] for key in promised} == promised


def test_the_summary_has_the_promised_counts() -> None:
    counts = Summary(41, 229, 83, 1, 4, 2, suppressed=3)
    written = json.loads(check_json(result(summary=counts)))["summary"]
    promised = {
        "files": 41,
        "goals": 229,
        "rules": 83,
        "errors": 1,
        "warnings": 4,
        "infos": 2,
        "suppressed": 3,
    }
    assert {key: written[key] for key in promised} == promised


def test_keys_stand_in_the_promised_order() -> None:
    (finding,) = json.loads(check_json(result(CONFLICT)))["findings"]
    assert list(finding) == [
        "rule",
        "code",
        "severity",
        "certainty",
        "message",
        "help",
        "goals",
        "location",
        "related",
        "fingerprint",
        "notes",
        "fix",
    ]


def test_help_is_null_where_there_is_none() -> None:
    (finding,) = json.loads(check_json(result(found(CONFLICT.primary))))["findings"]
    assert finding["help"] is None
    assert finding["related"] == []


def test_text_is_verbatim_and_a_lone_surrogate_can_be_written() -> None:
    message = "a\u202eb\n\x1b \udcff é"
    text = check_json(result(found(place("\udc80.yaml", 1, (1, 2), "x"), message=message)))
    assert "é" in text
    assert text.encode()
    (finding,) = json.loads(text)["findings"]
    assert finding["message"] == message
    assert finding["location"]["path"] == "\udc80.yaml"
