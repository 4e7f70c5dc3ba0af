"""The page in a real browser: it opens, filters and unfolds, and hostile text does nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from kpicli.config import Settings
from kpicli.linter import check, select_rules
from kpicli.progress.goals import progress_of_goals
from kpicli.render.reports.html import report_html
from kpicli.reports.alignment import alignment_report
from kpicli.reports.progress import Request, progress_report
from kpicli.rules.registry import RULES
from repository import files_of, load, reader

if TYPE_CHECKING:
    from pathlib import Path

    from browser.devtools import Browser

GOALS = """
teams:
  - {id: acme, title: Acme, level: organization, lead: ada}
  - {id: sales, title: Sales, parent: acme, lead: bea}
  - {id: sales.emea, title: EMEA, parent: sales}
  - {id: ops, title: Operations, parent: acme}
people:
  - {id: ada, name: Ada Lovelace}
  - {id: bea, name: Bea Novak}
objectives:
  - {id: growth, title: Grow in every market, team: acme, period: 2026, perspective: customer}
kpis:
  - id: leads
    title: Raise leads from 10 to 20
    team: sales
    period: 2026
    baseline: 10
    target: {commit: 18, target: 20, stretch: 24}
    unit: lead
    contributes_to: growth
    perspective: customer
    interim_targets: {2026-Q2: 15}
    actuals: {2026-02: 11, 2026-03: 12, 2026-05: 14, 2026-06: 15, 2026-08: 17}
  - id: visits
    title: Raise visits from 100 to 200
    team: sales.emea
    period: 2026
    baseline: 100
    target: 200
    unit: visit
    contributes_to: leads
    actuals: {2026-08: 110}
  - id: errors
    title: Keep errors at 2% or less
    team: ops
    owner: nobody_known
    period: 2026
    target: "<= 2%"
    unit: "%"
    perspective: internal_process
    actuals: {2026-08: 1.5}
