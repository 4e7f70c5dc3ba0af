"""The JSON Schema of `kpi.check/v1`; its tests hold it to what is printed."""

from __future__ import annotations

from kpicli.findings import Certainty, Safety, Severity
from kpicli.render.findings.json import SCHEMA
from kpicli.render.json_schema import (
    COUNT,
    DAY,
    PLACE,
    TEXT,
    Schema,
    defined,
    document,
    listed,
    one_of,
    or_null,
    said,
    table,
)


def check_schema() -> Schema:
    """The schema of what `kpi check --format json` prints.

    Its `finding` under `$defs` is that of a line of `--format jsonl`.
    """
    suppressed = {**defined("finding"), **table({"suppression": _SUPPRESSION})}
    fields = {
        "as_of": said("the day that the check takes for today", DAY),
        "summary": said("how much was looked at, and found", _SUMMARY),
        "findings": said(
            "what was found, in the order of files and places", listed(defined("finding"))
        ),
        "suppressed": said("what comments in the files suppress", listed(suppressed)),
    }
    words = "What `kpi check --format json` prints. Within a version keys are only ever added."
    return document(SCHEMA, words, fields, {"finding": table(_FINDING)})


_COMPARISON = table(
    {
        "known": said("findings of the baseline, which are left out", COUNT),
        "new": said("findings that it does not have", COUNT),
        "fixed": said("those of the baseline that are no longer found", COUNT),
    }
)
_PART = table(
    {
        "revision": said("the revision compared with, in words", TEXT),
        "goals": said("how many goals are affected by what changed since", COUNT),
    }
)
_SUMMARY = table(
    {
        "files": said("how many goal files there are", COUNT),
        "goals": said("how many goals they define", COUNT),
        "rules": said("how many rules were asked", COUNT),
        "errors": said("how many findings are errors", COUNT),
        "warnings": said("how many findings are warnings", COUNT),
        "infos": said("how many findings are infos", COUNT),
        "suppressed": said("how many findings are suppressed", COUNT),
        "baseline": said(
            "how it compares with `--baseline`, if that is given", or_null(_COMPARISON)
        ),
        "changed_since": said("the part that `--changed-since` asked for", _PART),
    },
    optional={"changed_since"},
)
_PLACE = {
    "path": said("the file, from the root of the goal repository", TEXT),
    "line": said("the line where it begins, from 1", PLACE),
    "column": said("the character in the line where it begins, from 1", PLACE),
    "end_line": said("the line where it ends", PLACE),
    "end_column": said("the character behind its last", PLACE),
}
_RELATED = table({**_PLACE, "message": said("what that place has to do with it", TEXT)})
_EDIT = table({**_PLACE, "text": said("what is to stand there instead", TEXT)})
_FIX = table(
    {
        "title": said("what the fix does, in words", TEXT),
        "safety": said("whether `--fix` makes it, or only with `--unsafe-fixes`", one_of(Safety)),
        "edits": said("the changes of the files", listed(_EDIT)),
    }
)
_FINDING = {
    "rule": said("the name of the rule", TEXT),
    "code": said("the code of the rule", TEXT),
    "severity": said("what to do about it: act, look, or know", one_of(Severity)),
    "certainty": said("how it is known", one_of(Certainty)),
    "message": said("what was found", TEXT),
    "help": said("what to do", or_null(TEXT)),
    "goals": said("the ids of the goals that it is about", listed(TEXT)),
    "location": said("where it stands", table(_PLACE)),
    "related": said("other places that have to do with it", listed(_RELATED)),
    "fingerprint": said("the same in every run, whatever the lines and the words", TEXT),
    "notes": said("the argument, step by step", listed(TEXT)),
    "fix": said("how it can be mended, where a program can", or_null(_FIX)),
}
_SUPPRESSION = said(
    "the comment that suppresses it",
    table(
        {
            "reason": said("the reason given", or_null(TEXT)),
            "until": said("the last day of it", or_null(DAY)),
        }
    ),
)
