"""Words and numbers of the odds in one language."""

from __future__ import annotations

from math import isinf

from gigawatch.chain import speak
from gigawatch.figures import packages
from gigawatch.model import Interval
from gigawatch.outlook.odds.gate import Condition
from gigawatch.outlook.odds.rate import Count, PublishedRate
from gigawatch.outlook.odds.setting import DATA
from gigawatch.outlook.shift.region import region_label
from gigawatch.quantity import format_quantity, tell_period
from gigawatch.vocab import label, links

PHRASES = DATA / "odds_phrase.toml"
DASH, MINUS = "–", "−"
PER_CENT = 100


class Voice:
    """Says things in English or Chinese."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def say(self, key: str, /, **values: object) -> str:
        """A phrase, filled."""
        return speak(PHRASES, key, self.lang, **values)

    def percent(self, share: float) -> str:
        """A share from 0 to 1 in whole per cent."""
        return f"{PER_CENT * share:.0f}%"

    def percents(self, interval: Interval) -> str:
        """An interval of shares in whole per cent."""
        low, high = f"{PER_CENT * interval.low:.0f}", f"{PER_CENT * interval.high:.0f}"
        return f"{low}%" if low == high else f"{low}{DASH}{high}%"

    def score(self, value: float) -> str:
        """A score to two places, with a true minus."""
        return f"{round(value, 2) + 0.0:.2f}".replace("-", MINUS)

    def scores(self, interval: Interval) -> str:
        """An interval of scores: an en dash would look like a minus."""
        to = "至" if self.lang == "zh" else " to "
        return f"{self.score(interval.low)}{to}{self.score(interval.high)}"

    def points(self, change: float) -> str:
        """A change of a chance in points of a per cent, signed."""
        value = f"{PER_CENT * change:+.0f}"
        return "0" if value in ("+0", "-0") else value.replace("-", MINUS)

    def against(self, name: str) -> str:
        """A naive forecast."""
        return self.say(f"against_{name}")

    def rate(self, rate: PublishedRate) -> dict[str, str]:
        """The parts of a published rate: whose, of when, what, how much."""
        from gigawatch.model import Quantity

        cell = rate.cell
        meaning = packages()[cell.table].measures[cell.measure]
        words = meaning.zh if self.lang == "zh" else meaning.en
        return {
            "subject": self.subject(cell.subject),
            "period": tell_period(cell.period, self.lang),
            "measure": words.rstrip(".。"),
            "value": format_quantity(Quantity(cell.value, cell.unit, cell.qualifier, cell.high), self.lang),
        }

    def subject(self, name: str) -> str:
        """A place's name in the language, several joined."""
        from gigawatch.vocab import places

        parts = [places().find(part) for part in name.split(" and ")]
        joint = "和" if self.lang == "zh" else " and "
        return joint.join(part.label(self.lang) for part in parts if part) if all(parts) else name

    def count(self, count: Count) -> str:
        """What a count is of."""
        if count.by == "sampling":
            return self.say(f"sampling_{count.of}")
        if count.by == "continent":
            return region_label(count.of, self.lang) if count.of else self.say("elsewhere_unknown")
        if count.by == "link":
            return label_link(count.of, self.lang) or self.say(count.of)
        return label("status", count.of, self.lang) if count.by == "status" else self.say("by_all")

    def condition(self, one: Condition) -> str:
        """An unmet condition of the gate, and what there is instead."""
        if one.code != "skill":
            return self.say(f"gate_{one.code}", found=f"{one.found:.0f}", needed=f"{one.needed:.0f}")
        against = self.against(one.against or "")
        if isinf(one.found):
            return self.say("gate_skill_none", against=against)
        return self.say("gate_skill", against=against, found=self.score(one.found))


def label_link(code: str, lang: str) -> str:
    """The name of a chain link; empty for none of the chain's."""
    return label("link", code, lang) if code in links() else ""
