"""What `kpi init` offers beside the goals: a workflow for CI, and a hook for commits."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template

from msgspec import Struct

from kpicli import __version__

_ON_GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+?)(\.git)?/?")


class Service(StrEnum):
    """Who runs the check when somebody proposes a change."""

    GITHUB = "github"
    GITLAB = "gitlab"
    NONE = "none"


class Home(Struct, frozen=True):
    """Where kpi itself lives on GitHub: `owner/name`, and a tag, branch or commit of it."""

    repository: str
    revision: str


NOWHERE = Home("OWNER/kpi", f"v{__version__}")
"""What stands in a file where nobody knows: somebody has to write the owner."""
_PLACEHOLDER = "  # replace OWNER/kpi with the repository that kpi comes from"


def home() -> Home:
    """Where this kpi was installed from, if that is GitHub; else a placeholder."""
    try:
        noted = distribution("kpicli").read_text("direct_url.json")
    except PackageNotFoundError:
        return NOWHERE
    return noted_home(json.loads(noted or "{}"))


def noted_home(noted: dict[str, object]) -> Home:
    """The home in the note that installers leave, `direct_url.json` of PEP 610."""
    source, revision = _ON_GITHUB.fullmatch(str(noted.get("url"))), noted.get("vcs_info")
    if source is None or not isinstance(revision, dict):
        return NOWHERE
    return Home(source[1], revision.get("requested_revision") or revision["commit_id"])


def workflow(service: Service, folder: str, lives: Home) -> dict[str, str]:
    """The files that make a service check goals, by path from the top of the git checkout.

    `folder` is the way from that top to the goals, such as `goals/`; empty where they are the same.
    """
    if service is Service.NONE:
        return {}
    known = lives.repository != NOWHERE.repository
    values = {
        "repository": lives.repository,
        "revision": lives.revision,
        "placeholder": "" if known else _PLACEHOLDER,
        "root": f"\n        with: {{root: {json.dumps(folder.rstrip('/'))}}}" if folder else "",
        "folder": json.dumps(folder.rstrip("/") or "."),
    }
    return _filled(service.value, values)


def hook(folder: str) -> dict[str, str]:
    """The file that runs the check before each commit, by path like `workflow`."""
    root = f" --root {shlex.quote(folder.rstrip('/'))}" if folder else ""
    values = {
        "entry": json.dumps(f"kpi check{root}"),
        "pattern": json.dumps(rf"^{re.escape(folder)}(.*\.ya?ml|.*\.csv|(.*/)?kpi\.toml)$"),
    }
    return _filled("hooks", values)


def _filled(offer: str, values: dict[str, str]) -> dict[str, str]:
    source = files("kpicli.cli") / "offered" / offer
    return {
        path: Template(file.read_text("utf-8")).substitute(values)
        for path, file in texts_in(source, "")
    }


def texts_in(folder: Traversable, base: str) -> Iterator[tuple[str, Traversable]]:
    """All files in a folder of the package, by path, in order."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from texts_in(entry, f"{base}{entry.name}/")
        else:
            yield base + entry.name, entry
