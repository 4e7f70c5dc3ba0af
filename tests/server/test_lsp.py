"""The language server, driven by an editor over standard input and output."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from editor import CAPABILITIES, Editor, RefusedError, started
from history.repositories import new_past

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Start = Callable[[Mapping[str, str] | str], Editor]

EXAMPLES = Path(__file__).parents[2] / "examples"
KPI = "- {id: leads, title: Raise leads from 10 to 20, unit: lead, baseline: 10, target: 20}"
GOALS = f"kpis:\n  {KPI}\n"


def _codes(found: list[dict[str, Any]]) -> set[str]:
    return {part["code"] for part in found}


def _has(code: str) -> Callable[[list[dict[str, Any]]], bool]:
    return lambda found: code in _codes(found)


def _lacks(code: str) -> Callable[[list[dict[str, Any]]], bool]:
    return lambda found: code not in _codes(found)


def _range(line: int, start: int, end: int) -> dict[str, Any]:
    return {
        "start": {"line": line, "character": start},
        "end": {"line": line, "character": end},
    }


# Diagnostics


def test_all_files_have_their_findings_from_the_start(start: Start, tmp_path: Path) -> None:
    editor = start({"a.yaml": GOALS, "b/c.yml": "kpis: {"})
    assert "missing-owner" in _codes(editor.diagnostics((tmp_path / "a.yaml").as_uri()))
    assert _codes(editor.diagnostics((tmp_path / "b/c.yml").as_uri())) == {"syntax-error"}
    assert editor.leave() == 0


def test_what_is_not_checked_out_does_not_dangle(start: Start, tmp_path: Path) -> None:
    past = new_past(tmp_path)
    serving = GOALS.replace("{id", "{contributes_to: b, id")
    past.commit({"kpi.toml": "", "a/g.yaml": serving, "b/g.yaml": GOALS.replace("leads,", "b,")})
    past.git("sparse-checkout", "set", "a")
    editor = start({"a/g.yaml": serving})
    uri = (tmp_path / "a/g.yaml").as_uri()
    assert "dangling-reference" not in _codes(editor.diagnostics(uri, _has("missing-owner")))
    editor.open(tmp_path / "a/g.yaml")
    editor.change(uri, 2, {"text": serving.replace("to: b", "to: c")})
    assert "dangling-reference" in _codes(editor.diagnostics(uri, since=2))
    editor.change(uri, 3, {"text": serving})
    assert "dangling-reference" not in _codes(editor.diagnostics(uri, since=3))
    assert editor.leave() == 0


def test_the_findings_are_those_of_kpi_check(tmp_path: Path) -> None:
    root = tmp_path / "misaligned"
    shutil.copytree(EXAMPLES / "misaligned", root)
    command = [sys.executable, "-m", "kpicli", "check", "--root", str(root), "--format", "json"]
    ran = subprocess.run(
        [*command, "--as-of", "2026-07-01"], capture_output=True, check=False, text=True
    )
    expected = {
        (part["location"]["path"], part["location"]["line"], part["rule"])
        for part in json.loads(ran.stdout)["findings"]
    }
    editor = started()
    editor.begin([root], {})
    found = set()
    for path in {path for path, _, _ in expected}:
        uri = (root / path).as_uri()
        found |= {
            (path, part["range"]["start"]["line"] + 1, part["code"])
            for part in editor.diagnostics(uri)
        }
    assert found == expected
    assert editor.leave() == 0


def test_a_finding_says_all(start: Start, tmp_path: Path) -> None:
    editor = start({"a.yaml": GOALS, "b.yaml": GOALS})
    (found,) = editor.diagnostics((tmp_path / "b.yaml").as_uri(), _has("duplicate-id"))
    assert found["range"] == _range(1, 9, 14)
    assert found["message"].startswith("`leads` is defined a second time\nhelp: ")
    assert (found["severity"], found["source"]) == (1, "kpi")
    assert found["data"]["code"] == "D005"
    (related,) = found["relatedInformation"]
    assert related["location"]["uri"] == (tmp_path / "a.yaml").as_uri()
    assert related["message"] == "first defined here"


def test_an_edit_shows_what_it_makes_wrong_and_right(start: Start, tmp_path: Path) -> None:
    editor = start({"a.yaml": GOALS, "b.yaml": "objectives:\n  - {id: top, title: Top}\n"})
    uri = editor.open(tmp_path / "a.yaml")
    editor.diagnostics(uri, _has("orphan-kpi"))
    editor.change(uri, 2, {"range": _range(1, 4, 4), "text": "{contributes_to: tip, "})
    editor.change(uri, 3, {"range": _range(1, 26, 27), "text": ""})
    assert "dangling-reference" in _codes(editor.diagnostics(uri, _has("dangling-reference")))
    editor.change(uri, 4, {"range": _range(1, 22, 23), "text": "o"})
    assert editor.diagnostics(uri, _lacks("dangling-reference"), since=4)
    assert editor.diagnostics(uri, _lacks("orphan-kpi"), since=4)


def test_another_file_shows_what_an_edit_makes_wrong(start: Start, tmp_path: Path) -> None:
    below = "kpis:\n  - {id: low, title: Low, contributes_to: leads}\n"
    editor = start({"a.yaml": GOALS, "b.yaml": below})
    editor.diagnostics((tmp_path / "b.yaml").as_uri())
    uri = editor.open(tmp_path / "a.yaml")
    editor.change(uri, 2, {"text": GOALS.replace("id: leads", "id: deals")})
    editor.diagnostics((tmp_path / "b.yaml").as_uri(), _has("dangling-reference"))


def test_an_edit_that_is_not_saved_counts_until_the_document_is_closed(
    start: Start, tmp_path: Path
) -> None:
    editor = start(GOALS)
    uri = editor.open(tmp_path / "goals.yaml", "kpis: [")
    editor.diagnostics(uri, _has("syntax-error"))
    editor.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    editor.diagnostics(uri, _lacks("syntax-error"))


def test_settings_count(start: Start, tmp_path: Path) -> None:
    settings = (
        '[check]\nselect = ["missing-owner", "missing-period", "D103"]\n'
        '[check.severity]\nmissing-owner = "info"\n'
        '[check.per_file_ignores]\n"b.yaml" = ["S"]\n'
    )
    goals = GOALS.replace("}\n", "} # kpi: ignore[missing-period, vague-title] why\n")
    other = goals.replace("id: leads", "id: other")
    editor = start({"kpi.toml": settings, "a.yaml": goals, "b.yaml": other, "c.yaml": "x: 1"})
    (found,) = editor.diagnostics((tmp_path / "a.yaml").as_uri())
    assert (found["code"], found["severity"]) == ("missing-owner", 3)
    assert not any(
        message["params"]["uri"].endswith("b.yaml")
        for message in editor.said
        if message["method"] == "textDocument/publishDiagnostics"
    )


def test_an_unused_suppression_is_unnecessary(start: Start, tmp_path: Path) -> None:
    editor = start(GOALS.replace("}\n", "} # kpi: ignore[closed-parent] why\n"))
    found = editor.diagnostics((tmp_path / "goals.yaml").as_uri(), _has("unused-suppression"))
    assert [part["tags"] for part in found if part["code"] == "unused-suppression"] == [[1]]


def test_broken_settings_are_shown_where_they_stand(start: Start, tmp_path: Path) -> None:
    editor = start({"kpi.toml": "[check]\nfail_onn = 1\n", "goals.yaml": GOALS})
    settings = tmp_path / "kpi.toml"
    (found,) = editor.diagnostics(settings.as_uri())
    assert found["range"]["start"]["line"] == 1
    assert "did you mean `fail_on`?" in found["message"]
    # The goals are checked under the defaults meanwhile.
    assert editor.diagnostics((tmp_path / "goals.yaml").as_uri())
    settings.write_text('[check]\nselect = ["missing-unit"]\n', "utf-8")
    changes = [{"uri": settings.as_uri(), "type": 2}]
    editor.notify("workspace/didChangeWatchedFiles", {"changes": changes})
    assert editor.diagnostics(settings.as_uri(), lambda found: not found) == []
    goals = (tmp_path / "goals.yaml").as_uri()
    assert editor.diagnostics(goals, lambda found: not found) == []


def test_what_happens_on_disk_counts(start: Start, tmp_path: Path) -> None:
    editor = start(GOALS)
    watched = editor.wait(lambda message: message.get("method") == "client/registerCapability")
    assert watched["params"]["registrations"][0]["method"] == "workspace/didChangeWatchedFiles"
    file = tmp_path / "new.yaml"
    editor.diagnostics((tmp_path / "goals.yaml").as_uri())
    file.write_text(GOALS, "utf-8")
    created = {"changes": [{"uri": file.as_uri(), "type": 1}]}
    editor.notify("workspace/didChangeWatchedFiles", created)
    editor.diagnostics(file.as_uri(), _has("duplicate-id"))
    file.unlink()
    editor.notify(
        "workspace/didChangeWatchedFiles", {"changes": [{"uri": file.as_uri(), "type": 3}]}
    )
    assert editor.diagnostics(file.as_uri(), lambda found: not found) == []


def test_several_folders_are_several_goal_repositories(tmp_path: Path) -> None:
    editor = started()
    folders = [tmp_path / "one", tmp_path / "two", tmp_path / "three"]
    for folder in folders:
        (folder / "sub").mkdir(parents=True)
        (folder / "goals.yaml").write_text(GOALS, "utf-8")
    for folder in folders[:2]:
        (folder / "kpi.toml").touch()
    editor.begin([folders[0], folders[1] / "sub", folders[2]], {})
    for folder in folders[:2]:
        found = editor.diagnostics((folder / "goals.yaml").as_uri())
        assert "duplicate-id" not in _codes(found)
    # Without a kpi.toml upward it is no goal repository, but some other program's file.
    uri = editor.open(folders[2] / "goals.yaml")
    assert editor.at("hover", uri, 0, 0) is None
    added = {"added": [{"uri": folders[2].as_uri(), "name": "x"}], "removed": []}
    (folders[2] / "kpi.toml").touch()
    editor.notify("workspace/didChangeWorkspaceFolders", {"event": added})
    assert editor.diagnostics(uri)
    removed = {"added": [], "removed": [{"uri": folders[0].as_uri(), "name": "x"}]}
    editor.notify("workspace/didChangeWorkspaceFolders", {"event": removed})
    gone = (folders[0] / "goals.yaml").as_uri()
    assert editor.diagnostics(gone, lambda found: not found) == []
    assert editor.leave() == 0


@pytest.mark.parametrize(
    ("offered", "agreed", "column"),
    [(["utf-8", "utf-16"], "utf-8", 37), (None, "utf-16", 35), (["utf-32"], "utf-32", 34)],
)
def test_columns_are_counted_as_agreed(
    tmp_path: Path, offered: list[str] | None, agreed: str, column: int
) -> None:
    (tmp_path / "kpi.toml").touch()
    file = tmp_path / "goals.yaml"
    file.write_text('kpis: [{title: "😀", id: x, owner: nobody}]\r\n', "utf-8", newline="")
    (tmp_path / "people.yaml").write_text("people: [{id: ada}]\n", "utf-8")
    editor = started()
    general = {"general": {"positionEncodings": offered}} if offered else {}
    can = editor.begin([tmp_path], general)
    assert can["positionEncoding"] == agreed
    found = editor.diagnostics(file.as_uri(), _has("dangling-reference"))
    (wrong,) = [part for part in found if part["code"] == "dangling-reference"]
    start = wrong["range"]["start"]["character"]
    assert start == column
    uri = editor.open(file)
    whole = {"start": wrong["range"]["start"], "end": wrong["range"]["end"]}
    editor.change(uri, 2, {"range": whole, "text": "ada"})
    editor.diagnostics(uri, lambda found: bool(found) and _lacks("dangling-reference")(found))
    assert editor.at("hover", uri, 0, start)["contents"]["value"].startswith("**ada**")
    assert editor.leave() == 0


# Requests


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Editor, Path]]:
    """An editor in a copy of the example, with the goals of sales open."""
    root = tmp_path_factory.mktemp("editor") / "acme"
    shutil.copytree(EXAMPLES / "acme", root)
    editor = started()
    editor.begin([root], CAPABILITIES)
    editor.open(root / "sales" / "goals.yaml")
    yield editor, root
    assert editor.leave() == 0


def _place(file: Path, text: str) -> tuple[int, int]:
    """The line and column behind the first place of a text."""
    before = file.read_text("utf-8").partition(text)[0] + text
    return before.count("\n"), len(before.rpartition("\n")[2])


@pytest.fixture
def sales(acme: tuple[Editor, Path]) -> Callable[[str, str], Any]:
    """Asks about the place behind a text of the goals of sales."""
    editor, root = acme
    file = root / "sales" / "goals.yaml"

    def ask(method: str, text: str, **more: Any) -> Any:  # noqa: ANN401 - any question and answer
        return editor.at(method, file.as_uri(), *_place(file, text), **more)

    return ask


def test_hover_shows_a_goal(sales: Callable[..., Any]) -> None:
    shown = sales("hover", "contributes_to: acme.gr")
    assert shown["contents"]["kind"] == "markdown"
    assert "Win a larger share of our market" in shown["contents"]["value"]


def test_definitions_lead_across_files(
    sales: Callable[..., Any], acme: tuple[Editor, Path]
) -> None:
    company = acme[1] / "company.yaml"
    found = sales("definition", "contributes_to: acme.gr")
    assert found["uri"] == company.as_uri()
    line, column = _place(company, "id: acme.growth")
    assert found["range"] == _range(line, column - len("acme.growth"), column)
    assert sales("definition", "title: Win") is None


def test_references_are_found_across_files(sales: Callable[..., Any]) -> None:
    context = {"includeDeclaration": False}
    found = sales("references", "contributes_to: acme.gr", context=context)
    everywhere = sales(
        "references", "contributes_to: acme.gr", context={"includeDeclaration": True}
    )
    assert len({part["uri"] for part in found}) > 1
    assert len(everywhere) == len(found) + 1


def test_an_id_is_renamed_across_files(sales: Callable[..., Any]) -> None:
    assert sales("prepareRename", "guardrails: [acme.n")["start"]["line"] > 0
    edit = sales("rename", "guardrails: [acme.n", newName="acme.promoters")
    assert len(edit["changes"]) > 1
    texts = {part["newText"] for parts in edit["changes"].values() for part in parts}
    assert texts == {"acme.promoters"}


def test_a_rename_is_refused_with_the_reason(
    sales: Callable[..., Any], acme: tuple[Editor, Path]
) -> None:
    with pytest.raises(RefusedError, match=r"there is a goal `acme\.growth` already"):
        sales("rename", "guardrails: [acme.n", newName="acme.growth")
    with pytest.raises(RefusedError, match="is not an id"):
        sales("rename", "guardrails: [acme.n", newName="No Id")
    with pytest.raises(RefusedError, match="there is no id here"):
        sales("prepareRename", "title: Win the")
    assert not [part for part in acme[0].said if part.get("method") == "window/logMessage"]


def test_words_are_offered(sales: Callable[..., Any]) -> None:
    found = sales("completion", "contributes_to: acme.")
    labels = [item["label"] for item in found["items"]]
    assert "acme.revenue" in labels
    assert not found["isIncomplete"]
    (item,) = [item for item in found["items"] if item["label"] == "acme.growth"]
    assert item["detail"] == "Win a larger share of our market"
    assert item["textEdit"]["newText"] == "acme.growth"


def test_symbols_are_a_tree(acme: tuple[Editor, Path]) -> None:
    editor, root = acme
    document = {"textDocument": {"uri": (root / "sales" / "goals.yaml").as_uri()}}
    found = editor.request("textDocument/documentSymbol", document)
    assert found[0]["name"] == "sales.mid_market"
    assert "sales.new_clients" in [part["name"] for part in found[0]["children"]]


def test_symbols_are_found_by_their_titles(acme: tuple[Editor, Path]) -> None:
    (found,) = acme[0].request("workspace/symbol", {"query": "Reduce CHURN"})
    assert (found["name"], found["containerName"]) == ("acme.churn", "Reduce churn by 10%")
    assert acme[0].request("workspace/symbol", {"query": "no such goal"}) == []


# Actions


def _actions(editor: Editor, uri: str, where: dict[str, Any]) -> list[dict[str, Any]]:
    context: dict[str, Any] = {"diagnostics": []}
    params = {"textDocument": {"uri": uri}, "range": where, "context": context}
    found: list[dict[str, Any]] = editor.request("textDocument/codeAction", params)
    return found


def test_a_finding_can_be_fixed_ignored_and_explained(start: Start, tmp_path: Path) -> None:
    editor = start("kpis:\n  - id: leads\n    titel: Raise leads\n    title: Raise leads\n")
    uri = editor.open(tmp_path / "goals.yaml")
    editor.diagnostics(uri, _has("missing-owner"))
    actions = _actions(editor, uri, _range(1, 8, 8))
    titles = [action["title"] for action in actions]
    assert "Ignore `missing-owner` here, with a reason" in titles
    (ignore,) = [action for action in actions if "`missing-owner` here" in action["title"]]
    (edit,) = ignore["edit"]["changes"][uri]
    assert edit["newText"] == " # kpi: ignore[missing-owner] "
    (page,) = [part["command"] for part in actions if "`missing-owner` means" in part["title"]]
    execute = {"command": page["command"], "arguments": page["arguments"]}
    assert "## What it does" in editor.request("workspace/executeCommand", execute)
    editor.wait(lambda message: message.get("method") == "window/showMessage")


def test_a_fix_is_offered_at_its_place(start: Start, tmp_path: Path) -> None:
    people = "people: [{id: dana}]\n"
    editor = start({"goals.yaml": GOALS.replace("{id", "{owner: dna, id"), "people.yaml": people})
    uri = editor.open(tmp_path / "goals.yaml")
    editor.diagnostics(uri, _has("dangling-reference"))
    fixes = [part for part in _actions(editor, uri, _range(1, 14, 14)) if "isPreferred" in part]
    (edit,) = fixes[0]["edit"]["changes"][uri]
    assert (edit["newText"], edit["range"]) == ("dana", _range(1, 12, 15))
    assert fixes[0]["diagnostics"][0]["code"] == "dangling-reference"


def test_elsewhere_there_is_nothing_to_do(start: Start, tmp_path: Path) -> None:
    editor = start(f"# words\n{GOALS}")
    uri = editor.open(tmp_path / "goals.yaml")
    editor.diagnostics(uri)
    assert _actions(editor, uri, _range(0, 0, 3)) == []


# Mishaps


@pytest.mark.parametrize(
    "uri", ["file:///nowhere/goals.yaml", "untitled:Untitled-1", "file://", "", "file:///a%00b"]
)
@pytest.mark.parametrize("method", ["hover", "completion", "definition", "prepareRename"])
def test_an_unknown_document_has_no_answer(
    acme: tuple[Editor, Path], uri: str, method: str
) -> None:
    assert acme[0].at(method, uri, 0, 0) is None


def test_places_outside_of_the_text_have_an_answer(acme: tuple[Editor, Path]) -> None:
    uri = (acme[1] / "sales" / "goals.yaml").as_uri()
    assert acme[0].at("hover", uri, 10_000, 10_000) is None
    acme[0].at("completion", uri, 0, 10_000)


@pytest.mark.parametrize(
    "content",
    [
        b"not json",
        b"[]",
        b"{}",
        b'{"jsonrpc": "2.0"}',
        b'{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"x": 1}}',
        b'{"jsonrpc": "2.0", "method": "no/such", "params": null}',
        b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": null}',
    ],
)
def test_a_message_that_makes_no_sense_does_no_harm(
    acme: tuple[Editor, Path], content: bytes
) -> None:
    editor, _ = acme
    editor.send(content)
    assert editor.request("workspace/symbol", {"query": "acme.churn"})


def test_a_request_that_makes_no_sense_is_refused(acme: tuple[Editor, Path]) -> None:
    with pytest.raises(RefusedError):
        acme[0].request("textDocument/hover", {"textDocument": 1})
    with pytest.raises(RefusedError):
        acme[0].request("no/such", None)


def test_edits_of_a_document_that_is_not_open_are_passed_over(acme: tuple[Editor, Path]) -> None:
    editor, root = acme
    editor.change((root / "company.yaml").as_uri(), 7, {"text": "kpis: ["})
    assert editor.request("workspace/symbol", {"query": "acme.churn"})


def test_a_folder_that_vanishes_does_no_harm(start: Start, tmp_path: Path) -> None:
    editor = start({"sub/kpi.toml": "", "sub/goals.yaml": GOALS})
    uri = editor.open(tmp_path / "sub" / "goals.yaml")
    editor.diagnostics(uri)
    shutil.rmtree(tmp_path / "sub")
    gone = [{"uri": uri, "type": 3}, {"uri": (tmp_path / "sub/kpi.toml").as_uri(), "type": 3}]
    editor.notify("workspace/didChangeWatchedFiles", {"changes": gone})
    editor.change(uri, 2, {"text": "kpis: ["})
    editor.at("hover", uri, 0, 0)
    assert editor.leave() == 0


def test_leaving_without_a_word_is_told_by_the_exit_code() -> None:
    editor = started()
    editor.begin([], {})
    editor.notify("exit", None)
    assert editor.end() == 1


def test_the_server_ends_when_its_input_does() -> None:
    editor = started()
    editor.begin([], {})
    assert editor.process.stdin is not None
    editor.process.stdin.close()
    assert editor.end() == 1


def test_the_root_can_be_given(tmp_path: Path) -> None:
    file = tmp_path / "goals.yaml"
    file.write_text(GOALS, "utf-8")
    editor = started("--root", str(tmp_path))
    editor.begin([], {})
    uri = editor.open(file)
    assert editor.diagnostics(uri)
    assert editor.leave() == 0
