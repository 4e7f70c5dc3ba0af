"""D101 ambiguous-scalar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.fields.invalid import shown
from kpicli.findings import Certainty, Finding, Fix, QuoteValue, Safety, Severity
from kpicli.rules.document.named import Name, names_of
from kpicli.rules.document.readings import ambiguous, other_reading
from kpicli.rules.rule import Rule
from kpicli.source import Route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import Workspace

_QUOTED = ("'", '"', "|", ">", "!", "&")


class AmbiguousScalar(Rule):
    """
    ## What it does
    Reports ids, units, owners, teams, segments and tags written without quotes that YAML may read
    as a number, a boolean or a date: `012`, `on`, `no`, `2026-01-01`. `kpi` takes them as they
    were written. `null` and `~` count as if the key were not there.

    ## Why it matters
    YAML 1.1 and 1.2 differ in what these words are: for one program `no` is a text and for the
    next it is false, `012` is ten or twelve. Whatever else reads the file will see another value.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: lights
        title: Hours with the lights on
        unit: on  # error: [ambiguous-scalar] "boolean"
        team: 012  # error: [ambiguous-scalar] "number"
        target: 50
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: lights
        title: Hours with the lights on
        unit: h
        team: "012"
        target: 50
    ```

    ## Fix
    Safe: puts the word in quotes.
    """

    code = "D101"
    name = "ambiguous-scalar"
    severity = Severity.WARNING
    certainty = Certainty.PROVED

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """A finding for each such word that has no quotes."""
        suspects = {name.label: name for name in names_of(workspace, ambiguous)}
        # The models do not know of quotes: only files with such a word are read again.
        texts = workspace.texts(suspects) if suspects else {}
        for label, name in suspects.items():
            written = texts.get(label, "")
            if written and not written.startswith(_QUOTED):
                yield self._finding(name)

    def _finding(self, name: Name) -> Finding:
        return self.finding(
            f"{shown(name.text)} in `{name.field}` of `{name.id}` may be read as "
            f"{other_reading(name.text)}",
            name.label,
            goals=(name.id,),
            field=name.field,
            help=f'write "{name.text}", in quotes',
            fix=_fix(name),
        )


def _fix(name: Name) -> Fix | None:
    label = name.label
    if not isinstance(label.place, Route):
        return None
    edit = QuoteValue(label.path, label.place)
    return Fix(f"Put {shown(name.text)} in quotes", (edit,), Safety.SAFE)
