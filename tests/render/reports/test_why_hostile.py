"""Whatever stands in somebody's goal files, the arithmetic stays a list of lines."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kpicli.render.reports.why import why_terminal
from kpicli.render.reports.why_json import why_json
from kpicli.render.text import cell_width
from kpicli.render.theme import Style
from kpicli.reports.steps import Part, Place, Step
from render.why_reports import EMEA, LINK, REPORT, TARGET

if TYPE_CHECKING:
    from kpicli.reports.why import WhyReport

_OURS = re.compile(r"\x1b\[[0-9;]+m")
TEXTS = st.text(
    st.sampled_from('"\\[](){}<>\n\r\t\x00\x1b\x85\u2028\u202e\u2066\u200b\udc80日e\u0301 ')
    | st.characters(codec=None),
    min_size=1,
    max_size=40,
)
STYLES = st.builds(
    Style, st.sampled_from([1, 20, 60, 80, 200]), color=st.booleans(), unicode=st.booleans()
)


@st.composite
def reports(draw: st.DrawFn) -> WhyReport:
    """The usual goal with other texts wherever a goal file has a say."""
    step = Step(draw(TEXTS), draw(TEXTS), draw(TEXTS), (draw(TEXTS),), draw(TEXTS), TARGET)
    place = Place(draw(TEXTS), 3, 1)
    verdict = replace(REPORT.verdicts[0], message=draw(TEXTS), help=draw(TEXTS), place=place)
    return replace(
        REPORT,
        title=draw(TEXTS),
        parts=(Part("progress", (step, step)),),
        contributors=(replace(EMEA, goal=draw(TEXTS)),),
        places={TARGET: place, LINK: place},
        verdicts=(verdict,),
    )


@given(reports(), STYLES)
def test_no_text_acts_or_widens_a_line(report: WhyReport, style: Style) -> None:
    text = _OURS.sub("", why_terminal(report, style))
    categories = {unicodedata.category(character) for character in text.replace("\n", "")}
    assert not categories & {"Cc", "Cs", "Zl", "Zp"}
    assert not set("\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff") & set(text)
    assert max(map(cell_width, text.splitlines())) <= style.columns


@given(reports())
def test_json_carries_text_verbatim(report: WhyReport) -> None:
    document = json.loads(why_json(report).encode())
    assert document["goal"]["title"] == report.title
    step = document["parts"][0]["steps"][0]
    first = report.parts[0].steps[0]
    assert (step["name"], step["note"], step["unit"]) == (first.name, first.note, first.unit)
    assert document["findings"][0]["message"] == report.verdicts[0].message
