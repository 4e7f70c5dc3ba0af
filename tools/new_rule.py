"""Begins a new rule: its file, its cases and its line in the registry.

Usage: python tools/new_rule.py FAMILY NAME [--code CODE]

FAMILY is the folder (`relevant`) or the letter (`R`) of a family, NAME the rule's name, which
states the fault: `closed-parent`. Without a code it takes the next free one of the family.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kpicli.rules.families import FAMILIES, Family, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "src" / "kpicli" / "rules"
REGISTRY = RULES / "registry.py"
_ENTRY = re.compile(r"    \w+,  # (?P<code>[A-Z][0-9]{3})\n")
_IMPORT = re.compile(r"from kpicli\.rules\.\w+\.\w+ import \w+.*\n")

_RULE = '''\
"""{code} {name}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import GoalRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import AnyGoal, Definition, Workspace


class {title}(GoalRule):
    """
    ## What it does
    Reports goals that …

    ## Why it matters
    …

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads  # error: [{name}]
        title: Raise qualified leads from 800 to 1,000
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
    ```
    """

    code = "{code}"
    name = "{name}"
    severity = Severity.WARNING
    certainty = Certainty.PROVED

    def check_goal(self, goal: Definition[AnyGoal], workspace: Workspace) -> Iterator[Finding]:
        """A finding for each …"""
        for parent, _ in workspace.parents(goal):
            goals = (goal.id, parent.id)
            yield self.finding(f"`{{goal.id}}` …", goal.at("id"), goals=goals, field="id")
'''

_CASES = """\
# {name}

## A near miss

```yaml title="goals.yaml"
kpis:
  - {{id: leads, title: Raise qualified leads}}
```
"""


def main(arguments: Sequence[str]) -> int:
    """Write the files of the rule that the arguments name; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("family", help="its folder or letter, such as relevant or R")
    parser.add_argument("name", help="the rule's name, such as closed-parent")
    parser.add_argument("--code", help="the rule's code; the next free one of the family")
    given = parser.parse_args(arguments)
    family = _family(given.family)
    code = given.code or (_next_code(family) if family else "")
    wrong = _objection(family, given.name, code)
    if wrong or family is None:
        parser.error(wrong)
    for path in _begin(family, given.name, code):
        print(path.relative_to(ROOT))
    return 0


def _family(word: str) -> Family | None:
    return next((part for part in FAMILIES if word in {part.letter, part.folder}), None)


def _objection(family: Family | None, name: str, code: str) -> str:
    """What speaks against such a rule, empty where nothing does."""
    if family is None:
        return f"the families are {', '.join(part.folder for part in FAMILIES)}"
    if not re.fullmatch(r"[a-z]+(?:-[a-z]+)+", name):
        return f"`{name}` is no rule name: small letters, words joined by `-`"
    if not re.fullmatch(rf"{family.letter}[0-9]{{3}}", code):
        return f"`{code}` is no code of this family: {family.letter} and three digits"
    if code in _codes():
        return f"the code {code} is taken"
    if _rule_file(family, name).exists():
        return f"there is a rule `{name}`"
    return ""


def _codes() -> list[str]:
    return [found["code"] for found in _ENTRY.finditer(REGISTRY.read_text("utf-8"))]


def _next_code(family: Family) -> str:
    taken = [int(code[1:]) for code in _codes() if code[0] == family.letter]
    return f"{family.letter}{max([100, *taken]) + 1}"


def _rule_file(family: Family, name: str) -> Path:
    return RULES / family.folder / f"{name.replace('-', '_')}.py"


def _begin(family: Family, name: str, code: str) -> tuple[Path, ...]:
    """Write the three files, and the family's own where this is its first rule."""
    title = "".join(part.capitalize() for part in name.split("-"))
    rule = _rule_file(family, name)
    cases = ROOT / "tests" / "rules" / family.folder / f"{name}.md"
    for path, text in ((rule, _RULE), (cases, _CASES)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(code=code, name=name, title=title), "utf-8")
    package = rule.with_name("__init__.py")
    if not package.exists():
        package.write_text(f'"""{family.about}"""\n', "utf-8")
    module = f"from kpicli.rules.{family.folder}.{rule.stem} import {title}\n"
    REGISTRY.write_text(_registered(REGISTRY.read_text("utf-8"), module, title, code), "utf-8")
    return rule, cases, REGISTRY


def _registered(registry: str, module: str, title: str, code: str) -> str:
    """The registry with the rule's import and entry, both in their order."""
    imports = list(_IMPORT.finditer(registry))
    before = [found for found in imports if found[0] < module]
    at = before[-1].end() if before else imports[0].start()
    registry = f"{registry[:at]}{module}{registry[at:]}"
    entries = list(_ENTRY.finditer(registry))
    earlier = [found for found in entries if place_of(found["code"]) < place_of(code)]
    at = earlier[-1].end() if earlier else entries[0].start()
    return f"{registry[:at]}    {title},  # {code}\n{registry[at:]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
