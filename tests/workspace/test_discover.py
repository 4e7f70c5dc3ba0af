from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from kpicli.documents import read_source
from kpicli.findings import UNREADABLE_FILE
from kpicli.workspace import discover

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def files(root: Path, *paths: str) -> None:
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("kpis: []\n", "utf-8")


def found(root: Path, exclude: Iterable[str] = ()) -> list[str]:
    paths, findings = discover(root, exclude)
    assert findings == []
    return list(paths)


def complaints(root: Path, exclude: Iterable[str] = ()) -> list[tuple[str, str]]:
    _, findings = discover(root, exclude)
    assert all(finding.rule is UNREADABLE_FILE for finding in findings)
    return [(finding.primary.path, finding.message) for finding in findings]


def test_goal_files_are_found_in_every_folder_in_order(tmp_path: Path) -> None:
    files(tmp_path, "b.yaml", "a.yml", "a/z.yaml", "a/b/c.yaml", "a.b/c.yaml", "B.yaml")
    files(tmp_path, "kpi.toml", "readme.md", "data.csv", "x.yaml.bak", "yaml")
    assert found(tmp_path) == ["B.yaml", "a.b/c.yaml", "a.yml", "a/b/c.yaml", "a/z.yaml", "b.yaml"]


def test_an_empty_folder_has_no_goal_files(tmp_path: Path) -> None:
    assert found(tmp_path) == []


def test_an_ending_in_capitals_is_told(tmp_path: Path) -> None:
    files(tmp_path, "a.yaml", "Ziele.YAML", "old/b.Yml", ".hidden.YAML", "c.yaml.BAK")
    paths, findings = discover(tmp_path, ["old/**"])
    assert paths == ("a.yaml",)
    (finding,) = findings
    said = "`.YAML` is not the ending of a goal file"
    assert (finding.primary.path, finding.message) == ("Ziele.YAML", said)
    assert (finding.help or "").startswith("rename it to `Ziele.yaml`, or leave it out")
    assert [path for path, _ in complaints(tmp_path)] == ["Ziele.YAML", "old/b.Yml"]


def test_what_begins_with_a_dot_is_left_out(tmp_path: Path) -> None:
    files(
        tmp_path,
        ".pre-commit-config.yaml",
        ".github/workflows/ci.yml",
        "a/.hidden/b.yaml",
        "a.yaml",
    )
    assert found(tmp_path) == ["a.yaml"]


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        ("", ["a.yaml", "b/a.yaml", "b/c/a.yaml", "b/d.yaml"]),
        ("a.yaml", ["b/d.yaml"]),
        ("/a.yaml", ["b/a.yaml", "b/c/a.yaml", "b/d.yaml"]),
        ("b/", ["a.yaml"]),
        ("b/*.yaml", ["a.yaml", "b/c/a.yaml"]),
        ("**/c/**", ["a.yaml", "b/a.yaml", "b/d.yaml"]),
        ("*.yaml\n!d.yaml", ["b/d.yaml"]),
        ("b/\n!b/d.yaml", ["a.yaml"]),
        ("# a.yaml\n\n  \n", ["a.yaml", "b/a.yaml", "b/c/a.yaml", "b/d.yaml"]),
        ("!\n/\na.yaml", ["b/d.yaml"]),
        ("[z-a]\na.yaml", ["b/d.yaml"]),
    ],
)
def test_gitignore(tmp_path: Path, patterns: str, left: list[str]) -> None:
    files(tmp_path, "a.yaml", "b/a.yaml", "b/c/a.yaml", "b/d.yaml")
    (tmp_path / ".gitignore").write_text(patterns, "utf-8")
    assert found(tmp_path) == left


def test_the_nearest_gitignore_decides(tmp_path: Path) -> None:
    files(tmp_path, "a.yaml", "b/a.yaml", "b/c/a.yaml")
    (tmp_path / ".gitignore").write_text("a.yaml\n", "utf-8")
    (tmp_path / "b/.gitignore").write_text("!/a.yaml\n", "utf-8")
    assert found(tmp_path) == ["b/a.yaml"]


def test_a_gitignore_that_cannot_be_read_ignores_nothing(tmp_path: Path) -> None:
    files(tmp_path, "a.yaml")
    (tmp_path / ".gitignore").mkdir()
    assert found(tmp_path) == ["a.yaml"]


@pytest.mark.parametrize(
    ("exclude", "left"),
    [
        (["archive/**"], ["a.yaml", "b/archive/c.yaml"]),
        (["archive"], ["a.yaml"]),
        (["**/archive/**", "*.yml"], ["a.yaml"]),
        (["*.yaml"], []),
        (["!"], ["a.yaml", "archive/2020.yaml", "b/archive/c.yaml"]),
    ],
)
def test_excluded_files(tmp_path: Path, exclude: list[str], left: list[str]) -> None:
    files(tmp_path, "a.yaml", "archive/2020.yaml", "b/archive/c.yaml")
    assert found(tmp_path, exclude) == left


