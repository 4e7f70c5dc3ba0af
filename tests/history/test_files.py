from __future__ import annotations

import os
from typing import TYPE_CHECKING

from history.repositories import CONTEXT, Past, kpi, new_past
from kpicli.history import KnownFiles, files_at, read_at, workspace_at
from kpicli.workspace import discover

if TYPE_CHECKING:
    from pathlib import Path

    from kpicli.history import Files


def _files(past: Past, exclude: tuple[str, ...] = ()) -> Files:
    return files_at(past.opened(), past.at("HEAD"), exclude)


def test_the_same_files_are_goal_files_as_on_the_disk(past: Past) -> None:
    names = (
        *("a.yaml", "b.yml", "c.yaml.txt", ".hidden.yaml", ".folder/d.yaml", "x/e.yaml"),
        *("x/drafts/f.yaml", "x/drafts/kept.yaml", "old/g.yaml", "old/deep/h.yaml", "i.yaml"),
    )
    past.commit(
        {
            **dict.fromkeys(names, "kpis: []\n"),
            ".gitignore": "i.yaml\n",
            "x/.gitignore": "drafts/*\n!drafts/kept.yaml\n",
        }
    )
    past.git("add", "--force", ".")
    past.record("2026-01-06")
    for exclude in ((), ("old",), ("**/deep/*", "a.yaml")):
        assert _files(past, exclude).goal_files == discover(past.folder, exclude)[0]
    assert "i.yaml" not in _files(past).goal_files, "it is tracked, and ignored"


def test_names_that_are_hard_to_print_are_read(past: Past) -> None:
    names = [
        'quo"te.yaml',
        "line\nbreak.yaml",
        "tab\t.yaml",
        "grüße.yaml",
        os.fsdecode(b"\xff.yaml"),
    ]
    past.commit({name: kpi(f"k{number}") for number, name in enumerate(names)})
    workspace, findings = workspace_at(past.opened(), past.at("HEAD"), CONTEXT)
    assert not findings
    assert sorted(workspace.paths) == sorted(names)
    assert len(workspace.goals) == len(names)


def test_links_are_followed_inside_the_repository(past: Past) -> None:
    past.write({"real/.goals/a.yaml": kpi("leads"), "b.yaml": kpi("other")})
    (past.folder / "a.yaml").symlink_to("folder/a.yaml")
    (past.folder / "folder").symlink_to("real/.goals")
    (past.folder / "same.yaml").symlink_to("b.yaml")
    past.commit({})
    files = _files(past)
    assert files.goal_files == ("a.yaml", "b.yaml")
    workspace, _ = workspace_at(past.opened(), past.at("HEAD"), CONTEXT)
    assert workspace.goals["leads"].path == "a.yaml"


def test_links_that_lead_out_or_nowhere_are_findings(past: Past) -> None:
    for name, target in (("a.yaml", "/etc/passwd"), ("b.yaml", "../x"), ("c.yaml", "c.yaml")):
        (past.folder / name).symlink_to(target)
    past.commit({})
    files = _files(past)
    assert files.goal_files == ()
    assert [finding.primary.path for finding in files.findings] == ["a.yaml", "b.yaml", "c.yaml"]
    assert {finding.rule.code for finding in files.findings} == {"D007"}


def test_submodules_are_named(past: Past, tmp_path: Path) -> None:
    inner = new_past(tmp_path / "inner")
    inner.commit({"a.yaml": kpi("leads")})
    past.git("submodule", "--quiet", "add", str(inner.folder), "shared")
    past.git("submodule", "--quiet", "add", str(inner.folder), "vendor")
    past.record("2026-01-06")
    assert _files(past).submodules == ("shared", "vendor")
    assert _files(past, ("vendor",)).submodules == ("shared",)


