"""Which rules run, at which severity, with which options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.fields.invalid import refusals_in
from kpicli.fields.read import read
from kpicli.fields.value import fields_of
from kpicli.findings import LOADING_RULES, Severity, did_you_mean
from kpicli.rules.names import current_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kpicli.config.settings import CheckSettings
    from kpicli.rules.rule import Rule, RuleOptions

ALL = "ALL"
_BY_NAME = 100
_ALWAYS_ON = frozenset(rule.name for rule in LOADING_RULES)


class ActiveRule(Struct, frozen=True):
    """A rule that runs, and the severity that the settings give it.

    Without one each finding keeps the severity that the rule gave it.
    """

    rule: Rule
    severity: Severity | None = None


class SelectionError(Struct, frozen=True):
    """A name, code or option that does not exist: what is wrong, and the nearest that exists."""

    message: str
    help: str | None
    keys: tuple[str, ...]
    """The way to the setting in `kpi.toml`."""


def select_rules(
    rules: Sequence[type[Rule]], settings: CheckSettings
) -> tuple[tuple[ActiveRule, ...], tuple[SelectionError, ...]]:
    """The rules to run, and what the settings name that does not exist.

    Of `select` and `ignore` the more specific wins: a name or code over a prefix, a longer prefix
    over a shorter, and `ignore` where both are equal. The loading rules always run.
    """
    errors = [*_unknown_selectors(rules, settings), *_unknown_rules(rules, settings)]
    active: list[ActiveRule] = []
    for rule in rules:
        options, wrong = _options(rule, settings.options)
        errors += wrong
        if is_selected(rule, settings):
            severity = None if rule.name in _ALWAYS_ON else _severity(rule, settings)
            active.append(ActiveRule(rule(options), severity))
    return tuple(active), tuple(errors)


def matches(rule: type[Rule], selector: str) -> bool:
    """Whether a name, a code, a prefix of a code or `ALL` means a rule."""
    return _specificity(rule, selector) > 0


def strongest(rule: type[Rule], selectors: Iterable[str]) -> str | None:
    """The most specific of the selectors that mean a rule, the first of equals; none if none do."""
    found = max(selectors, key=lambda selector: _specificity(rule, selector), default="")
    return found if matches(rule, found) else None


def is_selected(rule: type[Rule], settings: CheckSettings) -> bool:
    """Whether the settings let a rule run."""
    wanted = max((_specificity(rule, part) for part in settings.select), default=0)
    unwanted = max((_specificity(rule, part) for part in settings.ignore), default=0)
    least = _BY_NAME if rule.runs_only_by_name else 1
    return rule.name in _ALWAYS_ON or (wanted > unwanted and wanted >= least)


def options_key(rule: type[Rule], given: Iterable[str]) -> str | None:
    """The name, code or former name under which the options of a rule are given, if they are."""
    return next((key for key in given if current_name(key) in {rule.name, rule.code}), None)


def _specificity(rule: type[Rule], selector: str) -> int:
    if selector == ALL:
        return 1
    if current_name(selector) in {rule.name, rule.code}:
        return _BY_NAME
    is_prefix = selector[:1].isupper() and rule.code.startswith(selector)
    return 1 + len(selector) if is_prefix else 0


def _severity(rule: type[Rule], settings: CheckSettings) -> Severity | None:
    """The severity that the most specific setting gives, none without any."""
    found = strongest(rule, settings.severity) if settings.severity else None
    return settings.severity[found] if found else None


def _unknown_selectors(
    rules: Sequence[type[Rule]], settings: CheckSettings
) -> Iterable[SelectionError]:
    lists: dict[tuple[str, ...], Iterable[str]] = {
        ("check", "select"): settings.select,
        ("check", "ignore"): settings.ignore,
        **{("check", "severity", name): (name,) for name in settings.severity},
    }
    lists |= {
        ("check", "per_file_ignores", glob): names
        for glob, names in settings.per_file_ignores.items()
    }
    for keys, selectors in lists.items():
        yield from unknown_selectors(rules, selectors, keys)


def unknown_selectors(
    rules: Sequence[type[Rule]], selectors: Iterable[str], keys: tuple[str, ...] = ()
) -> Iterator[SelectionError]:
    """An error for each selector that means no rule; `keys` lead to the setting it stands in."""
    for selector in selectors:
        if selector != ALL and not any(matches(rule, selector) for rule in rules):
            yield _unknown(rules, selector, keys)


def _unknown_rules(
    rules: Sequence[type[Rule]], settings: CheckSettings
) -> Iterable[SelectionError]:
    for key in settings.options:
        if not any(current_name(key) in {rule.name, rule.code} for rule in rules):
            yield _unknown(rules, key, ("check", "options", key))


def _unknown(rules: Sequence[type[Rule]], selector: str, keys: tuple[str, ...]) -> SelectionError:
    known = (key for rule in rules for key in (rule.name, rule.code))
    near = did_you_mean(selector, known)
    return SelectionError(f"there is no rule `{selector}`", near or "`kpi rules` lists them", keys)


def _options(
    rule: type[Rule], given: Mapping[str, Mapping[str, object]]
) -> tuple[RuleOptions | None, list[SelectionError]]:
    if not given:
        return None, []
    key = options_key(rule, given)
    if key is None:
        return _options_alike(rule, given), []
    try:
        return read(rule.Options, given[key]), []
    except ValueError as error:
        from kpicli.config.refused import refused_words  # noqa: PLC0415 - most settings are right

        return None, [
            _unknown_option(rule, (key, *map(str, part["loc"])))
            if part["type"] == "extra_forbidden"
            else _wrong_option((key, *map(str, part["loc"])), *refused_words(part))
            for part in refusals_in(error)
        ]


def _options_alike(
    rule: type[Rule], given: Mapping[str, Mapping[str, object]]
) -> RuleOptions | None:
    """The options of the rule that this one goes by; what is wrong with them is told there."""
    key = next(
        (key for key in given if rule.options_as and current_name(key) == rule.options_as), ""
    )
    mine = {
        name: value for name, value in given.get(key, {}).items() if name in rule.Options.fields
    }
    try:
        return read(rule.Options, mine) if mine else None
    except ValueError:
        return None


def _unknown_option(rule: type[Rule], location: tuple[str, ...]) -> SelectionError:
    known = fields_of(rule.Options)
    listed = f"its options are {', '.join(known)}" if known else "it has no options"
    message = f"`{rule.name}` has no option `{location[-1]}`"
    near = did_you_mean(location[-1], known)
    return SelectionError(message, near or listed, ("check", "options", *location))


def _wrong_option(location: tuple[str, ...], words: str, remedy: str | None) -> SelectionError:
    keys = ("check", "options", *location)
    return SelectionError(f"`{'.'.join(keys)}`: {words}", remedy, keys)
