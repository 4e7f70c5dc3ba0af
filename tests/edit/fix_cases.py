"""What fixes of each rule do to a goal file: «old|new» marks what is replaced."""

from __future__ import annotations

from typing import NamedTuple

from kpicli.findings import Safety


class Case(NamedTuple):
    """A rule, the safety of its fix, and a goal file with the change marked in it."""

    rule: str
    safety: Safety
    text: str


SAFE, UNSAFE = Safety.SAFE, Safety.UNSAFE

CASES = {
    "D101, whoever else shares the line": Case(
        "ambiguous-scalar",
        SAFE,
        """\
defaults: {team: «012|"012"», owner: «no|"no"»}   # shared
kpis:
  - id: a   # keeps its comment
    title: A
    unit:   «on|"on"»	# a tab
    tags: [«yes|"yes"», x, 'no', «2026-01-01|"2026-01-01"»]
  - {id: b, title: B, unit: «off|"off"»}
""",
    ),
    "D103, the only name: the comment goes": Case(
        "unused-suppression",
        SAFE,
        """\
kpis:
  - id: a«  # kpi: ignore[missing-owner] on leave|»
    title: A
    owner: dana
""",
    ),
    "D103, a line of its own goes whole": Case(
        "unused-suppression",
        SAFE,
        """\
# stays
«# kpi: ignore-file[missing-owner] new
|»# stays too
kpis:
«  # kpi: ignore[missing-owner] on leave
|»  - {id: a, title: A, owner: dana}
""",
    ),
    "D103, the last line of a file without a last line break": Case(
        "unused-suppression",
        SAFE,
        """\
kpis:
  - id: a
    title: A
    owner: dana«  # kpi: ignore[missing-owner] x|»""",
    ),
    "D103, another mark in the comment stays": Case(
        "unused-suppression",
        SAFE,
        """\
kpis:
  - id: a  «# kpi: ignore[missing-owner] on leave  |»# see below
    title: A
    owner: dana
""",
    ),
    "D103, one of several names": Case(
        "unused-suppression",
        SAFE,
        """\
kpis:
  - id: a  # kpi: ignore[missing-period«, missing-owner|»] not yet
    title: A
    owner: dana
""",
    ),
    "D103, a rule that cannot be suppressed": Case(
        "unused-suppression",
        SAFE,
        """\
kpis:
  - id: a«  # kpi: ignore[syntax-error] why not|»
    title: A
""",
    ),
    "D103, a misspelled name": Case(
        "unused-suppression",
        UNSAFE,
        """\
kpis:
  - id: a  # kpi: ignore[«mising-owner|missing-owner»] on leave
    title: A
""",
    ),
    "D103, where the rule finds something elsewhere": Case(
        "unused-suppression",
        UNSAFE,
        """\
kpis:
  - {id: a, title: A, owner: dana}«  # kpi: ignore[missing-owner] on leave|»
  - {id: b, title: B}
""",
    ),
    "D104": Case(
        "expired-suppression",
        UNSAFE,
        """\
kpis:
  - id: a«  # kpi: ignore[missing-owner] until 2026-01-31 on leave|»
    title: A
""",
    ),
    "D004, the same value twice": Case(
        "duplicate-key",
        SAFE,
        """\
kpis:
  - id: a
    title: A
    tags: [x, z]
«    tags: [x,
      z]
|»  - {id: b, title: B«, title: B|»}
  - {«id: c, |»title: C, id: c}
""".replace("«id: c, |»title: C, id: c", "id: c, title: C«, id: c|»"),
    ),
    "D003": Case(
        "unknown-field",
        UNSAFE,
        """\
kpis:
  - id: a
    title: A
    «basline|baseline»: 5   # as of May
    target: 8
  - {id: b, title: B, "«onwer|owner»": dana}
""",
    ),
    "D002": Case(
        "schema-error",
        UNSAFE,
        """\
kpis:
  - id: a
    title: A
    cadence: «montly|monthly» # once
    direction: '«at-least|at_least»'
""",
    ),
    "D006": Case(
        "dangling-reference",
        UNSAFE,
        """\
teams: [{id: sales, lead: dana}]
people: [{id: dana, title: Dana}]
objectives: [{id: growth, title: G}, {id: quality, title: Q}]
kpis:
  - {id: a, title: A, owner: «dane|dana», team: «sale|sales», contributes_to: «groth|growth»}
  - id: b
    title: B
    owner: «team:salse|"team:sales"»
    contributes_to:
      - goal: «grwth|growth»  # half
        weight: 2
      - «qualty|quality»
""",
    ),
    "M104": Case(
        "prose-target",
        UNSAFE,
        """\
kpis:
  - id: a
    title: A
    unit: "%"
    target: «At least 95% by June 2026|">= 95%"»  # agreed
  - {id: b, title: B, target: '«no more than 30|<= 30»'}
  - id: c
    title: C
    target: {commit: 40, target: «at least 50|">= 50"»}
  - {id: d, title: D, target: «delivered|complete»}
""",
    ),
    "M107": Case(
        "unknown-direction",
        UNSAFE,
        """\
kpis:
  - id: a
    title: Reduce open tickets
    target: 48  # a week
«|    direction: decrease
»    owner: dana
  - {id: b, title: Raise the share, target: 48«|, direction: increase»}
""",
    ),
    "M108": Case(
        "contradictory-direction",
        UNSAFE,
        """\
kpis:
  - id: a
    title: A
«    direction: at_most
|»    target: ">= 5"
  - {id: b, title: B, «direction: decrease, |»baseline: 5, target: 7}
""",
    ),
    "S109": Case(
        "malformed-number",
        UNSAFE,
        """\
kpis:
  - id: a
    title: A
    unit: EUR
    target: «1.250,50|1250.50»
  - {id: b, title: B, unit: EUR, target: "«€1.250,50|€1250.50»"}
""",
    ),
    "T102": Case(
        "expired-goal",
        UNSAFE,
        """\
kpis:
  - id: a
    title: A
    period: 2025  # last year
«|    status: closed
»    target: ">= 5"
  - id: b
    title: B
    period: 2025
    status: «active|closed»
""",
    ),
}
