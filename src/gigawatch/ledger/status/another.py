"""Another plant at a site: words that tell of a second plant, or of an expansion, and not of the one that is there."""

from __future__ import annotations

import re
from functools import cache

from gigawatch.ledger.status.step import step_data


def tells_another(words: str, lang: str, *, of_phase: bool = False) -> bool:
    """True where a sentence speaks of a further plant or of an expansion; of a phase its own number is no other plant.

    >>> tells_another("It began building a second cathode plant in June.", "en")
    True
    >>> tells_another("二期扩建项目开工。", "zh", of_phase=True), tells_another("二期项目开工。", "zh", of_phase=True)
    (True, False)
    """
    language = "zh" if lang.startswith("zh") else "en"
    kinds = ("expansion",) if of_phase else ("expansion", "further")
    return any(_pattern(kind, language).search(words) for kind in kinds)


@cache
def _pattern(kind: str, lang: str) -> re.Pattern[str]:
    return re.compile("|".join(step_data()["another"][kind][lang]), re.IGNORECASE)
