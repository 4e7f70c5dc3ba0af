"""Goal files in which 29 is recorded for the KPI `a` on 2026-02-28: what comes in is in «».

What «old|new» marks is replaced.
"""

from __future__ import annotations

CASES = {
    "block, last": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals:
      2026-01-31: 12
«      2026-02-28: 29
»\
""",
    "block, first: below the key, and the comment stays with its value": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals:   # monthly
«      2026-02-28: 29
»      # estimated
      2026-03-31: 12
""",
    "block, between: the comment above the next one stays with it": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals:
      2026-01: 12  # first
«      2026-02-28: 29
»
      # after the fair
      2026-03: 15
""",
    "block, latest first": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals:
      2026-03-31: 15
«      2026-02-28: 29
»      2026-01-31: 12
""",
    "block, in no order: behind the last earlier day": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals:
      2026-03-31: 15
      2026-01-31: 12
«      2026-02-28: 29
»      2026-04-30: 1
""",
    "odd indentation, and another KPI below": """\
kpis:
   -    id: a
        title: A
        actuals:
           2026-01-31:    12
«           2026-02-28: 29
»   -    id: b
        title: B
""",
    "list not indented, comments with tabs": """\
kpis:
- id: a\t# the\tfirst
  title: A
  actuals:\t# all
    2026-01-31: 12\t# one
«    2026-02-28: 29
»# end\t
""",
    "CRLF": """\
kpis:
  - id: a
    title: A
    actuals:
      2026-01-31: 12
«      2026-02-28: 29
»\
""".replace("\n", "\r\n"),
    "no last line break": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals:
      2026-01-31: 12«
      2026-02-28: 29»\
""",
    "CRLF and no last line break": """\
kpis:
  - {id: b, title: B}
  - id: a
    title: A
    target: 3«
    actuals:
      2026-02-28: 29»\
""".replace("\n", "\r\n"),
    "carriage returns alone": """\
kpis:
  - id: a
    title: A
    actuals:
      2026-01-31: 12
«      2026-02-28: 29
»\
""".replace("\n", "\r"),
    "byte order mark": """\
\ufeffkpis:
  - {id: a, title: A, actuals: {2026-01-31: 12«, 2026-02-28: 29»}}
""",
    "letters beyond ASCII before the place": """\
kpis:
  - id: a
    title: Zürich 🎯 \u2028 東京
    actuals: {2026-01-31: 12«, 2026-02-28: 29»}
""",
    "flow, empty": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals: {«2026-02-28: 29»}
""",
    "flow, first": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals: { 2026-0«2-28: 29, 2026-0»3-31: 12 } # q
""",
    "flow, last, with a note that holds brackets": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals: {2026-01-31: {value: 12, note: "a } b, c"}«, 2026-02-28: 29»}
""",
    "flow on several lines, with commas behind": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals: {
      2026-01-31: 12,  # first
«      2026-02-28: 29,
»      2026-03-31: 15,
    }
""",
    "flow on several lines, last, without a comma: on the same line": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals: {
      2026-01-30: 11,
      2026-01-31: 12«, 2026-02-28: 29»
    }
""",
    "flow on several lines, first": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals: {
«      2026-02-28: 29,
»      2026-03-31: 15
    }
""",
    "flow, wrapped": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals: {2026-01-29: 1, 2026-01-30: 2,« 2026-02-28: 29,»
      2026-03-30: 3, 2026-03-31: 4}
""",
    "JSON": """\
{"kpis": [{"id": "a", "title": "A", "actuals": {"2026-01-31":12«, "2026-02-28": 29»}}]}
""",
    "JSON without actuals": """\
{"kpis": [{"id": "a", "title": "A"«, "actuals": {"2026-02-28": 29}»}]}\
""",
    "keys in quotes": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals:
      '2026-01-31': 12
«      '2026-02-28': 29
»\
""",
    "no actuals, block": """\
kpis:
  - id: a
    title: A
    period: 2026
    target: 5   # agreed
«    actuals:
      2026-02-28: 29
»
    # later

teams: []
""",
    "no actuals, indented as the rest": """\
kpis:
  - id: a
    title: A
    period: 2026
    meta:
        x: 1
    tags:
    - b
    - c
«    actuals:
        2026-02-28: 29
»\
""",
    "no actuals, flow": """\
kpis: [{id: a, title: A«, actuals: {2026-02-28: 29}»}, {id: b, title: B}]
""",
    "no actuals, the last value is a folded text": """\
kpis:
  - id: a
    title: A
    period: 2026
    description: >-
      One
      two
«    actuals:
      2026-02-28: 29
»

metrics: []
""",
    "no actuals, the last value goes over lines": """\
kpis:
  - id: a
    title: A
    period: 2026
    description: "One
      two"  # said
«    actuals:
      2026-02-28: 29
»\
""",
    "no actuals, the last key has no value": """\
kpis:
  - id: a
    title: A
    period: 2026
    owner:
«    actuals:
      2026-02-28: 29
»\
""",
    "actuals without a value": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals:   # to come
«      2026-02-28: 29
»    target: 3
""",
    "actuals are null": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals: «~|{2026-02-28: 29}» # none
""",
    "actuals without a value, flow": """\
kpis: [{id: a, title: A, actuals: «{2026-02-28: 29}», target: 3}]
""",
    "the day waits for its value": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals:
      2026-01-31: 12
      2026-02: «29 »  # due
      2026-03:
""",
    "the day waits for its value, flow": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals: {2026-01: 1, 2026-02: «29», 2026-03: null}
""",
    "behind a day that waits, flow": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals: {2026-01: , 2026-0«2-28: 29, 2026-0»3: 3}
""",
    "behind a day that waits": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals:
      2026-01:
«      2026-02-28: 29
»\
""",
    "behind a map in block style with a text": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals:
      2026-01-31:
        value: 12
        note: |
          Long,
          longer
«      2026-02-28: 29
»
      2026-03-31: 5
""",
    "values through aliases, and a map with an anchor of its own": """\
kpis:
  - id: a
    title: A
    period: 2026
    baseline: &start 12
    actuals: &mine
      2026-01-31: *start
«      2026-02-28: 29
»      2026-03-31: 5
""",
    "a KPI with merged fields and its own actuals": """\
defaults: &d {team: t}
kpis:
  - <<: *d
    id: a
    title: A
    actuals:
      2026-01-31: 12
«      2026-02-28: 29
»teams:
  - {id: t}
""",
    "nested in an objective": """\
objectives:
  - id: o
    title: O
    kpis:
      - id: b
        title: B
      - id: a
        title: A
«        actuals:
          2026-02-28: 29
»    team: t
""",
    "document marks": """\
%YAML 1.2
---
kpis:
  - id: a
    title: A
«    actuals:
      2026-02-28: 29
»...
""",
    "the item begins below its dash": """\
kpis:
  -
    id: a
    title: A
«    actuals:
      2026-02-28: 29
»\
""",
    "keys with question marks": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals:
      ? 2026-01-31
      : 12
«      2026-02-28: 29
»\
""",
    "blank lines with blanks in them": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals:
      2026-01-31: 12  \x20
«      2026-02-28: 29
»  \x20
\x20
""",
    "a long line": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals: {2026-01-31: {value: 12, note: 'XX'}«, 2026-02-28: 29»}
""".replace("XX", "x" * 5000),
}
FORCED = {
    "a number": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals:
      2026-02-28: «29|30» # so far
""",
    "in quotes": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals: {2026-02-28: «'29'|30», 2026-03: 1}
""",
    "under a period": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals:
      2026-02: «29|30»
""",
    "in a map": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals: {2026-02-28: {note: Two left, value: «29|30»}}
""",
    "in a map in block style": """\
kpis:
  - id: a
    title: A
    period: 2026
    actuals:
      2026-02-28:
        value: «29|30»   # counted
        note: Two left
""",
}
"""The same where 30 replaces 29."""