def test_a_gitignore_takes_nothing_back_that_is_excluded(tmp_path: Path) -> None:
    files(tmp_path, "a.yaml", "b/a.yaml")
    (tmp_path / "b/.gitignore").write_text("!a.yaml\n", "utf-8")
    assert found(tmp_path, ["a.yaml"]) == []


def test_links_inside_add_nothing_that_is_there_anyway(tmp_path: Path) -> None:
    files(tmp_path, "real/a.yaml")
    (tmp_path / "b.yaml").symlink_to("real/a.yaml")
    (tmp_path / "folder").symlink_to("real")
    assert found(tmp_path) == ["real/a.yaml"]


def test_a_link_to_a_file_of_another_kind_counts_once(tmp_path: Path) -> None:
    files(tmp_path, "a.txt", "archive/b.yaml")
    (tmp_path / "a.yaml").symlink_to("a.txt")
    (tmp_path / "again.yaml").symlink_to("a.txt")
    (tmp_path / "current.yaml").symlink_to("archive/b.yaml")
    assert found(tmp_path, ["archive"]) == ["a.yaml", "current.yaml"]


def test_links_that_leave_or_lead_nowhere(tmp_path: Path) -> None:
    root = tmp_path / "root"
    files(tmp_path, "outside/a.yaml")
    files(root, "a.yaml")
    (root / "out").symlink_to("../outside")
    (root / "broken.yaml").symlink_to("gone.yaml")
    (root / "loop.yaml").symlink_to("loop.yaml")
    (root / "broken.txt").symlink_to("gone.txt")
    assert complaints(root) == [
        ("broken.yaml", "the link leads nowhere, or back to itself"),
        ("loop.yaml", "the link leads nowhere, or back to itself"),
        ("out", "the link leads out of the goal repository"),
    ]
    assert complaints(root, ["out", "*n.yaml", "loop.yaml"]) == []


def test_a_link_to_the_root_itself_adds_nothing(tmp_path: Path) -> None:
    files(tmp_path, "a.yaml", "sales/b.yaml")
    (tmp_path / "here").symlink_to(".")
    (tmp_path / "sales" / "up").symlink_to("..")
    assert found(tmp_path) == ["a.yaml", "sales/b.yaml"]
    assert complaints(tmp_path) == []


def test_a_link_to_a_file_outside_is_refused_when_it_is_read(tmp_path: Path) -> None:
    root = tmp_path / "root"
    files(tmp_path, "outside.yaml")
    files(root, "a.yaml")
    (root / "b.yaml").symlink_to("../outside.yaml")
    assert found(root) == ["a.yaml", "b.yaml"]
    assert read_source(root, "b.yaml")[0] is None


def test_a_folder_that_links_to_the_one_above_ends(tmp_path: Path) -> None:
    files(tmp_path, "a/b.yaml")
    (tmp_path / "a/up").symlink_to("..")
    (tmp_path / "a/self").symlink_to("self")
    assert "a/b.yaml" in discover(tmp_path)[0]
    assert len(discover(tmp_path)[0]) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes in folders")
def test_a_pipe_is_found_and_then_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    (path,) = found(tmp_path)
    source, (finding,) = read_source(tmp_path, path)
    assert source is None
    assert "not a regular file" in finding.message


def test_a_folder_with_the_name_of_a_goal_file(tmp_path: Path) -> None:
    files(tmp_path, "a.yaml/b.yaml")
    assert found(tmp_path) == ["a.yaml/b.yaml"]


def test_a_folder_that_cannot_be_read_hides_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files(tmp_path, "a/x.yaml", "closed/x.yaml", "z/x.yaml")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    paths, _ = discover(tmp_path)
    assert paths == ("a/x.yaml", "z/x.yaml")
    assert complaints(tmp_path) == [("closed", "the folder cannot be read: Permission denied")]


def test_a_root_that_is_not_there(tmp_path: Path) -> None:
    assert complaints(tmp_path / "gone") == [
        (".", "the folder cannot be read: No such file or directory")
    ]


def test_folders_may_be_very_deep(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(1200):
        folder /= "a"
        os.mkdir(folder)  # noqa: PTH102 - Path needs a call for each folder above
    (folder / "b.yaml").write_text("", "utf-8")
    assert found(tmp_path) == [f"{'a/' * 1200}b.yaml"]
    (folder / "b.yaml").unlink()
    os.removedirs(folder)
