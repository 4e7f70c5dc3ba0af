"""The site builds without a warning, and needs no network to be read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
_FETCHED = re.compile(r"<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)=[\"']?(?:https?:)?//")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_no_page_fetches_anything_from_elsewhere(site: Path) -> None:
    pages = {page.name: page.read_text("utf-8") for page in site.rglob("*.html")}
    assert [name for name, text in pages.items() if _FETCHED.search(text)] == []


def test_every_rule_and_command_has_its_page(site: Path) -> None:
    assert (site / "rules/infeasible-targets.html").is_file()
    assert (site / "reference/commands/check.html").is_file()


def test_the_samples_are_reports(site: Path) -> None:
    assert "sales.field.discount" in (site / "samples/misaligned.html").read_text("utf-8")


def test_links_from_examples_and_to_them_arrive(site: Path) -> None:
    assert (site / "examples/misaligned/index.html").is_file()
    assert "examples/misaligned/index.html" in (site / "formats.html").read_text("utf-8")
