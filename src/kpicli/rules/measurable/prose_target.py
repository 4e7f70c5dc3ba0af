"""M104 prose-target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.fields.invalid import shown
from kpicli.findings import Certainty, Finding, Fix, Label, Safety, SetValue, Severity
from kpicli.models.target import Form, Target, parse_target
from kpicli.rules.document.placeholders import placeholder_value
from kpicli.rules.rule import KpiRule
from kpicli.rules.specific.malformed import malformed_quantity
from kpicli.source import Route

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.models.goal import Kpi
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

    ## Fix
    Unsafe: writes the structured form where the words can be read. A date among them goes with
    them: the period has to say when.
    """

    code = "M104"
    name = "prose-target"
    severity = Severity.ERROR
    certainty = Certainty.PROVED

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs whose target is words."""
        return workspace.groups.kpis_by_form.get(Form.PROSE, ())

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if its target is words."""
        target = kpi.model.target
        if target is None or target.form is not Form.PROSE or _has_rule_of_its_own(target):
            return
        has_levels = target.commit is not None or target.stretch is not None
        label = kpi.at("target", *(("target",) if has_levels else ()))
        form = _structured(target.text, workspace.scale(kpi))
        yield self.finding(
            f"the target of `{kpi.id}` is words: {shown(target.text.strip())}",
            label,
            goals=(kpi.id,),
            field="target",
            help=_remedy(target.text, form),
            fix=_fix(label, form) if form else None,
        )


def _has_rule_of_its_own(target: Target) -> bool:
    """Whether the words are a placeholder or a malformed number, which other rules report."""
    return bool(placeholder_value(target.text) or malformed_quantity(target))


def _structured(text: str, scale: Scale) -> str | None:
    """The target that the words mean, where they can be read."""
    from kpicli.rules.measurable.prose import read_prose  # noqa: PLC0415 - its patterns cost 5 ms

    reading = read_prose(text)
    if reading is None:
        return None
    return reading.text if _converts(reading.text, scale) else reading.without_unit().text


def _remedy(text: str, form: str | None) -> str:
    from kpicli.rules.measurable.prose import is_unstated  # noqa: PLC0415 - see above

    if form is not None:
        return f"write `target: {_quoted(form)}`"
    if is_unstated(text):
        return "give a number; until it is known, set `status: draft`"
    return "write a target such as 50, +20%, '>= 95%', 45..55 or complete"


def _fix(label: Label, form: str) -> Fix | None:
    if not isinstance(label.place, Route):
        return None
    edit = SetValue(label.path, label.place, form)
    return Fix(f"Write the target as `{form}`", (edit,), Safety.UNSAFE)


def _converts(text: str, scale: Scale) -> bool:
    """Whether the quantities of a suggested target are in a unit that the KPI's numbers take."""
    target = parse_target(text)
    bounds = target.bounds
    quantities = (target.quantity, bounds.low if bounds else None, bounds.high if bounds else None)
    return all(part is None or scale.number(part) is not None for part in quantities)


def _quoted(text: str) -> str:
    """As YAML needs it: a plain text may not begin with `>`."""
    return f"'{text}'" if text.startswith((">", "<")) else text
