from __future__ import annotations

import json

from msgspec.structs import replace

from kpicli.render.cascade import cascade_json
from render.cascades import CASCADE, node, report


def test_the_document_is_the_promised_one() -> None:
    document = json.loads(cascade_json(replace(CASCADE, cycles=(("clients", "revenue"),))))
    clients, growth, *_ = document.pop("goals")
    assert document == {"schema": "kpi.tree/v1", "cycles": [["clients", "revenue"]]}
    assert clients == {
        "id": "clients",
        "kind": "kpi",
        "title": "Raise new clients",
        "team": "sales.emea",
        "level": "team",
        "segment": None,
        "status": "draft",
        "contributes_to": [
            {"goal": "growth", "weight": None, "rollup": False},
            {"goal": "revenue", "weight": 2.5, "rollup": True},
        ],
        "contributors": ["visits"],
    }
    assert growth["contributes_to"] == []
    assert growth["contributors"] == ["clients", "revenue"]


def test_what_is_unknown_is_null() -> None:
    (goal,) = json.loads(cascade_json(report(node("a", "x"))))["goals"]
    assert (goal["team"], goal["level"], goal["segment"]) == (None, None, None)
