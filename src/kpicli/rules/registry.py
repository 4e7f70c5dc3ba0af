"""All rules, by family and then by the number of their codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.rules.achievable.misordered_levels import MisorderedLevels
from kpicli.rules.achievable.sandbagged_target import SandbaggedTarget
from kpicli.rules.achievable.target_already_met import TargetAlreadyMet
from kpicli.rules.achievable.target_beyond_benchmark import TargetBeyondBenchmark
from kpicli.rules.achievable.target_out_of_range import TargetOutOfRange
from kpicli.rules.achievable.unprecedented_pace import UnprecedentedPace
from kpicli.rules.achievable.unreachable_pace import UnreachablePace
from kpicli.rules.balance.lagging_only import LaggingOnly
from kpicli.rules.balance.missing_guardrail import MissingGuardrail
from kpicli.rules.balance.perspective_gap import PerspectiveGap
from kpicli.rules.balance.too_many_kpis import TooManyKpis
from kpicli.rules.balance.too_many_objectives import TooManyObjectives
from kpicli.rules.conflict.conflicting_actuals import ConflictingActuals
from kpicli.rules.conflict.contested_lever import ContestedLever
from kpicli.rules.conflict.contradictory_contribution import ContradictoryContribution
from kpicli.rules.conflict.disjoint_targets import DisjointTargets
from kpicli.rules.conflict.double_ownership import DoubleOwnership
from kpicli.rules.conflict.expired_tension import ExpiredTension
from kpicli.rules.conflict.failing_guardrail import FailingGuardrail
from kpicli.rules.conflict.infeasible_targets import InfeasibleTargets
from kpicli.rules.conflict.infeasible_under_assumption import InfeasibleUnderAssumption
from kpicli.rules.conflict.opposing_directions import OpposingDirections
from kpicli.rules.conflict.over_allocated_resource import OverAllocatedResource
from kpicli.rules.conflict.self_contradictory_target import SelfContradictoryTarget
from kpicli.rules.conflict.undecided_feasibility import UndecidedFeasibility
from kpicli.rules.conflict.unused_tension import UnusedTension
from kpicli.rules.document.ambiguous_scalar import AmbiguousScalar
from kpicli.rules.document.dangling_reference import DanglingReference
from kpicli.rules.document.duplicate_id import DuplicateId
from kpicli.rules.document.duplicate_key import DuplicateKey
from kpicli.rules.document.expired_suppression import ExpiredSuppression
from kpicli.rules.document.placeholder_text import PlaceholderText
from kpicli.rules.document.schema_error import SchemaError
from kpicli.rules.document.syntax_error import SyntaxError  # noqa: A004 - named after its rule
from kpicli.rules.document.unexplained_suppression import UnexplainedSuppression
from kpicli.rules.document.unknown_field import UnknownField
from kpicli.rules.document.unreadable_file import UnreadableFile
from kpicli.rules.document.unused_definition import UnusedDefinition
from kpicli.rules.document.unused_suppression import UnusedSuppression
from kpicli.rules.history.codeowners_mismatch import CodeownersMismatch
from kpicli.rules.history.dropped_while_behind import DroppedWhileBehind
from kpicli.rules.history.extended_deadline import ExtendedDeadline
from kpicli.rules.history.inactive_owner import InactiveOwner
from kpicli.rules.history.loosened_target import LoosenedTarget
from kpicli.rules.history.moved_baseline import MovedBaseline
from kpicli.rules.history.redefined_metric import RedefinedMetric
from kpicli.rules.history.reduced_weight import ReducedWeight
from kpicli.rules.history.rewritten_actual import RewrittenActual
from kpicli.rules.measurable.actual_out_of_range import ActualOutOfRange
from kpicli.rules.measurable.contradictory_direction import ContradictoryDirection
from kpicli.rules.measurable.missing_baseline import MissingBaseline
from kpicli.rules.measurable.missing_source import MissingSource
from kpicli.rules.measurable.missing_target import MissingTarget
from kpicli.rules.measurable.missing_unit import MissingUnit
from kpicli.rules.measurable.never_measured import NeverMeasured
from kpicli.rules.measurable.prose_target import ProseTarget
from kpicli.rules.measurable.share_for_percent import ShareForPercent
from kpicli.rules.measurable.unit_mismatch import UnitMismatch
from kpicli.rules.measurable.unknown_direction import UnknownDirection
from kpicli.rules.progress.flat_actuals import FlatActuals
from kpicli.rules.progress.likely_miss import LikelyMiss
from kpicli.rules.progress.overdue_review import OverdueReview
from kpicli.rules.progress.stale_actuals import StaleActuals
from kpicli.rules.progress.unlikely_jump import UnlikelyJump
from kpicli.rules.progress.watermelon_status import WatermelonStatus
from kpicli.rules.relevant.closed_parent import ClosedParent
from kpicli.rules.relevant.contribution_cycle import ContributionCycle
from kpicli.rules.relevant.goalless_team import GoallessTeam
from kpicli.rules.relevant.inverted_cascade import InvertedCascade
from kpicli.rules.relevant.orphan_kpi import OrphanKpi
from kpicli.rules.relevant.orphan_objective import OrphanObjective
from kpicli.rules.relevant.skipped_level import SkippedLevel
from kpicli.rules.relevant.unagreed_goal import UnagreedGoal
from kpicli.rules.relevant.uncascaded_goal import UncascadedGoal
from kpicli.rules.relevant.unmeasured_objective import UnmeasuredObjective
from kpicli.rules.rollup.averaged_ratios import AveragedRatios
from kpicli.rules.rollup.double_counted_contribution import DoubleCountedContribution
from kpicli.rules.rollup.formula_cycle import FormulaCycle
from kpicli.rules.rollup.invalid_weights import InvalidWeights
from kpicli.rules.rollup.mixed_units import MixedUnits
from kpicli.rules.rollup.overshoot import Overshoot
from kpicli.rules.rollup.shortfall import Shortfall
from kpicli.rules.specific.activity_title import ActivityTitle
from kpicli.rules.specific.compound_title import CompoundTitle
from kpicli.rules.specific.duplicate_title import DuplicateTitle
from kpicli.rules.specific.malformed_number import MalformedNumber
from kpicli.rules.specific.missing_owner import MissingOwner
from kpicli.rules.specific.title_direction_mismatch import TitleDirectionMismatch
from kpicli.rules.specific.title_target_mismatch import TitleTargetMismatch
from kpicli.rules.specific.unaccountable_owner import UnaccountableOwner
from kpicli.rules.specific.vague_title import VagueTitle
from kpicli.rules.timebound.cadence_exceeds_period import CadenceExceedsPeriod
from kpicli.rules.timebound.deadline_after_parent import DeadlineAfterParent
from kpicli.rules.timebound.expired_goal import ExpiredGoal
from kpicli.rules.timebound.future_actual import FutureActual
from kpicli.rules.timebound.misplaced_interim_target import MisplacedInterimTarget
from kpicli.rules.timebound.missing_period import MissingPeriod
from kpicli.rules.timebound.period_outside_parent import PeriodOutsideParent
from kpicli.rules.timebound.title_deadline_mismatch import TitleDeadlineMismatch

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
    AmbiguousScalar,  # D101
    PlaceholderText,  # D102
    UnusedSuppression,  # D103
    ExpiredSuppression,  # D104
    UnexplainedSuppression,  # D105
    UnusedDefinition,  # D106
    MissingOwner,  # S101
    VagueTitle,  # S102
    CompoundTitle,  # S103
    DuplicateTitle,  # S104
    ActivityTitle,  # S105
    TitleTargetMismatch,  # S106
    TitleDirectionMismatch,  # S107
    UnaccountableOwner,  # S108
    MalformedNumber,  # S109
    MissingTarget,  # M101
    MissingBaseline,  # M102
    MissingUnit,  # M103
    ProseTarget,  # M104
    MissingSource,  # M105
    NeverMeasured,  # M106
    UnknownDirection,  # M107
    ContradictoryDirection,  # M108
    UnitMismatch,  # M109
    ActualOutOfRange,  # M110
    ShareForPercent,  # M111
    TargetAlreadyMet,  # A101
    TargetOutOfRange,  # A102
    TargetBeyondBenchmark,  # A103
    UnreachablePace,  # A104
    UnprecedentedPace,  # A105
    SandbaggedTarget,  # A106
    MisorderedLevels,  # A107
    OrphanKpi,  # R101
    OrphanObjective,  # R102
    UncascadedGoal,  # R103
    UnmeasuredObjective,  # R104
    ClosedParent,  # R105
    ContributionCycle,  # R106
    InvertedCascade,  # R107
    SkippedLevel,  # R108
    GoallessTeam,  # R109
    UnagreedGoal,  # R110
    MissingPeriod,  # T101
    ExpiredGoal,  # T102
    DeadlineAfterParent,  # T103
    PeriodOutsideParent,  # T104
    CadenceExceedsPeriod,  # T105
    MisplacedInterimTarget,  # T106
    TitleDeadlineMismatch,  # T107
    FutureActual,  # T108
    DisjointTargets,  # C101
    OpposingDirections,  # C102
    DoubleOwnership,  # C103
    InfeasibleTargets,  # C104
    InfeasibleUnderAssumption,  # C105
    SelfContradictoryTarget,  # C106
    UndecidedFeasibility,  # C107
    ContestedLever,  # C108
    ContradictoryContribution,  # C109
    FailingGuardrail,  # C110
    OverAllocatedResource,  # C111
    ConflictingActuals,  # C112
    ExpiredTension,  # C113
    UnusedTension,  # C114
    Shortfall,  # U101
    Overshoot,  # U102
    MixedUnits,  # U103
    AveragedRatios,  # U104
    DoubleCountedContribution,  # U105
    InvalidWeights,  # U106
    FormulaCycle,  # U107
    StaleActuals,  # P101
    WatermelonStatus,  # P102
    OverdueReview,  # P103
    LikelyMiss,  # P104
    FlatActuals,  # P105
    UnlikelyJump,  # P106
    LoosenedTarget,  # H101
    RedefinedMetric,  # H102
    RewrittenActual,  # H103
    DroppedWhileBehind,  # H104
    ExtendedDeadline,  # H105
    MovedBaseline,  # H106
    ReducedWeight,  # H107
    InactiveOwner,  # H108
    CodeownersMismatch,  # H109
    PerspectiveGap,  # B101
    TooManyKpis,  # B102
    LaggingOnly,  # B103
    MissingGuardrail,  # B104
    TooManyObjectives,  # B105
)

RENAMED: dict[str, str] = {}
"""Names that rules once had, with today's. They keep their meaning wherever a rule is named."""
