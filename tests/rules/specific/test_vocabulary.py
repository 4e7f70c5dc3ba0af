"""The option `language`, and the words of each."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from kpicli.fields.read import read
from kpicli.rules.specific.vocabulary import TitleOptions, languages, vocabulary


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(ValidationError, match="there are words for en only"):
        read(TitleOptions, {"language": "xx"})


def test_lines_of_phrases_are_a_list() -> None:
    words = vocabulary("en")
    assert words["leading"][:2] == ["improve", "improved"]
    assert words["leading"][-1] == "become better"
    assert "as * as possible" in words["anywhere"]
    assert words["claims"]["before"][1:3] == ["at most", "up to"]


def test_other_texts_stay_as_they_are() -> None:
    words = vocabulary("en")
    assert words["imperatives"]["joint"] == "and"
    assert words["unit_words"]["per cent"] == "%"
    assert words["means"] == ["by *ing"]


@pytest.mark.parametrize("language", languages())
def test_no_phrase_is_empty_or_has_a_comma_or_quote(language: str) -> None:
    words = vocabulary(language)
    tables = [words, *(part for part in words.values() if isinstance(part, dict))]
    lists = [part for table in tables for part in table.values() if isinstance(part, list)]
    assert lists
    for phrase in (phrase for part in lists for phrase in part):
        assert phrase == phrase.strip() != ""
        assert not set(',"\n') & set(phrase)
