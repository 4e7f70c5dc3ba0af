"""M104 prose-target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.invalid import shown
from kpicli.models.target import Form, parse_target
from kpicli.rules.document.placeholders import placeholder_value
from kpicli.rules.rule import KpiRule
from kpicli.rules.specific.malformed import malformed_quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.goal import Kpi
    from kpicli.models.target import Target
    from kpicli.workspace import Definition, Workspace
    from kpicli.workspace.commitment import Scale


class ProseTarget(KpiRule):
    """
    ## What it does
    Reports targets that are words instead of a number, a bound, a range or `complete`. Where the
    words can be read, the structured form is suggested; "Unknown", "Confidential" and "see the
    dashboard" are words too. "TBD" is a `placeholder-text`, `250,0000` a `malformed-number`.

    ## Why it matters
    Words cannot be compared with a value: the KPI has no progress and no status, and takes no
    part in roll-ups and proofs.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: uptime
        title: Uptime of the shop
        unit: "%"
        target: At or above 99.9%  # error: [prose-target] "'>= 99.9%'"
      - id: margin
        title: Gross margin
        target: Unknown  # error: [prose-target] "status: draft"
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: uptime
        title: Uptime of the shop
        unit: "%"
        target: ">= 99.9%"
      - id: launch
        title: Launch the partner portal
        target: complete
    ```
    """

    code = "M104"
    name = "prose-target"
    severity = Severity.ERROR
    certainty = Certainty.PROVED

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if its target is words."""
        target = kpi.model.target
        if target is None or target.form is not Form.PROSE or _has_rule_of_its_own(target):
            return
        has_levels = target.commit is not None or target.stretch is not None
        yield self.finding(
            f"the target of `{kpi.id}` is words: {shown(target.text.strip())}",
            kpi.at("target", *(("target",) if has_levels else ())),
            goals=(kpi.id,),
            field="target",
            help=_remedy(target.text, workspace.scale(kpi)),
        )


def _has_rule_of_its_own(target: Target) -> bool:
    """Whether the words are a placeholder or a malformed number, which other rules report."""
    return bool(placeholder_value(target.text) or malformed_quantity(target))


def _remedy(text: str, scale: Scale) -> str:
    from kpicli.rules.measurable.prose import (  # noqa: PLC0415 - its patterns cost 5 ms
        is_unstated,
        read_prose,
    )

    reading = read_prose(text)
    if reading is not None:
        fits = _converts(reading.text, scale)
        return f"write `target: {_quoted(reading.text if fits else reading.without_unit().text)}`"
    if is_unstated(text):
        return "give a number; until it is known, set `status: draft`"
    return "write a target such as 50, +20%, '>= 95%', 45..55 or complete"


def _converts(text: str, scale: Scale) -> bool:
    """Whether the quantities of a suggested target are in a unit that the KPI's numbers take."""
    target = parse_target(text)
    bounds = target.bounds
    quantities = (target.quantity, bounds.low if bounds else None, bounds.high if bounds else None)
    return all(part is None or scale.number(part) is not None for part in quantities)


def _quoted(text: str) -> str:
    """As YAML needs it: a plain text may not begin with `>`."""
    return f"'{text}'" if text.startswith((">", "<")) else text