"""
HOSTILE = """\
</script><script>window.owned = 1</script><img src=x onerror='window.owned = 2'>
<svg onload=alert(3)> "><b id=owned>{{ data }} ${1} `x` \u2028 javascript:alert(1)
"""
AS_OF = date(2026, 9, 1)


def written(path: Path, goals: str, *, title: str = "") -> Path:
    """The page of some goals with the findings of all rules; a title replaces every other."""
    files = files_of(goals)
    loaded, loading = load(goals, AS_OF)
    rules, _ = select_rules(RULES, Settings().check)
    found = check(loaded, loading, rules, {}, reader(files)).findings
    report = progress_report(loaded, progress_of_goals(loaded), Request(since=date(2026, 7, 1)))
    if title:
        goals_ = tuple(
            replace(goal, title=title, owner_name=title, unit=title, description=title, team=title)
            for goal in report.goals
        )
        report = replace(report, goals=goals_, organisation=title)
        found = tuple(
            replace(part, finding=replace(part.finding, message=title, help=title))
            for part in found
        )
    path.write_text(report_html(report, found, alignment_report(loaded)), "utf-8")
    return path


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("page") / "report.html", GOALS)


def rows(browser: Browser) -> list[str]:
    return browser.texts(".row .name bdi")


def test_it_opens_without_a_word_in_the_console_and_fetches_nothing(
    browser: Browser, page: Path
) -> None:
    browser.open(page)
    assert browser.texts("h1") == ["Acme"]
    assert browser.texts(".lead") == ["4 goals as of 2026-09-01, movement since 2026-07-01"]
    assert rows(browser) == [
        "Keep errors at 2% or less",
        "Grow in every market",
        "Raise leads from 10 to 20",
        "Raise visits from 100 to 200",
    ]
    assert browser.console == []
    assert {url for url in browser.requests if not url.startswith("data:")} <= {
        "about:blank",
        page.as_uri(),
    }


def test_status_buttons_choose_goals_and_say_so(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.click("[data-status=off_track]")
    assert (
        browser.evaluate("document.querySelector('[data-status=off_track]').ariaPressed") == "true"
    )
    assert browser.texts("#found") == ["1 of 4 goals"]
    # What it serves stays in sight.
    assert rows(browser)[-1] == "Raise visits from 100 to 200"
    assert browser.evaluate("location.hash") == "#status=off_track"
    browser.click(".clear")
    assert len(rows(browser)) == 4
    assert browser.console == []


@pytest.mark.parametrize(
    ("fragment", "titles"),
    [
        ("view=cards&team=sales", ["Raise visits from 100 to 200", "Raise leads from 10 to 20"]),
        ("view=cards&team=ops", ["Keep errors at 2% or less"]),
        ("view=cards&owner=ada", ["Grow in every market"]),
        ("view=cards&q=raise+LEADS", ["Raise leads from 10 to 20"]),
        ("view=cards&q=emea", ["Raise visits from 100 to 200"]),
        ("view=cards&status=off_track,draft", ["Raise visits from 100 to 200"]),
        ("view=cards&q=nothing-like-it", []),
        ("view=nonsense&status=toString&by=constructor&q=raise+leads&view=cards", None),
    ],
)
def test_a_link_leads_to_what_it_says(
    browser: Browser, page: Path, fragment: str, titles: list[str] | None
) -> None:
    browser.open(page, fragment)
    shown = browser.texts(".card h3 bdi")
    assert titles is None or shown == titles
    assert browser.console == []


def test_searching_filters_while_typing(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.press("/")
    assert browser.evaluate("document.activeElement.id") == "q"
    for letter in "visits":
        browser.send("Input.dispatchKeyEvent", type="char", text=letter)
    browser.wait("document.getElementById('found').textContent === '1 of 4 goals'")
    assert rows(browser)[-1] == "Raise visits from 100 to 200"
    assert browser.evaluate("document.activeElement.id") == "q"


def test_a_goal_unfolds_with_its_chart_facts_and_findings(browser: Browser, page: Path) -> None:
    browser.open(page, "goal=leads")
    browser.wait("document.querySelector('.card svg[role=img]')")
    assert browser.texts(".card h3 bdi") == ["Raise leads from 10 to 20"]
    label = browser.evaluate(
        "document.querySelector('.card svg[role=img]').getAttribute('aria-label')"
    )
    assert label.startswith(
        "Chart from 2026-01-01 to 2026-12-31; last measured 17 lead on 2026-08-31;"
        " commit 18 lead; stretch 24 lead; target 20 lead; forecast "
    )
    for part in ("polyline.measured", "polyline.planned", "path.interim", "polygon.likely"):
        assert (
            browser.evaluate(f"document.querySelectorAll('.card svg[role=img] {part}').length") == 1
        )
    assert len(browser.texts(".card svg[role=img] .label")) == 3
    assert browser.texts(".finding")
    browser.click(".numbers summary")
    browser.wait("document.querySelector('.numbers caption')")
    assert browser.texts(".numbers caption") == ["Measured and expected: Raise leads from 10 to 20"]
    assert "2026-08-31\tmeasured\t17" in browser.texts(".numbers table")[0]
    assert browser.console == []


def test_rows_open_and_close_by_button_and_by_key(browser: Browser, page: Path) -> None:
    browser.open(page)
    fold = "[aria-label='1 goal below: Grow in every market']"
    browser.click(fold)
    assert browser.evaluate(f'document.querySelector("{fold}").ariaExpanded') == "false"
    assert len(rows(browser)) == 2
    browser.evaluate("document.querySelector('.name').focus()")
    browser.press("ArrowDown")
    browser.press("ArrowRight")
    assert len(rows(browser)) == 4
    browser.press("ArrowDown")
    assert browser.evaluate("document.activeElement.innerText").endswith(
        "Raise leads from 10 to 20"
    )
    browser.press("ArrowLeft")
    assert len(rows(browser)) == 3
    browser.press("ArrowLeft")
    assert browser.evaluate("document.activeElement.innerText").endswith("Grow in every market")


def test_the_scorecard_has_its_four_perspectives(browser: Browser, page: Path) -> None:
    browser.open(page, "view=scorecard")
    assert browser.texts(".perspective h3") == [
        "Financial",
        "Customer",
        "Internal process",
        "Learning and growth",
        "No perspective",
    ]
    browser.click(".perspective a")
    browser.wait("document.querySelector('.tree .card')")
    assert browser.evaluate("location.hash").startswith("#goal=")


def test_the_theme_follows_the_system_the_link_and_the_switch(browser: Browser, page: Path) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    seen = []
    for system, fragment in (("light", ""), ("dark", ""), ("dark", "theme=light")):
        features = [{"name": "prefers-color-scheme", "value": system}]
        browser.send("Emulation.setEmulatedMedia", features=features)
        browser.open(page, fragment)
        seen.append(browser.evaluate(ground))
    light, dark, chosen = seen
    assert light != dark
    assert chosen == light
    browser.click("#theme")
    assert browser.evaluate(ground) == dark
    browser.evaluate("localStorage.clear()")
    browser.send("Emulation.setEmulatedMedia", features=[])


def test_bars_and_what_is_pressed_are_seen_where_the_system_chooses_the_colours(
    browser: Browser, page: Path
) -> None:
    features = [{"name": "forced-colors", "value": "active"}]
    browser.send("Emulation.setEmulatedMedia", features=features)
    browser.open(page, "status=off_track")
    drawn = [
        f"getComputedStyle(document.querySelector('{part}')).backgroundColor"
        for part in (".bar", ".bar-full", ".bar-due", ".share")
    ]
    colors = [browser.evaluate(part) for part in ("getComputedStyle(document.body).color", *drawn)]
    edges = [
        browser.evaluate(f"getComputedStyle(document.querySelector('{part}')).outlineStyle")
        for part in ("[aria-pressed=true].chip", "[aria-pressed=false].chip", ".tabs button")
    ]
    ground = browser.evaluate("getComputedStyle(document.body).backgroundColor")
    browser.send("Emulation.setEmulatedMedia", features=[])
    assert ground not in colors
    assert edges == ["solid", "none", "solid"]


@pytest.mark.parametrize("width", [1280, 800, 420, 320])
@pytest.mark.parametrize("view", ["cascade", "cards", "scorecard"])
def test_nothing_is_wider_than_the_window(
    browser: Browser, tmp_path: Path, width: int, view: str
) -> None:
    title = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte " * 4
    browser.resize(width, 900)
    browser.open(written(tmp_path / "long.html", GOALS, title=title), f"view={view}")
    assert browser.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [800, 380, 320])
def test_what_moved_is_not_hidden_behind_the_status(
    browser: Browser, page: Path, width: int
) -> None:
    browser.resize(width, 900)
    browser.open(page)
    sums = "[...document.querySelectorAll('.row-sums')]"
    assert len(browser.texts(".row .moved")) == 4
    assert browser.evaluate(f"{sums}.every((part) => part.scrollWidth <= part.clientWidth)")


@pytest.mark.parametrize("width", [800, 380, 320])
def test_four_views_have_room_in_a_narrow_window(browser: Browser, pulls: Path, width: int) -> None:
    browser.resize(width, 900)
    browser.open(pulls)
    assert len(browser.texts("[data-view]")) == 4
    assert browser.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "fragment", ["goal=leads", "view=cards", "view=scorecard", "view=cards&by=owner"]
)
def test_hostile_text_does_nothing(browser: Browser, tmp_path: Path, fragment: str) -> None:
    browser.open(written(tmp_path / "hostile.html", GOALS, title=HOSTILE), fragment)
    browser.wait("document.querySelector('main h2')")
    assert browser.evaluate("window.owned === undefined && !document.querySelector('#owned, img')")
    assert browser.evaluate("document.scripts.length") == 2
    assert browser.dialogs == []
    assert browser.console == []


def test_on_paper_it_is_light_and_every_chart_is_drawn(browser: Browser, page: Path) -> None:
    browser.open(page, "view=cards&theme=dark")
    browser.send("Page.printToPDF")
    browser.wait("document.querySelectorAll('.canvas svg').length === 3")
    browser.send("Emulation.setEmulatedMedia", media="print")
    assert (
        browser.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    )
    assert browser.texts(".toolbar") == []
    browser.send("Emulation.setEmulatedMedia", media="")


def test_charts_on_paper_are_drawn_in_the_size_of_its_columns(browser: Browser, page: Path) -> None:
    browser.resize(1280, 900)
    browser.open(page, "view=cards")
    widths = "[...document.querySelectorAll('.canvas svg')].map((part) => part.clientWidth)"
    browser.wait("document.querySelector('.canvas svg')")
    browser.evaluate("dispatchEvent(new Event('beforeprint'))")
    drawn = (
        "[...document.querySelectorAll('.canvas svg')].map((part) => part.getAttribute('width'))"
    )
    assert browser.evaluate(drawn) == ["360"] * 3
    browser.evaluate("dispatchEvent(new Event('afterprint'))")
    assert min(browser.evaluate(widths)) > 400


def test_paper_says_what_is_not_on_it(browser: Browser, tmp_path: Path) -> None:
    kpis = "".join(
        f"  - {{id: k{n}, title: Goal {n}, period: 2026, baseline: 0, target: 12"
        f"{', contributes_to: k0' if n else ''}}}\n"
        for n in range(15)
    )
    many = written(tmp_path / "many.html", f"kpis:\n{kpis}")
    browser.open(many, "view=cards")
    assert browser.texts(".paper") == []
    browser.send("Emulation.setEmulatedMedia", media="print")
    assert browser.texts(".paper") == ["and 3 more, not shown here"]
    browser.open(many)
    assert len(rows(browser)) == 15
    assert browser.texts(".paper") == []
    browser.evaluate("document.querySelector('button.fold[aria-expanded=true]').click()")
    assert browser.texts(".paper") == ["14 goals below, not shown here"]
    browser.send("Emulation.setEmulatedMedia", media="")


def test_a_sheet_has_the_columns_of_a_tablet_not_those_of_a_phone(
    browser: Browser, page: Path
) -> None:
    browser.resize(690, 900)
    browser.open(page)
    columns = (
        "getComputedStyle(document.querySelector('.row')).gridTemplateColumns.split(' ').length"
    )
    assert browser.evaluate(columns) == 3
    browser.send("Emulation.setEmulatedMedia", media="print")
    assert browser.evaluate(columns) == 4
    assert browser.evaluate("document.documentElement.scrollWidth") <= 690
    browser.send("Emulation.setEmulatedMedia", media="")


def test_on_paper_goals_without_a_perspective_are_as_dark_as_the_others(
    browser: Browser, page: Path
) -> None:
    browser.open(page, "view=scorecard")
    browser.send("Emulation.setEmulatedMedia", media="print")
    found = "[...document.querySelectorAll('.mini a')].map((part) => getComputedStyle(part).color)"
    assert set(browser.evaluate(found)) == {"rgb(0, 0, 0)"}
    browser.send("Emulation.setEmulatedMedia", media="")


def test_statuses_and_owners_end_at_one_edge_on_a_phone(browser: Browser, page: Path) -> None:
    browser.resize(380, 900)
    browser.open(page)
    edges = (
        "[...document.querySelectorAll('.row .pill, .row .who:not(:empty)')]"
        ".map((part) => Math.round(part.getBoundingClientRect().right))"
    )
    assert len(set(browser.evaluate(edges))) == 1


@pytest.mark.parametrize(
    ("width", "fragment", "owner"),
    [(1280, "view=cards", ".card-sums .who"), (380, "", ".row .who")],
)
def test_who_answers_for_a_goal_is_seen_without_opening_it(
    browser: Browser, page: Path, width: int, fragment: str, owner: str
) -> None:
    browser.resize(width, 900)
    browser.open(page, fragment)
    assert {"Ada Lovelace", "Bea Novak"} <= set(browser.texts(owner))


def test_owners_whose_names_begin_alike_are_told_apart(browser: Browser, tmp_path: Path) -> None:
    names = ("Department of Aging", "Department of Buildings")
    goals = "people:\n" + "".join(
        f"  - {{id: p{index}, name: {name}}}\n" for index, name in enumerate(names)
    )
    goals += "kpis:\n" + "".join(
        f"  - {{id: k{index}, title: Goal, owner: p{index}, period: 2026}}\n" for index in (0, 1)
    )
    browser.resize(1280, 900)
    browser.open(written(tmp_path / "owners.html", goals))
    parts = "[...document.querySelectorAll('.row .who')]"
    assert browser.evaluate(f"{parts}.map((part) => part.title)") == list(names)
    assert browser.evaluate(f"{parts}.every((part) => part.scrollWidth <= part.clientWidth)")
    assert browser.evaluate(f"{parts}.every((part) => part.scrollHeight <= part.clientHeight)")


def test_what_is_expected_is_read_to_those_who_do_not_see_the_bar(
    browser: Browser, page: Path
) -> None:
    browser.open(page)
    scores = "[...document.querySelectorAll('.row .score')].map((part) => part.textContent)"
    assert "progress 70 %, 66 % expected" in browser.evaluate(scores)


def test_headings_and_buttons_have_names(browser: Browser, page: Path) -> None:
    browser.open(page, "goal=leads")
    assert browser.evaluate("document.querySelectorAll('h1').length") == 1
    unnamed = """[...document.querySelectorAll('button, select, input, a, svg[role=img]')]
      .filter((part) => !(part.innerText || part.ariaLabel || part.labels?.length)).length"""
    assert browser.evaluate(unnamed) == 0
    states = browser.texts(".pill")
    assert all(any(character.isalpha() for character in state) for state in states)


def test_a_thousand_goals_open_within_a_second(browser: Browser, tmp_path: Path) -> None:
    actuals = ", ".join(f"2026-{month:02}: {month}" for month in range(1, 9))
    kpis = "".join(
        f"  - {{id: k{n}, title: Goal {n}, period: 2026, baseline: 0, target: 12,"
        f" actuals: {{{actuals}}}{f', contributes_to: k{n // 10}' if n else ''}}}\n"
        for n in range(1000)
    )
    many = written(tmp_path / "many.html", f"kpis:\n{kpis}")
    took = []
    for _ in range(3):  # the machine may be busy once
        browser.open(many)
        took.append(browser.evaluate("Number(document.documentElement.dataset.ready)"))
    assert browser.texts(".lead")[0].startswith("1000 goals")
    assert 0 < min(took) < 1000


def test_the_way_past_the_toolbar_keeps_the_filters(browser: Browser, page: Path) -> None:
    browser.open(page, "q=visits")
    browser.click(".skip")
    browser.wait("location.hash === '#main'")
    assert browser.texts("#found") == ["1 of 4 goals"]
    assert browser.evaluate("document.activeElement.id") == "main"


def test_the_address_keeps_how_cards_are_arranged_whatever_the_report_says(
    browser: Browser, page: Path, tmp_path: Path
) -> None:
    by_team = tmp_path / "by_team.html"
    by_team.write_text(page.read_text("utf-8").replace('"by":"cascade"', '"by":"team"'), "utf-8")
    browser.open(by_team)
    browser.evaluate("const by = document.querySelector('#by'); by.value = 'attention'")
    browser.evaluate("document.querySelector('#by').dispatchEvent(new Event('change'))")
    browser.open(by_team, str(browser.evaluate("location.hash.slice(1)")))
    assert browser.evaluate("document.querySelector('#by').value") == "attention"


def test_keys_stay_where_they_were_when_the_view_is_made_anew(
    browser: Browser, page: Path, tmp_path: Path
) -> None:
    browser.open(page, "view=cards")
    browser.evaluate("document.querySelector('#by').focus()")
    browser.evaluate("document.activeElement.value = 'owner'")
    browser.evaluate("document.activeElement.dispatchEvent(new Event('change'))")
    assert browser.evaluate("document.activeElement.id") == "by"
    assert len(browser.texts("button.group")) == 4
    kpis = "".join(f"  - {{id: k{n}, title: Goal {n}, period: 2026}}\n" for n in range(15))
    browser.open(written(tmp_path / "many.html", f"kpis:\n{kpis}"), "view=cards")
    browser.click(".more")
    assert browser.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_groups_have_their_sums_and_open(browser: Browser, page: Path) -> None:
    browser.open(page, "view=cards&by=owner")
    assert browser.texts("button.group") == [
        "Ada Lovelace (1)",
        "Bea Novak (1)",
        "nobody (1)",
        "nobody_known (1)",
    ]
    assert browser.texts("section.group .part-sums")[2] == "✖ 1 off track"
    browser.click("section.group:nth-of-type(2) button")
    assert browser.texts(".card h4 bdi") == ["Raise leads from 10 to 20"]


def test_without_scripts_there_is_a_table(browser: Browser, page: Path) -> None:
    browser.send("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(page)
    rows_ = browser.evaluate("document.querySelectorAll('noscript tr').length")
    browser.send("Emulation.setScriptExecutionDisabled", value=False)
    assert rows_ == 5


def test_without_scripts_a_long_title_leaves_the_other_columns_in_view(
    browser: Browser, tmp_path: Path
) -> None:
    page = written(tmp_path / "long.html", GOALS.replace("Raise leads", "Raise" + "leads" * 60))
    browser.resize(1280, 900)
    browser.send("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(page)
    edge = browser.evaluate("document.querySelector('noscript td').getBoundingClientRect().right")
    browser.send("Emulation.setScriptExecutionDisabled", value=False)
    assert edge < 1280


PULLS = """
teams:
  - {id: acme, title: Acme, level: organization}
  - {id: sales, title: Sales, parent: acme}
  - {id: finance, title: Finance, parent: acme}
  - {id: service, title: Service, parent: acme}
