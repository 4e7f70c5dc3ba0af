"""A goal repository with a pull request, as a service for merge requests checks it out."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from history.repositories import DANA, ENVIRONMENT, LEE, Past, new_past

if TYPE_CHECKING:
    from collections.abc import Mapping

KPI = Path(sys.executable).parent / "kpi"
DAY = "2026-07-01"

GOALS = """\
teams:
  - {id: acme, level: organization, lead: ada}
objectives:
  - {id: growth, title: Win a larger share, team: acme, period: 2026}
kpis:
  - id: leads
    title: Win more leads
    team: acme
    owner: ada
    level: individual
    period: 2026
    contributes_to: growth
    unit: lead
    baseline: 10
    target: 20
    actuals: {2026-06-30: 15}
"""
LOOSENED = GOALS.replace("target: 20", "target: 16")
BROKEN = LOOSENED.replace("contributes_to: growth", "contributes_to: growht")
BETTER = GOALS.replace("{2026-06-30", "{2026-05-31: 13, 2026-06-30")


@dataclass(frozen=True)
class Request:
    """A checkout of the merged branch, and what it is to be merged into."""

    checkout: Past
    base: str
    merged: str

    @property
    def environment(self) -> dict[str, str]:
        """What a job of any service has, apart from the service's own variables."""
        return {**ENVIRONMENT, "KPI_AS_OF": DAY, "COLUMNS": "100"}


def pull_request(
    folder: Path, files: Mapping[str, str], *, before: Mapping[str, str], depth: int | None = None
) -> Request:
    """A pull request from `before` to `files`; `depth` makes the checkout shallow.

    The main branch goes on after the request was opened, as main branches do.
    """
    origin = new_past(folder / "origin")
    origin.commit({"kpi.toml": "", **before}, "2025-12-01", DANA, "Goals of 2026")
    origin.git("switch", "--quiet", "--create", "change")
    origin.commit(files, "2026-06-15", LEE, "Be realistic")
    origin.git("switch", "--quiet", "main")
    base = origin.commit({"README.md": "Our goals\n"}, "2026-06-16", DANA, "Say what this is")
    merged = origin.merge("change", "2026-06-17")
    origin.git("update-ref", "refs/pull/7/merge", merged)
    origin.git("reset", "--quiet", "--hard", base)
    origin.git("config", "uploadpack.allowAnySHA1InWant", "true")
    return Request(_checked_out(folder, origin, merged, depth), base, merged)


def _checked_out(folder: Path, origin: Past, merged: str, depth: int | None) -> Past:
    """What actions/checkout leaves: everything, or one commit without a branch."""
    checkout = new_past(folder / "work")
    checkout.git("remote", "add", "origin", f"file://{origin.folder}")
    if depth is None:
        checkout.git("fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*")
    shallow = () if depth is None else (f"--depth={depth}", "--no-tags")
    checkout.git("fetch", "--quiet", *shallow, "origin", f"+{merged}:refs/remotes/pull/7/merge")
    checkout.git("checkout", "--quiet", "--detach", "refs/remotes/pull/7/merge")
    return checkout


needs_bash = pytest.mark.skipif(os.name != "posix", reason="runs the scripts with bash")
