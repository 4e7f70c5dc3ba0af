from __future__ import annotations

from datetime import date
from decimal import Decimal
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from kpicli.findings import Severity
from kpicli.progress.status import ProgressStatus
from kpicli.render.reports.review import review_markdown, review_terminal
from kpicli.render.text import cell_width
from kpicli.render.theme import Style
from kpicli.reports.reached import Reached
from kpicli.reports.review import Change, Contest, Expiry, Overdue, ReviewReport
from render.progress_reports import AS_OF, CLIENTS, OBJECTIVE, REVENUE, UNMEASURED

if TYPE_CHECKING:
    from kpicli.reports.goal import GoalReport

DONE = replace(
    CLIENTS,
    value=Decimal(53),
    progress=Decimal("1.1666"),
    status=ProgressStatus.ACHIEVED,
    owner_name="Dana Ito",
)
CLEAN = ReviewReport(AS_OF, 30, 57, (), (), (), (), (), (), (), ())
CONTEST = Contest(
    "disjoint-targets",
    "C101",
    Severity.ERROR,
    "no value of `discount` meets both `sales.discount` and `finance.discount`",
    ("sales.discount", "finance.discount"),
)
LOWERED = Change(CLIENTS, date(2026, 3, 2), "target", "200", "120", "Two fairs fewer", "nora")
FULL = ReviewReport(
    AS_OF,
    30,
    57,
    reached=(DONE,),
    off_track=(CLIENTS,),
    at_risk=(replace(OBJECTIVE, status=ProgressStatus.AT_RISK),),
    unmeasured=(UNMEASURED,),
    contested=(CONTEST,),
    overdue=(Overdue(CLIENTS, date(2025, 11, 1), was_reviewed=True, days=129),),
    changed=(LOWERED,),
    expiring=(Expiry((CLIENTS,), date(2026, 3, 31), 21),),
)


def drawing(text: str) -> str:
    return dedent(text).lstrip("\n")


def details(report: ReviewReport) -> list[str]:
    """What is said about each point, with the ids behind it."""
    lines = review_terminal(report, Style(300)).splitlines()
    return [line.strip() for line in lines if line.startswith("    ")]


def detail(**parts: object) -> str:
    """What is said about the only point of an agenda."""
    (only,) = details(replace(CLEAN, **parts))
    return only


def test_the_agenda_on_a_terminal() -> None:
    assert review_terminal(FULL, Style(72)) == drawing(
        """
        Reached (1)
          ✔ Raise new clients from 32 to 50
            Dana Ito: 53 / 50 client, 116 % of the way (sales.new_clients)

        Off track (1)
          ✖ Raise new clients from 32 to 50
            dana: 29 / 50 client, -16 % of the way where 18 % is expected
            (sales.new_clients)

        At risk (1)
          ▲ Win the mid-market
            dana: 62 % of the way where 40 % is expected (win_mid_market)

        Stale or without data (1)
          ? People stay
            dana: 0 % of what serves it has data (culture)

        Contested (1)
          • no value of `discount` meets both `sales.discount` and
            `finance.discount`
            error[C101] disjoint-targets (sales.discount, finance.discount)

        Overdue for review (1)
          • Raise new clients from 32 to 50
            dana: last reviewed on 2025-11-01, 129 days ago (sales.new_clients)

        Changed since the last review (1)
          • Raise new clients from 32 to 50
            dana: 2026-03-02: target from 200 to 120, approved by nora: Two
            fairs fewer (sales.new_clients)

        Ending soon (1)
          • Raise new clients from 32 to 50
            dana: its period ends on 2026-03-31, in 21 days (sales.new_clients)

        8 points on 57 goals, as of 2026-03-10
        """
    )


