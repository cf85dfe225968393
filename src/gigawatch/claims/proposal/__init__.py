"""The optional second reader: a language model proposes readings, and only what the grammar reads again is believed.

Off unless asked for; there is no default endpoint. A `ModelReader` leaves the grammar's claims as they
are and returns new ones, disagreements for review, and refusals with their reasons.
"""

from gigawatch.claims.proposal.client import Client
from gigawatch.claims.proposal.disagreement import Disagreement
from gigawatch.claims.proposal.endpoint import Endpoint
from gigawatch.claims.proposal.fault import AnswerError, EndpointError
from gigawatch.claims.proposal.limit import Limits
from gigawatch.claims.proposal.proposal import Proposal, Reason, Refusal
from gigawatch.claims.proposal.reading import ModelReader, SecondReading
from gigawatch.claims.proposal.review import review_lines, summary

__all__ = [
    "AnswerError",
    "Client",
    "Disagreement",
    "Endpoint",
    "EndpointError",
    "Limits",
    "ModelReader",
    "Proposal",
    "Reason",
    "Refusal",
    "SecondReading",
    "review_lines",
    "summary",
]
