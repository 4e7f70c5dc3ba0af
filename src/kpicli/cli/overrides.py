"""What the command line of a check sets over the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.cli.output import Failure
from kpicli.fields.value import with_parts
from kpicli.findings import Severity
from kpicli.linter import unknown_selectors
from kpicli.rules.registry import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpicli.config.settings import CheckSettings


def overridden(
    settings: CheckSettings,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: Sequence[tuple[str, str]],
    per_file: Sequence[tuple[str, str]],
) -> CheckSettings:
    """The settings of `kpi.toml` with those of the command line over them.

    Raises:
        Failure: if a rule or a severity does not exist.
    """
    named = (*select, *ignore, *(rule for rule, _ in severity), *(rule for _, rule in per_file))
    for error in unknown_selectors(RULES, named):
        raise Failure(error.message, error.help)
    levels = {rule: _severity(level) for rule, level in severity}
    ignores = dict(settings.per_file_ignores)
    for glob, rule in per_file:
        ignores[glob] = (*ignores.get(glob, ()), rule)
    changes = {
        "select": select or settings.select,
        "ignore": (*settings.ignore, *ignore),
        "severity": {**settings.severity, **levels},
        "per_file_ignores": ignores,
    }
    return with_parts(settings, changes)


def pairs(values: Sequence[str]) -> list[tuple[str, str]]:
    """Options of the form `left=right`.

    Raises:
        Failure: if one has another form.
    """
    parts = [value.partition("=") for value in values]
    for left, sign, right in parts:
        if not (left and sign and right):
            raise Failure(f"`{left}{sign}{right}` has no `=` with something on both sides")
    return [(left.strip(), right.strip()) for left, _, right in parts]


def _severity(text: str) -> Severity:
    if text in tuple(Severity):
        return Severity(text)
    raise Failure(f"`{text}` is no severity", "the severities are error, warning and info")
