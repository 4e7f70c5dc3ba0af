from __future__ import annotations

import pytest

from kpicli.workspace.agreement import (
    departments_of,
    is_agreement_recorded,
    missing_agreements,
)
from repository import workspace

ORGANISATION = """\
teams:
  - {id: acme}
  - {id: sales, parent: acme, lead: dana}
  - {id: emea, parent: sales}
  - {id: finance, parent: acme}
people:
  - {id: dana, team: acme}
  - {id: marek, team: emea}
  - {id: kim}
"""


@pytest.mark.parametrize(
    ("party", "departments"),
    [
        ("sales", {"sales"}),
        ("team:emea", {"sales"}),
        ("marek", {"sales"}),
        ("dana", {"sales"}),
        ("acme", set()),
        ("kim", set()),
        ("nobody", set()),
    ],
)
def test_for_which_departments_somebody_speaks(party: str, departments: set[str]) -> None:
    assert departments_of(workspace(ORGANISATION), party) == departments


def missing(fields: str) -> list[str]:
    goals = f"kpis: [{{id: a, title: A, team: finance, {fields}}}, "
    child = "{id: b, title: B, team: emea, contributes_to: a}]"
    loaded = workspace(ORGANISATION + goals + child)
    return list(missing_agreements(loaded, loaded.goals["a"]))


@pytest.mark.parametrize(
    ("fields", "departments"),
    [
        ("tags: []", ["sales"]),
        ("agreed_by: [finance]", ["sales"]),
        ("agreed_by: [marek]", []),
        ("agreed_by: [acme]", ["sales"]),
        ("agreed_by: [kim]", []),
        ("stakeholders: [finance, marek]", ["sales"]),
    ],
)
def test_what_is_missing(fields: str, departments: list[str]) -> None:
    assert missing(fields) == departments


def test_whether_anybody_writes_agreements_down() -> None:
    assert not is_agreement_recorded(workspace("kpis: [{id: a, title: A}]"))
    assert is_agreement_recorded(workspace("kpis: [{id: a, title: A, agreed_by: kim}]"))
