from __future__ import annotations

from kpicli.fields.memo import Memo, forget_texts


def test_a_text_is_read_once_until_memos_are_emptied() -> None:
    asked: list[str] = []

    def read(text: str) -> int:
        asked.append(text)
        return len(text)

    lengths = Memo(read)
    assert [lengths["one"], lengths["three"], lengths["one"]] == [3, 5, 3]
    assert asked == ["one", "three"]
    forget_texts()
    assert not lengths
    assert (lengths["one"], asked) == (3, ["one", "three", "one"])


def test_long_texts_are_not_remembered() -> None:
    lengths = Memo(len)
    assert [lengths["x" * 80], lengths["x" * 81]] == [80, 81]
    assert [*lengths] == ["x" * 80]
