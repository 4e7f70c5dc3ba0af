"""The generator of benchmark data: repeatable, of the asked size, whole in its references."""

from __future__ import annotations

import subprocess
import sys
from enum import IntEnum, auto
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "generate.py"
KPIS = 300
Mapping = dict[str, Any]


class Level(IntEnum):
    """From the top down, so that every contribution between units goes to a smaller one."""

    ORGANIZATION = auto()
    DEPARTMENT = auto()
    TEAM = auto()


def generate(folder: Path, kpis: int, seed: int = 1) -> dict[str, bytes]:
    """The bytes of every file written, by its path in the repository."""
    command = [sys.executable, str(SCRIPT), str(kpis), str(folder), "--seed", str(seed)]
    subprocess.run(command, check=True)
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return generate(tmp_path_factory.mktemp("goals"), KPIS)


@pytest.fixture(scope="module")
def documents(files: dict[str, bytes]) -> dict[str, Mapping]:
    yaml = YAML(typ="safe", pure=True)
    return {path: yaml.load(text) for path, text in files.items() if path.endswith(".yaml")}


def collected(documents: dict[str, Mapping], key: str) -> list[Mapping]:
    return list(chain.from_iterable(document.get(key, []) for document in documents.values()))


def kpis_of(documents: dict[str, Mapping]) -> list[Mapping]:
    return [kpi for each in collected(documents, "objectives") for kpi in each["kpis"]]


def ids(definitions: list[Mapping]) -> list[str]:
    return [definition["id"] for definition in definitions]


def served_by(goal: Mapping) -> list[str]:
    links = goal.get("contributes_to", [])
    listed = links if isinstance(links, list) else [links]
    return [link["goal"] if isinstance(link, dict) else link for link in listed]


def test_the_same_seed_gives_the_same_bytes(files: dict[str, bytes], tmp_path: Path) -> None:
    assert generate(tmp_path, KPIS) == files


def test_another_seed_gives_another_company(files: dict[str, bytes], tmp_path: Path) -> None:
    assert generate(tmp_path, KPIS, seed=2) != files


@pytest.mark.parametrize("kpis", [30, 47, 123])
def test_any_number_of_kpis_is_met(kpis: int, tmp_path: Path) -> None:
    yaml = YAML(typ="safe", pure=True)
    written = generate(tmp_path, kpis)
    documents = {path: yaml.load(text) for path, text in written.items() if path.endswith(".yaml")}
    assert len(kpis_of(documents)) == kpis


def test_a_folder_in_use_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    command = [sys.executable, str(SCRIPT), "30", str(tmp_path)]
    outcome = subprocess.run(command, check=False, capture_output=True, text=True)
    assert outcome.returncode == 2
    assert "is not empty" in outcome.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_files_hold_eight_to_twelve_of_the_kpis_asked_for(documents: dict[str, Mapping]) -> None:
    counts = [
        sum(len(objective["kpis"]) for objective in document["objectives"])
        for document in documents.values()
        if "objectives" in document
    ]
    assert sum(counts) == KPIS
    assert min(counts) >= 8
    assert max(counts) <= 12


def test_ids_are_unique(documents: dict[str, Mapping]) -> None:
    goals = ids(collected(documents, "objectives")) + ids(kpis_of(documents))
    for names in (goals, *(ids(collected(documents, key)) for key in ("teams", "people"))):
        assert len(names) == len(set(names))


def test_references_between_goals_resolve_without_a_circle(documents: dict[str, Mapping]) -> None:
    objectives = collected(documents, "objectives")
    parents = {goal["id"]: served_by(goal) for goal in objectives}
    for objective in objectives:
        for kpi in objective["kpis"]:
            parents[kpi["id"]] = [objective["id"], *served_by(kpi)]
    level = {team["id"]: Level[team["level"].upper()] for team in collected(documents, "teams")}
    level_of = {goal: level[goal.rpartition(".")[0]] for goal in parents}
    links = [(goal, parent) for goal, above in parents.items() for parent in above]
    assert all(parent in parents for _, parent in links)
    assert all(
        parents[goal][0] == parent or level_of[goal] > level_of[parent] for goal, parent in links
    )


def test_goals_name_known_people_teams_metrics_and_guardrails(
    documents: dict[str, Mapping],
) -> None:
    kpis = kpis_of(documents)
    people = set(ids(collected(documents, "people")))
    metrics = set(ids(collected(documents, "metrics")))
    goals = set(ids(kpis))
    assert {kpi["owner"] for kpi in kpis if "owner" in kpi} <= people
    assert {kpi["metric"] for kpi in kpis if "metric" in kpi} <= metrics
    assert {each for kpi in kpis for each in kpi.get("guardrails", [])} <= goals
    assert {
        each for tension in collected(documents, "tensions") for each in tension["between"]
    } <= goals
    teams = set(ids(collected(documents, "teams")))
    assert {
        document["defaults"]["team"] for document in documents.values() if "defaults" in document
    } <= teams


def test_a_csv_file_stands_where_actuals_point(
    files: dict[str, bytes], documents: dict[str, Mapping]
) -> None:
    pointed = {
        f"{path.rpartition('/')[0]}/{kpi['actuals']['csv']}"
        for path, document in documents.items()
        for kpi in kpis_of({path: document})
        if "csv" in kpi["actuals"]
    }
    assert pointed == {path for path in files if path.endswith(".csv")}
    assert pointed


def test_shares_of_the_layout_are_those_of_the_benchmark(documents: dict[str, Mapping]) -> None:
    kpis = kpis_of(documents)
    links = len(kpis) + sum(len(served_by(kpi)) for kpi in kpis)
    assert 1.1 <= links / len(kpis) <= 1.35
    assert 0.08 <= sum("metric" in kpi for kpi in kpis) / len(kpis) <= 0.12


def test_every_hundredth_kpi_has_a_defect(documents: dict[str, Mapping]) -> None:
    spoiled = [kpi for kpi in kpis_of(documents) if kpi["id"].endswith(".first_visits")]
    assert len(spoiled) == KPIS // 100
    assert [kpi for kpi in spoiled if "target" not in kpi]
    assert [kpi for kpi in spoiled if kpi.get("target") == "As agreed with the board"]
    assert [kpi for kpi in spoiled if "owner" not in kpi]