defaults: {period: 2026}
metrics:
  - {id: volume, drivers: [{metric: discount, effect: raises, strength: strong}]}
  - {id: margin, drivers: [{metric: discount, effect: lowers, strength: medium}]}
  - {id: discount}
  - {id: quality}
kpis:
  - {id: a, title: More volume, team: sales, metric: volume, baseline: 10, target: 12}
  - {id: b, title: More margin, team: finance, metric: margin, baseline: 10, target: 12}
  - {id: c, title: Quality sold, team: sales, metric: quality, baseline: 10, target: 12}
  - {id: d, title: Quality kept, team: service, metric: quality, baseline: 10, target: 12,
     actuals: {2026-02: 11, 2026-03: 13}}
"""


@pytest.fixture(scope="module")
def pulls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("pulls") / "report.html", PULLS)


def test_departments_stand_in_a_matrix_with_the_reasons_of_each_cell(
    browser: Browser, pulls: Path
) -> None:
    browser.open(pulls, "view=alignment")
    assert browser.texts(".matrix th") == [
        *("Finance", "Sales", "Service"),
        *("Finance", "Sales", "Service"),
    ]
    assert browser.texts(".cell") == ["\u22121", "\u22121", "+1", "+1"]
    assert browser.texts(".pair[open] summary") == ["\u22121 Finance and Sales pull apart"]
    assert browser.texts(".pair[open] li li") == [
        "Finance wants less: More margin",
        "Sales wants more: More volume",
    ]
    label = "document.querySelector('.cell.good').getAttribute('aria-label')"
    assert browser.evaluate(label) == "Sales and Service pull together, +1: show the reasons"
    browser.click(".cell.good")
    assert browser.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert len(browser.texts(".pair[open] summary")) == 2
    browser.click(".pair[open] a")
    assert browser.evaluate("location.hash") == "#goal=b"
    assert browser.console == []


def test_without_departments_that_pull_there_is_no_view_of_it(browser: Browser, page: Path) -> None:
    browser.open(page, "view=alignment")
    assert browser.texts("[data-view]") == ["Cascade", "Scorecard", "Goals"]
    assert rows(browser)


def test_a_card_says_who_reached_it_when_and_by_how_much(browser: Browser, pulls: Path) -> None:
    browser.open(pulls, "goal=d")
    facts = dict(zip(browser.texts(".facts dt"), browser.texts(".facts dd"), strict=True))
    assert facts["Reached"] == "2026-03-31, 1 beyond the target"


@pytest.mark.parametrize(
    ("month", "words"), [("2026-08", "due 2026-09-30"), ("2026-06", "was due 2026-07-31")]
)
def test_a_card_says_when_the_next_value_is_due(
    browser: Browser, tmp_path: Path, month: str, words: str
) -> None:
    goals = (
        "kpis:\n  - {id: a, title: Raise a, period: 2026, baseline: 0, unit: x, cadence: monthly, "
        f"target: 9, actuals: {{{month}: 5}}}}\n"
    )
    browser.open(written(tmp_path / "report.html", goals), "goal=a")
    facts = dict(zip(browser.texts(".facts dt"), browser.texts(".facts dd"), strict=True))
    assert facts["Next value"] == f"{words}, monthly"


def test_labels_of_charts_group_thousands(browser: Browser, tmp_path: Path) -> None:
    goals = (
        "kpis:\n  - {id: a, title: Raise a, period: 2026, baseline: 0, unit: x, "
        "target: 9000, actuals: {2026-03: 500, 2026-06: 2500}}\n"
    )
    browser.open(written(tmp_path / "report.html", goals), "goal=a")
    browser.wait("document.querySelector('.card svg[role=img]')")
    found = "[...document.querySelectorAll('.card svg .grid text')].map((part) => part.textContent)"
    labels = browser.evaluate(found)
    assert {"0", "2,500", "5,000", "7,500"} <= set(labels)


def test_labels_of_charts_stay_short_whatever_the_numbers_are(
    browser: Browser, tmp_path: Path
) -> None:
    huge = "1000000000000000000000000000000"
    goals = (
        "kpis:\n  - {id: a, title: Raise a, period: 2026, baseline: 1, unit: x, "
        f"target: {huge}, actuals: {{2026-03: 5, 2026-06: {huge}}}}}\n"
    )
    browser.open(written(tmp_path / "report.html", goals), "goal=a")
    browser.wait("document.querySelector('.card svg[role=img]')")
    found = "[...document.querySelectorAll('.card svg .grid text')].map((part) => part.textContent)"
    labels = browser.evaluate(found)
    assert isinstance(labels, list)
    assert "1e30" in labels
    assert max(map(len, labels)) < 12
    last = "document.querySelector('.card svg .label').textContent"
    assert browser.evaluate(last) == "target 1e30"


REACHED = """
people:
  - {id: noa, name: נועה כהן}
