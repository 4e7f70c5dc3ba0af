"""What docs/ci.md tells people to write is what the services take, and what `kpi init` writes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from kpicli import __version__
from kpicli.cli.offers import NOWHERE, Service, workflow

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/ci.md").read_text("utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def _load(text: str) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe").load(text)
    return loaded


@pytest.mark.parametrize(
    ("key", "schema", "count"),
    [("jobs", "github-workflows.json", 2), ("include", "gitlab-ci.json", 1)],
)
def test_the_files_are_what_the_service_takes(key: str, schema: str, count: int) -> None:
    blocks = [block for block in map(_load, BLOCKS) if key in block]
    assert len(blocks) == count
    for block in blocks:
        jsonschema.validate(block, json.loads((ROOT / "tests/schemas" / schema).read_text("utf-8")))


def test_every_checkout_is_the_same_and_brings_the_history() -> None:
    for page in (ROOT / "docs/ci.md", ROOT / "docs/formats.md"):
        uses = re.findall(r"uses: actions/checkout@(.*)\n\s+with:([^-]*)", page.read_text("utf-8"))
        assert uses
        assert len(uses) == page.read_text("utf-8").count("actions/checkout")
        assert {version for version, _ in uses} == {"v5"}
        assert all("fetch" in inputs for _, inputs in uses)


def test_the_first_workflow_is_the_one_that_init_writes() -> None:
    (written,) = workflow(Service.GITHUB, "", NOWHERE).values()
    assert _load(BLOCKS[0]) == _load(written)


def test_the_hooks_that_are_named_exist() -> None:
    hooks = YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    (named,) = (_load(block)["repos"][0]["hooks"] for block in BLOCKS if "repos:" in block)
    assert {hook["id"] for hook in named} <= {hook["id"] for hook in hooks}


def test_every_input_is_documented_with_its_default() -> None:
    inputs = _load((ROOT / "action.yml").read_text("utf-8"))["inputs"]
    rows = re.findall(r"^\| `([\w-]+)` \| (?:`(.*?)`)? ?\|", PAGE, re.MULTILINE)
    assert dict(rows) == {name: entry["default"] for name, entry in inputs.items()}


def test_the_tags_that_are_named_are_those_of_this_version() -> None:
    pages = [*ROOT.glob("docs/*.md"), *ROOT.glob("templates/*"), ROOT / "README.md"]
    text = "\n".join(page.read_text("utf-8") for page in pages)
    tags = re.findall(r"OWNER/kpi[@/]v([\d.]+\d)|\brev: v([\d.]+\d)", text)
    assert len(tags) >= 6
    assert {"".join(tag) for tag in tags} == {__version__}
