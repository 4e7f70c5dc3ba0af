"""`kpi lsp` as a command; tests/server drives what it serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.cli import lsp
from kpicli.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    import pytest

    from .conftest import Kpi


def test_without_its_package_it_says_what_to_install(
    kpi: Kpi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lsp, "find_spec", lambda _: None)
    outcome = kpi("lsp")
    assert outcome.code == ExitCode.USAGE
    assert outcome.err == (
        "error: `kpi lsp` needs the package pygls\n  help: pip install 'kpicli[lsp]'\n"
    )


def test_a_day_that_is_none_is_refused(kpi: Kpi) -> None:
    outcome = kpi("lsp", "--as-of", "tomorrow")
    assert outcome.code == ExitCode.USAGE
    assert "`tomorrow` is not a date" in outcome.err


def test_a_root_that_is_none_is_refused(kpi: Kpi) -> None:
    outcome = kpi("lsp", "--root", "nowhere")
    assert outcome.code == ExitCode.USAGE
    assert "there is no folder `nowhere`" in outcome.err