objectives:
  - {id: win, title: Win, period: 2026}
kpis:
""" + "".join(
    f"  - {{id: k{n}, title: Raise k{n}, owner: noa, period: 2026, baseline: 0, target: 10,"
    f" contributes_to: win, actuals: {{2026-0{n}: 1{n}}}}}\n"
    for n in range(1, 9)
)


def test_what_was_reached_is_listed_below_the_goals(browser: Browser, tmp_path: Path) -> None:
    page = written(
        tmp_path / "report.html", REACHED + "  - {id: m, title: Not yet, period: 2026}\n"
    )
    browser.open(page)
    assert browser.texts(".reached h2") == ["Reached"]
    first, *others = browser.texts(".reached li")
    words = " ".join(first.split())
    assert words == "✔ KPI: Raise k8 by נועה כהן, 2026-08-31, 8 beyond the target"
    assert len(others) == 5
    browser.click(".reached .more")
    assert browser.evaluate("document.activeElement.textContent") == "KPI: Raise k2"
    assert browser.texts(".reached li a bdi")[-1] == "Win"
    browser.click(".reached a")
    browser.wait("document.querySelector('.tree .card')")
    assert browser.evaluate("location.hash") == "#goal=k8"
    assert browser.console == []


@pytest.mark.parametrize(
    ("fragment", "count"),
    [("view=cards", 6), ("view=scorecard&q=k3", 1), ("status=no_data", 0), ("q=nothing", 0)],
)
def test_what_was_reached_fits_the_filters(
    browser: Browser, tmp_path: Path, fragment: str, count: int
) -> None:
    page = written(
        tmp_path / "report.html", REACHED + "  - {id: m, title: Not yet, period: 2026}\n"
    )
    browser.open(page, fragment)
    assert len(browser.texts(".reached li")) == count
    assert len(browser.texts(".reached")) == bool(count)


def test_days_in_facts_stay_in_one_piece(browser: Browser, tmp_path: Path) -> None:
    browser.open(written(tmp_path / "report.html", REACHED), "goal=k2")
    days = browser.texts(".facts .day")
    assert days == ["2026-02-28", "2026-12-31", "2026-02-28"]
