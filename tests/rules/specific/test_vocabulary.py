"""The option `language`."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from kpicli.rules.specific.vocabulary import TitleOptions


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(ValidationError, match="there are words for en only"):
        TitleOptions(language="xx")
