from __future__ import annotations

import pytest

from history.repositories import Past, kpi
from kpicli.history.codeowners import code_owners_at, read_code_owners


@pytest.mark.parametrize(
    ("pattern", "matches", "others"),
    [
        ("*", ["a.yaml", "x/a.yaml"], []),
        ("/", ["a.yaml", "x/a.yaml"], []),
        ("*.yaml", ["a.yaml", "x/y/a.yaml"], ["a.yml", "a.yaml.txt"]),
        ("/a.yaml", ["a.yaml"], ["x/a.yaml", "aXyaml"]),
        ("a.yaml", ["a.yaml", "x/a.yaml"], ["ba.yaml"]),
        ("/sales/", ["sales/a.yaml", "sales/x/a.yaml"], ["x/sales/a.yaml", "sales"]),
        ("sales/", ["sales/a.yaml", "x/sales/a.yaml"], ["sales.yaml"]),
        ("sales", ["sales/a.yaml", "x/sales/a.yaml", "sales"], ["sales.yaml"]),
        ("docs/*", ["docs/a.yaml"], ["docs/x/a.yaml", "x/docs/a.yaml"]),
        ("docs/**", ["docs/a.yaml", "docs/x/a.yaml"], ["x/docs/a.yaml"]),
        ("**/goals", ["goals/a.yaml", "x/y/goals/a.yaml"], ["x/goals.yaml"]),
        ("/x/**/a.yaml", ["x/a.yaml", "x/y/z/a.yaml"], ["a.yaml"]),
        ("/x/*/a.yaml", ["x/y/a.yaml"], ["x/a.yaml", "x/y/z/a.yaml"]),
        ("a?.yaml", ["ab.yaml"], ["a.yaml", "abc.yaml"]),
        (r"my\ goals/", ["my goals/a.yaml"], ["my/a.yaml", "goals/a.yaml"]),
    ],
)
def test_patterns(pattern: str, matches: list[str], others: list[str]) -> None:
    owners = read_code_owners("CODEOWNERS", f"{pattern} @dana\n")
    assert [path for path in matches if not owners.owners_of(path)] == []
    assert [path for path in others if owners.owners_of(path)] == []


def test_the_last_line_that_matches_counts_also_where_it_names_nobody() -> None:
    text = "# everybody\n* @acme/all  # for now\n\n[Section]\nx/ @dana lee@acme.example\nx/y/\n"
    owners = read_code_owners("CODEOWNERS", text)
    assert owners.owners_of("a.yaml") == ("@acme/all",)
    assert owners.owners_of("x/a.yaml") == ("@dana", "lee@acme.example")
    assert owners.owners_of("x/y/a.yaml") == ()


def test_a_pattern_of_many_stars_is_passed_over() -> None:
    owners = read_code_owners("CODEOWNERS", f"{'*a' * 40}b @dana\n")
    assert owners.owners_of("a" * 60) == ()


def test_the_file_of_head_counts_for_a_goal_repository_in_a_folder(past: Past) -> None:
    assert code_owners_at(past.opened()) is None
    past.commit({"goals/a.yaml": kpi("leads"), "docs/CODEOWNERS": "* @other\n"})
    past.commit({".github/CODEOWNERS": "/goals/ @dana\n/a.yaml @lee\n"})
    past.write({".github/CODEOWNERS": "* @uncommitted\n"})
    owners = code_owners_at(past.opened("goals"))
    assert owners is not None
    assert owners.path == ".github/CODEOWNERS"
    assert owners.owners_of("a.yaml") == ("@dana",)
