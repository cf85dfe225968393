"""What can go wrong between the reader and the model: it cannot be asked, or what it answers is no answer."""

from __future__ import annotations

from gigawatch.model import GigawatchError


class EndpointError(GigawatchError):
    """The endpoint cannot be asked: nobody listens, the key is refused, every attempt failed."""


class AnswerError(GigawatchError):
    """The endpoint answered, but not in the agreed form; nothing of the answer is used."""