def test_what_is_no_text_is_a_finding_as_on_the_disk(past: Past) -> None:
    lfs = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    past.commit(
        {
            "bom.yaml": b"\xef\xbb\xbf" + kpi("leads").encode(),
            "latin.yaml": b"# \xfc\n",
            "crlf.yaml": kpi("other").replace("\n", "\r\n"),
            "large.yaml": b"#" * 10_000_001,
            "lfs.yaml": lfs,
        }
    )
    read = read_at(past.opened(), _files(past))
    assert read("bom.yaml")[0] is not None
    assert read("crlf.yaml")[0] is not None
    messages = {path: read(path)[1][0].message for path in ("latin.yaml", "large.yaml", "lfs.yaml")}
    assert messages == {
        "latin.yaml": "`latin.yaml` is not UTF-8: byte 0xFC at offset 2, line 1",
        "large.yaml": "`large.yaml` is larger than 10,000,000 bytes: 10,000,001",
        "lfs.yaml": "`lfs.yaml` is kept in Git LFS, not in git",
    }
    assert read("gone.yaml")[1][0].message == "`gone.yaml` does not exist"
    assert read("../gone.yaml")[0] is None


def test_csv_files_are_those_of_the_commit(past: Past) -> None:
    goal = kpi("leads", more="    actuals: {csv: a.csv, date: day, value: n}\n")
    past.commit({"goals.yaml": goal, "a.csv": "day,n\n2026-01-31,12\n"})
    first = past.at("HEAD")
    past.commit({"a.csv": "day,n\n2026-01-31,99\n"})
    workspace, findings = workspace_at(past.opened(), first, CONTEXT)
    assert not findings
    assert [str(part.value.value) for part in workspace.csv_actuals["leads"]] == ["12"]


def test_line_ends_that_the_work_tree_has_otherwise_change_no_meaning(past: Past) -> None:
    past.commit({".gitattributes": "*.yaml text eol=crlf\n", "a.yaml": kpi("leads")})
    past.git("rm", "--cached", "-q", "a.yaml")
    past.git("reset", "--quiet", "--hard")
    assert b"\r\n" in (past.folder / "a.yaml").read_bytes()
    workspace, findings = workspace_at(past.opened(), past.at("HEAD"), CONTEXT)
    assert not findings
    assert workspace.goals["leads"].model.title == "Raise leads to 20"


def test_only_files_that_changed_are_read_again(past: Past) -> None:
    past.commit({f"{name}.yaml": kpi(name) for name in "abcde"})
    past.commit({"c.yaml": kpi("c", "99")})
    known_files, repository = KnownFiles(), past.opened()
    old, _ = workspace_at(repository, past.at("HEAD~1"), CONTEXT, known_files=known_files)
    new, _ = workspace_at(repository, past.at("HEAD"), CONTEXT, known_files=known_files)
    again, _ = workspace_at(repository, past.at("HEAD~1"), CONTEXT, known_files=known_files)
    same = [key for key, goal in old.goals.items() if new.goals[key] is goal]
    assert same == ["a", "b", "d", "e"]
    assert dict(again.goals) == dict(old.goals)


def test_a_commit_without_files_is_an_empty_workspace(past: Past) -> None:
    past.record("2026-01-05")
    workspace, findings = workspace_at(past.opened(), past.at("HEAD"), CONTEXT)
    assert not findings
    assert not workspace.goals


def test_many_contents_are_read_in_the_order_that_they_were_asked_for(past: Past) -> None:
    texts = [kpi(f"k{number}") for number in range(150)]
    past.commit({f"{number}.yaml": text for number, text in enumerate(texts)})
    files, repository = _files(past), past.opened()
    keys = [files.blob(f"{number}.yaml") or "" for number in range(150)]
    keys[70] = "0" * 40
    found = list(repository.blobs([*keys, past.git("rev-parse", "HEAD^{tree}").strip()]))
    assert (found.pop(), found[70]) == (None, None)
    assert [text for text in found if text] == [
        text.encode() for number, text in enumerate(texts) if number != 70
    ]
