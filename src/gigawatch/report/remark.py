"""What the ledger remarks about facts and candidates, in the language of the report."""

from __future__ import annotations

import re

from gigawatch.model import Candidate, Check
from gigawatch.quantity.telling import tell_period
from gigawatch.report.pen import Pen
from gigawatch.vocab import label, links

DAY = re.compile(r"(?<![\w/.=-])\d{4}-\d{2}-\d{2}(?![\w/-]|\.\w)", re.ASCII)  # not within a path, an address or an id
SQUARE_METRE = re.compile(r"(?<![A-Za-z0-9])m2(?![A-Za-z0-9])")


def tell_reason(candidate: Candidate, pen: Pen) -> str:
    """Why a candidate was kept or lost."""
    return _name_links(candidate.reason_zh if pen.lang == "zh" else candidate.reason, pen.lang)


def tell_finding(check: Check, pen: Pen) -> str:
    """What a check found, with the reading it suggests."""
    text, more = (check.text_zh, check.suggestion_zh) if pen.lang == "zh" else (check.text, check.suggestion)
    mark = "；" if pen.lang == "zh" else "; "
    return _name_links(_write_out(mark.join(filter(None, (text, more))), pen.lang), pen.lang)


def _write_out(text: str, lang: str) -> str:
    """Days and square metres as the report writes them elsewhere."""
    dated = DAY.sub(lambda found: tell_period(found.group(), lang), text)
    return SQUARE_METRE.sub("m²", dated)


def _name_links(text: str, lang: str) -> str:
    for code in links():
        text = re.sub(rf"(?<![\w-]){code}(?![\w-])", label("link", code, lang), text) if "_" in code else text
    return text
