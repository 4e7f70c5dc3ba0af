from __future__ import annotations

import json

from kpicli.render.findings.json import check_json
from kpicli.render.findings.jsonl import check_jsonl
from render.checks import CONFLICT, found, place, result


def test_each_line_is_the_object_of_the_json_document() -> None:
    checked = result(CONFLICT, found(place("a.yaml", 1, (1, 2), "x")))
    lines = check_jsonl(checked).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(check_json(checked))["findings"]


def test_clean_goals_have_no_line() -> None:
    assert check_jsonl(result()) == ""


def test_no_text_breaks_a_line_by_any_reckoning() -> None:
    message = "a\nb\u2028c\x85d\x0be\x1cf\udc80"
    text = check_jsonl(result(found(place("a.yaml", 1, (1, 2), "x"), message=message)))
    (line,) = text.splitlines()
    assert text.encode()
    assert json.loads(line)["message"] == message