def test_the_agenda_in_a_wiki() -> None:
    report = replace(CLEAN, reached=(DONE,), contested=(CONTEST,), expiring=FULL.expiring)
    assert review_markdown(report) == drawing(
        r"""
        # Review as of 2026-03-10

        ## Reached

        - ✔ **Raise new clients from 32 to 50** (sales.new\_clients): Dana Ito: 53 / 50 client, 116 % of the way

        ## Contested

        - **no value of <code>discount</code> meets both <code>sales.discount</code> and <code>finance.discount</code>** (sales.discount, finance.discount): error\[C101\] disjoint-targets

        ## Ending soon

        - **Raise new clients from 32 to 50** (sales.new\_clients): dana: its period ends on 2026-03-31, in 21 days

        3 points on 57 goals, as of 2026-03-10
        """  # noqa: E501 - an item of a list is one line
    )


def test_a_clean_agenda_says_so() -> None:
    assert review_terminal(CLEAN, Style(80)) == "Nothing to discuss: 57 goals, as of 2026-03-10\n"
    assert review_markdown(replace(CLEAN, goals=1)) == (
        "# Review as of 2026-03-10\n\nNothing to discuss: 1 goal, as of 2026-03-10\n"
    )


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        (CLIENTS, "dana: 29 / 50 client, -16 % of the way where 18 % is expected"),
        (replace(CLIENTS, expected=None), "dana: 29 / 50 client, -16 % of the way"),
        (replace(CLIENTS, owner=""), "nobody: 29 / 50 client, -16 % of the way where 18 %"),
        (REVENUE, "dana: 18,123,456.78 / ≥ 18,000,000 EUR (revenue)"),
        (
            replace(CLIENTS, target=(Decimal(45), Decimal(55)), direction="within"),
            "dana: 29 / 45..55 client (",
        ),
        (
            replace(CLIENTS, target=True, direction="complete", value=Decimal("0.2"), unit=""),
            "dana: -16 % of the way where 18 % is expected",
        ),
    ],
)
def test_what_is_behind_is_told_by_its_numbers(goal: GoalReport, words: str) -> None:
    assert detail(off_track=(goal,)).startswith(words)


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        (
            replace(CLIENTS, status=ProgressStatus.STALE, age=1),
            "dana: last measured on 2026-02-28, 1 day ago (sales.new_clients)",
        ),
        (
            replace(CLIENTS, status=ProgressStatus.NO_DATA, actual_on=None),
            "dana: no actual in its period (sales.new_clients)",
        ),
        (
            replace(CLIENTS, status=ProgressStatus.NO_DATA, target=None),
            "dana: no target in numbers (sales.new_clients)",
        ),
        (
            replace(CLIENTS, status=ProgressStatus.NO_DATA, age=10),
            "dana: 29 / 50 client, no baseline to measure the way from (sales.new_clients)",
        ),
        (
            replace(CLIENTS, status=ProgressStatus.NO_DATA, age=10, period=None),
            "dana: 29 / 50 client, no period (sales.new_clients)",
        ),
        (
            replace(CLIENTS, status=ProgressStatus.NO_DATA, contributors=("a",)),
            "dana: not all that counts further down has data (sales.new_clients)",
        ),
    ],
)
def test_what_is_not_measured_is_told_by_what_it_lacks(goal: GoalReport, words: str) -> None:
    assert detail(unmeasured=(goal,)) == words


@pytest.mark.parametrize(
    ("reached", "words"),
    [
        (Reached(date(2026, 2, 28), Decimal(3)), "2026-02-28, 3 client beyond the target"),
        (Reached(date(2026, 2, 28)), "2026-02-28"),
        (Reached(), "116 % of the way"),
    ],
)
def test_what_was_reached_says_when_and_by_how_much(reached: Reached, words: str) -> None:
    done = replace(DONE, reached=reached)
    assert detail(reached=(done,)) == f"Dana Ito: 53 / 50 client, {words} (sales.new_clients)"


