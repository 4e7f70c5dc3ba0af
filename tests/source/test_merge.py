import pytest

from kpicli.source import merge_marks

WHOLE = "a\n<<<<<<< HEAD\nb\n||||||| 1a2b3c\nc\n=======\nd\n>>>>>>> 4d5e6f (Raise: 50)\n"


def test_every_mark_is_found_at_its_line() -> None:
    found = merge_marks(WHOLE)
    assert [WHOLE[at:].splitlines()[0][0] for at in found] == ["<", "|", "=", ">"]
    assert all(at == 0 or WHOLE[at - 1] == "\n" for at in found)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("<<<<<<<", 1),
        ("<<<<<<<\r\n=======\r\n", 2),
        ("=======\n>>>>>>> x", 2),
        ("Title\n=======\n", 0),
        (" <<<<<<< HEAD\n", 0),
        ("<<<<<<<< HEAD\n", 0),
        ("<<<<<< HEAD\n", 0),
        ("<<<<<<<HEAD\n", 0),
        ("a <<<<<<< HEAD\n=======\n", 0),
        ("", 0),
    ],
)
def test_marks_have_seven_signs_at_the_start_of_a_line(text: str, count: int) -> None:
    assert len(merge_marks(text)) == count
