"""What rules and loaders say: findings, and the vocabulary that describes them."""

from kpicli.findings.finding import Finding, Label
from kpicli.findings.fix import (
    Edit,
    Fix,
    QuoteValue,
    RemoveKey,
    RemoveRepeat,
    RenameKey,
    ReplaceComment,
    Safety,
    SetValue,
)
from kpicli.findings.loading import (
    DANGLING_REFERENCE,
    DUPLICATE_ID,
    DUPLICATE_KEY,
    LOADING_RULES,
    SCHEMA_ERROR,
    SYNTAX_ERROR,
    UNKNOWN_FIELD,
    UNREADABLE_FILE,
    loading_finding,
)
from kpicli.findings.meant import meant_fields
from kpicli.findings.rule_id import Certainty, RuleId, Severity
from kpicli.findings.suggest import did_you_mean, nearest, suggestion

__all__ = [
    "DANGLING_REFERENCE",
    "DUPLICATE_ID",
    "DUPLICATE_KEY",
    "LOADING_RULES",
    "SCHEMA_ERROR",
    "SYNTAX_ERROR",
    "UNKNOWN_FIELD",
    "UNREADABLE_FILE",
    "Certainty",
    "Edit",
    "Finding",
    "Fix",
    "Label",
    "QuoteValue",
    "RemoveKey",
    "RemoveRepeat",
    "RenameKey",
    "ReplaceComment",
    "RuleId",
    "Safety",
    "SetValue",
    "Severity",
    "did_you_mean",
    "loading_finding",
    "meant_fields",
    "nearest",
    "suggestion",
]
