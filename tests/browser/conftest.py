"""A running browser, and pages to open in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.devtools import CHROMIUM, Browser, running_browser

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests; they are skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("there is no chromium")
    with running_browser(tmp_path_factory.mktemp("profile")) as running:
        yield running
