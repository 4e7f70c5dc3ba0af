"""All rules, by family and then by the number of their codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.rules.achievable.target_already_met import TargetAlreadyMet
from kpicli.rules.conflict.disjoint_targets import DisjointTargets
from kpicli.rules.conflict.double_ownership import DoubleOwnership
from kpicli.rules.conflict.opposing_directions import OpposingDirections
from kpicli.rules.document.dangling_reference import DanglingReference
from kpicli.rules.document.duplicate_id import DuplicateId
from kpicli.rules.document.duplicate_key import DuplicateKey
from kpicli.rules.document.schema_error import SchemaError
from kpicli.rules.document.syntax_error import SyntaxError  # noqa: A004 - named after its rule
from kpicli.rules.document.unknown_field import UnknownField
from kpicli.rules.document.unreadable_file import UnreadableFile
from kpicli.rules.measurable.missing_target import MissingTarget
from kpicli.rules.measurable.prose_target import ProseTarget
from kpicli.rules.measurable.unknown_direction import UnknownDirection
from kpicli.rules.relevant.contribution_cycle import ContributionCycle
from kpicli.rules.relevant.orphan_kpi import OrphanKpi
from kpicli.rules.relevant.orphan_objective import OrphanObjective
from kpicli.rules.relevant.uncascaded_goal import UncascadedGoal
from kpicli.rules.specific.missing_owner import MissingOwner
from kpicli.rules.specific.vague_title import VagueTitle
from kpicli.rules.timebound.deadline_after_parent import DeadlineAfterParent
from kpicli.rules.timebound.expired_goal import ExpiredGoal
from kpicli.rules.timebound.missing_period import MissingPeriod

if TYPE_CHECKING:
    from kpicli.rules.rule import Rule

RULES: tuple[type[Rule], ...] = (
    SyntaxError,  # D001
    SchemaError,  # D002
    UnknownField,  # D003
    DuplicateKey,  # D004
    DuplicateId,  # D005
    DanglingReference,  # D006
    UnreadableFile,  # D007
    MissingOwner,  # S101
    VagueTitle,  # S102
    MissingTarget,  # M101
    ProseTarget,  # M104
    UnknownDirection,  # M107
    TargetAlreadyMet,  # A101
    OrphanKpi,  # R101
    OrphanObjective,  # R102
    UncascadedGoal,  # R103
    ContributionCycle,  # R106
    MissingPeriod,  # T101
    ExpiredGoal,  # T102
    DeadlineAfterParent,  # T103
    DisjointTargets,  # C101
    OpposingDirections,  # C102
    DoubleOwnership,  # C103
)
