from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from history.repositories import Past, new_past

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def past(tmp_path: Path) -> Past:
    """A repository without a commit."""
    return new_past(tmp_path / "goals")