def test_a_goal_that_was_never_reviewed() -> None:
    never = Overdue(CLIENTS, date(2025, 11, 1), was_reviewed=False, days=129)
    assert detail(overdue=(never,)).startswith(
        "dana: never reviewed in the 129 days since 2025-11-01"
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change(CLIENTS, AS_OF, "weight", "", "2"), "dana: 2026-03-10: weight to 2 ("),
        (Change(CLIENTS, AS_OF, "unit", "EUR", ""), "dana: 2026-03-10: unit from EUR ("),
        (
            Change(CLIENTS, None, "status", "", "dropped"),
            "dana: dropped before its period is over, without a record (",
        ),
    ],
)
def test_a_change_says_what_is_known(change: Change, words: str) -> None:
    assert detail(changed=(change,)).startswith(words)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "dana: its period ends on 2026-03-10, today ("),
        (1, "dana: its period ends on 2026-03-10, in 1 day ("),
        (-2, "dana: its period ended on 2026-03-10, 2 days ago, and it is still active ("),
    ],
)
def test_a_period_ends_or_has_ended(days: int, words: str) -> None:
    assert detail(expiring=(Expiry((CLIENTS,), AS_OF, days),)).startswith(words)


def test_a_tension_names_its_goals_and_its_reason() -> None:
    ends = Expiry((CLIENTS, UNMEASURED), date(2026, 3, 31), 21, "Market entry")
    ids = "(sales.new_clients, culture)"
    report = replace(CLEAN, expiring=(ends,))
    title, words = review_terminal(report, Style(200)).splitlines()[1:3]
    assert title == "  • Tension between Raise new clients from 32 to 50 and People stay"
    assert words == f"    what was accepted ends on 2026-03-31, in 21 days: Market entry {ids}"
    over = detail(expiring=(replace(ends, days=-1),))
    assert over == f"what was accepted ended on 2026-03-31, 1 day ago: Market entry {ids}"


def test_it_can_be_drawn_in_ascii_and_in_colour() -> None:
    report = replace(CLEAN, reached=(DONE,), contested=(CONTEST,))
    plain = review_terminal(report, Style(100, unicode=False)).splitlines()
    assert [line[:4] for line in plain if line.startswith("  ") and line[2] != " "] == [
        "  + ",
        "  o ",
    ]
    colored = review_terminal(report, Style(100, color=True)).splitlines()
    assert colored[0] == "\x1b[1mReached (1)\x1b[0m"
    assert colored[1].startswith("  \x1b[32m✔\x1b[0m Raise")


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
def test_every_line_fits_the_width(width: int) -> None:
    lines = review_terminal(FULL, Style(width)).splitlines()
    assert max(map(cell_width, lines)) <= width


HOSTILE = "a\x1b[2J\n# b\u202e <script>|`*"


def test_nobodys_text_steers_the_terminal() -> None:
    goal = replace(CLIENTS, title=HOSTILE, owner=HOSTILE, unit=HOSTILE)
    ends = Expiry((goal,), AS_OF, 3, HOSTILE)
    change = replace(LOWERED, goal=goal, reason=HOSTILE, after=HOSTILE, approved_by=HOSTILE)
    text = review_terminal(
        replace(CLEAN, off_track=(goal,), changed=(change,), expiring=(ends,)), Style(300)
    )
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert len(text.splitlines()) == 3 * 4 + 1
    assert "a\\x1b[2J\\n# b\\u202e <script>" in text


def test_nobodys_text_is_markup_in_the_wiki() -> None:
    goal = replace(CLIENTS, title=HOSTILE, owner=HOSTILE, unit=HOSTILE)
    contest = replace(CONTEST, message=HOSTILE)
    text = review_markdown(replace(CLEAN, off_track=(goal,), contested=(contest,)))
    assert text.count("\n# ") == 0
    assert "<script>" not in text
    assert "\u202e" not in text
    assert r"**a\\x1b\[2J\\n\# b\\u202e &lt;script&gt;\|\`\***" in text


def test_a_kpi_with_only_a_part_of_its_value_says_how_much_of_it_has_data() -> None:
    part = replace(UNMEASURED, kind="kpi", target=Decimal(9), coverage=Decimal("0.5"))
    assert "50 % of what serves it has data" in detail(unmeasured=(part,))
