"""What the ledger remarks about facts and candidates, in the language of the report."""

from __future__ import annotations

import re

from gigawatch.model import Candidate, Check
from gigawatch.report.pen import Pen
from gigawatch.vocab import label, links


def tell_reason(candidate: Candidate, pen: Pen) -> str:
    """Why a candidate was kept or lost."""
    return _name_links(candidate.reason_zh if pen.lang == "zh" else candidate.reason, pen.lang)


def tell_finding(check: Check, pen: Pen) -> str:
    """What a check found, with the reading it suggests."""
    text, more = (check.text_zh, check.suggestion_zh) if pen.lang == "zh" else (check.text, check.suggestion)
    mark = "；" if pen.lang == "zh" else "; "
    return _name_links(mark.join(filter(None, (text, more))), pen.lang)


def _name_links(text: str, lang: str) -> str:
    for code in links():
        text = re.sub(rf"(?<![\w-]){code}(?![\w-])", label("link", code, lang), text) if "_" in code else text
    return text
