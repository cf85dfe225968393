"""What is believed of the features before any example is seen, and how firmly: plain rules, or weights known before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

PENALTY = {"measure": 3.0, "status": 10.0, "subject": 15.0, "place": 3.0, "period": 8.0}
# What a feature is believed to count before any example is seen; learning moves away only as far as examples ask.
PRIOR: dict[str, dict[str, float]] = {
    "measure": {
        r"(?P<v>\w+)\|\w[\w/]*\|rule:(?P=v)": 3.0,
    },
    "status": {
        r"(?P<v>\w+)\|rule:(?P=v)": 2.0,
    },
    "subject": {
        r"bcl:0:(?:firm|group)": 1.0,
        r"bcl:0:(?:place|country)": 0.3,
        r"role:verb:b": 0.8,
        r"a:(?:firm|group)": -1.0,
        r"a:(?:place|country)": -1.5,
        r"out": -0.3,
        r"=pf:0": 0.6,
        r"=pf:1:out:False": 0.8,
        r"=pf:clause": 0.5,
        r"=lead": 0.3,
        r"acts:first": 0.8,
        r"acts:last": 0.5,
        r"heads:\w+": 0.6,
        r"in:\w+:item:True": 0.8,
        r"out:(?:nation|world):country": -1.5,
        r"none": -1.5,
        r"k:event": -1.0,
        r"st:signed:event": 1.5,
        r"opens:(?:firm|group|event):0": 0.8,
        r"role:(?:source|press):[ab]": -2.5,
        r"first:firm": 0.4,
        r"bn:0": 0.3,
        r"project\|k:(?:place|country)": -0.8,
        r"deal\|k:(?:place|country)": -0.5,
        r"stat\|k:country": 0.3,
    },
    "place": {
        r"bcl:0:place": 1.2,
        r"bcl:1:place": 0.5,
        r"lv:city": 0.7,
        r"lv:province": 0.2,
        r"a:\w+:1": -0.6,
        r"out": -0.4,
        r"=pf:0:\w+": 0.6,
        r"=pf:1:\w+": 0.5,
        r"home:\w+": 0.8,
        r"from:subject:(?:in|out):\w+": 1.0,
        r"none": -0.3,
        r"from:nation:out:\w+": -1.0,
        r"from:world:out:\w+": -1.5,
    },
    "period": {
        r"bcl:0": 1.5,
        r"bcl:1": 0.8,
        r"acl:0": 0.9,
        r"acl:1": -0.5,
        r"out": -0.6,
        r"founded": -3.0,
        r"=pf:0:\w+": 0.4,
        r"=pf:1:\w+": 0.3,
        r"from:(?:published|month|year):out": -2.0,
        r"from:span:out": 0.5,
        r"none": 0.0,
    },
}


@dataclass(frozen=True)
class Known:
    """Weights learned before, by language, from documents that need not be at hand any more."""

    tables: Mapping[str, Mapping[str, Any]]

    def choice(self, name: str, feature: str, believed: Callable[[str, str], float]) -> float:
        """The weight known of a feature that all languages share, or what `en>feature` adds to it in one of them."""
        lang, mark, own = feature.partition(">")
        if mark and lang in self.tables:
            return self._weight(name, lang, own) - self.choice(name, own, believed)
        if not any(self._knows(name, lang, feature) for lang in self.tables):
            return believed(name, feature)
        return sum(self._weight(name, lang, feature) for lang in self.tables) / len(self.tables)

    def values(self, name: str, feature: str, values: Sequence[str]) -> list[float] | None:
        """The weights known of a feature for each value, on the average of the languages; None where none knows it."""
        rows = []
        for table in self.tables.values():
            known = table["classify"][name]
            if feature in known["weights"]:
                told = dict(zip(known["values"], known["weights"][feature], strict=True))
                rows.append([told.get(value, 0.0) for value in values])
        return [sum(column) / len(rows) for column in zip(*rows, strict=True)] if rows else None

    def _knows(self, name: str, lang: str, feature: str) -> bool:
        group, rest = self._place(feature)
        return rest in self.tables[lang]["choose"][name].get(group, {})

    def _weight(self, name: str, lang: str, feature: str) -> float:
        group, rest = self._place(feature)
        return float(self.tables[lang]["choose"][name].get(group, {}).get(rest, 0.0))

    @staticmethod
    def _place(feature: str) -> tuple[str, str]:
        """The group of a feature and its name within it."""
        group, mark, rest = feature.partition("|")
        return (group, rest) if mark else ("", group)
