"""What there is: the frozen types that every room speaks in. No I/O."""

from gigawatch.model.claim import Claim, Kind, NarrativeClaim, QuantityClaim
from gigawatch.model.document import Document, Span
from gigawatch.model.entity import PLANTS, Entity, EntityKind, Mention
from gigawatch.model.error import EvidenceError, GigawatchError, InputError, WorkspaceError
from gigawatch.model.fact import Candidate, Check, Fact, Inference, Relation, Settlement, Severity
from gigawatch.model.identity import make_id
from gigawatch.model.judgement import Force, Judgement, Verdict
from gigawatch.model.observation import Observation
from gigawatch.model.period import last_day, period_order, period_span, plain_period
from gigawatch.model.quantity import Bound, Interval, Quantity
from gigawatch.model.rounding import imply_step, significant_step

__all__ = [
    "PLANTS",
    "Bound",
    "Candidate",
    "Check",
    "Claim",
    "Document",
    "Entity",
    "EntityKind",
    "EvidenceError",
    "Fact",
    "Force",
    "GigawatchError",
    "Inference",
    "InputError",
    "Interval",
    "Judgement",
    "Kind",
    "Mention",
    "NarrativeClaim",
    "Observation",
    "Quantity",
    "QuantityClaim",
    "Relation",
    "Settlement",
    "Severity",
    "Span",
    "Verdict",
    "WorkspaceError",
    "imply_step",
    "last_day",
    "make_id",
    "period_order",
    "period_span",
    "plain_period",
    "significant_step",
]
