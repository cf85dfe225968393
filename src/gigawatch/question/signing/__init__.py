"""What became of what was signed at a conference, or in a place in a year."""

from gigawatch.question.signing.ask import ask_signings
from gigawatch.question.signing.record import funnel_record
from gigawatch.question.signing.text import render_funnel

__all__ = ["ask_signings", "funnel_record", "render_funnel"]
