"""What the site has besides the files of `docs`: lists of pages, the examples, live reports.

MkDocs calls these functions by their names. In the navigation a folder stands for its pages. The
READMEs of the examples become pages, and their reports, made while the site is built, files below
`samples`. Links that lead out of `docs` elsewhere become plain text.
"""

from __future__ import annotations

import posixpath
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, Files

from kpicli.cli.commands import COMMANDS
from kpicli.rules.families import FAMILIES
from kpicli.rules.registry import RULES

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

_ROOT = Path(__file__).resolve().parent.parent.parent
_EXAMPLES = {"acme": "2026-09-01", "misaligned": "2025-09-01", "city": "2023-06-30"}
"""The examples, and the day that their READMEs speak of."""
_SAMPLES = ("acme", "misaligned")
_LINK = re.compile(
    r"(?<!!)\[(?P<text>[^\]\n]*(?:\n[^\]\n]+)?)\]\((?P<path>[^)#:\s]+)(?P<anchor>#[^)\s]*)?\)"
)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Puts the pages of a folder in its place."""
    config.nav = [_expanded(item) for item in config.nav or []]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the examples and their reports."""
    for name in (*_EXAMPLES, "mappings"):
        text = (_ROOT / "examples" / name / "README.md").read_text("utf-8")
        files.append(File.generated(config, f"examples/{name}/README.md", content=text))
    for name in _SAMPLES:
        files.append(File.generated(config, f"samples/{name}.html", content=_report(name)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 - called by these names
    """Leads links to examples to their pages, and takes away those that lead out of the site."""
    here = page.file.src_uri
    base = here if here.startswith("examples/") else f"docs/{here}"
    return _LINK.sub(lambda link: _led(link, base, here, files), markdown)


def _expanded(item: Any) -> Any:  # noqa: ANN401 - what YAML may hold
    if isinstance(item, list):
        return [_expanded(part) for part in item]
    if not isinstance(item, dict):
        return item
    ((title, content),) = item.items()
    folders = {"reference/commands": _commands, "rules": _rules, "examples": _examples}
    if isinstance(content, str) and content in folders:
        return {title: folders[content]()}
    return {title: _expanded(content)}


def _commands() -> list[Any]:
    pages = [{f"kpi {name}": f"reference/commands/{name}.md"} for name in COMMANDS]
    return ["reference/commands/index.md", *pages]


def _rules() -> list[Any]:
    families = [
        {f"{family.letter}: {family.folder}": _rules_of(family.letter)}
        for family in FAMILIES
        if _rules_of(family.letter)
    ]
    return ["rules/README.md", *families]


def _rules_of(letter: str) -> list[Any]:
    return [{rule.name: f"rules/{rule.name}.md"} for rule in RULES if rule.code[0] == letter]


def _examples() -> list[Any]:
    return [f"examples/{name}/README.md" for name in (*_EXAMPLES, "mappings")]


def _report(name: str) -> str:
    command = ("report", "--root", f"examples/{name}", "--as-of", _EXAMPLES[name])
    done = subprocess.run(
        [sys.executable, "-m", "kpicli", *command, "--format", "html", "--no-cache"],
        cwd=_ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


def _led(link: re.Match[str], base: str, here: str, files: Files) -> str:
    """A link of a page, whose place is `base` in the repository and `here` on the site."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(base), link["path"]))
    inside = target.removeprefix("docs/")
    if inside == target and not files.get_file_from_path(target):
        return link["text"]
    path = posixpath.relpath(inside, posixpath.dirname(here) or ".")
    return f"[{link['text']}]({path}{link['anchor'] or ''})"
