"""Another name: texts that say a firm's project is a phase of another firm's (时代长安即四川时代七期)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from gigawatch.model import Document, Entity, EntityKind, Judgement, Verdict, make_id
from gigawatch.resolve.naming import organisation_entity, place_entity
from gigawatch.resolve.ordinal import read_ordinals
from gigawatch.resolve.plant import home_of, part_of_site
from gigawatch.vocab import NameMention, organisations, places

RULE, SCORE = "rule:another-name", 0.9
SAME_AS = "same_as"
STOPS = re.compile(r"(?<=[.!?])\s+|(?<=[。！？；])|\n")
PHASED = re.compile(r"期|\bphases?\b", re.IGNORECASE)
NOUN_ZH = r"(?:动力)?(?:电池)?(?:项目|工厂|基地)?(?:的)?"
NOUN_EN = r"(?:\s+(?:battery\s+)?(?:project|plant|base|factory))?"
IS_ZH = r"(?:[（(](?:即|又称|也称)?|，?(?:即|也就是|就是|是|为|系|实为)(?:原)?)"
IS_EN = (
    r"(?:\s*\((?:i\.e\.,?\s+)?|,?\s+(?:is|was|which is|also known as|also called|known as|called|i\.e\.,?|namely)\s+)"
)
NUMBER_ZH, NUMBER_EN = r"(?:第)?[一二三四五六七八九十\d]{1,3}期", r"(?:phase\s+\w+|\w+\s+phase)"
BEFORE = re.compile(
    rf"^(?:{NOUN_ZH}{IS_ZH}|{NOUN_EN}{IS_EN}(?:the\s+)?(?:{NUMBER_EN}\s+(?:of|at)\s+)?(?:the\s+)?)$", re.I
)
BEHIND = re.compile(rf"^(?:{NOUN_ZH}{NUMBER_ZH}|(?:['’]s?)?,?{NOUN_EN}\s+{NUMBER_EN})", re.I)
REVERSED = re.compile(
    rf"^(?:{NOUN_ZH}{NUMBER_ZH}{NOUN_ZH}{IS_ZH}|(?:['’]s?)?{NOUN_EN},?\s+{NUMBER_EN}{NOUN_EN}{IS_EN})$", re.I
)


@dataclass(frozen=True, slots=True)
class AnotherName:
    """One saying that the project of the firm `name` is a phase of the firm `whole`, with the sentence."""

    name: str
    whole: str
    ordinal: int
    document: str
    sentence: str


def find_other_names(documents: Iterable[Document]) -> Iterator[AnotherName]:
    """Every saying of the kind `X is phase VII of Y`, `X（Y七期）` or `Y phase VII (X)`, in either language."""
    for document in sorted(documents, key=lambda one: one.id):
        for sentence in STOPS.split(document.text):
            if PHASED.search(sentence):
                yield from _of_sentence(document.id, sentence.strip())


def _of_sentence(document: str, sentence: str) -> Iterator[AnotherName]:
    mentions = organisations().scan(sentence)
    for left, right in pairwise(mentions):
        if left.entry.id != right.entry.id:
            yield from _of_pair(document, sentence, left, right)


def _of_pair(document: str, sentence: str, left: NameMention, right: NameMention) -> Iterator[AnotherName]:
    between, behind = sentence[left.end : right.start], sentence[right.end :]
    if REVERSED.match(between):
        numbers, name, whole = read_ordinals(between), right, left
    elif BEFORE.match(between):
        follows = BEHIND.match(behind)
        told = between if read_ordinals(between) else (follows.group() if follows else "")
        numbers, name, whole = read_ordinals(told), left, right
    else:
        return
    if len(numbers) == 1:
        yield AnotherName(name.entry.id, whole.entry.id, numbers[0], document, sentence)


def tie_other_names(
    entities: Mapping[str, Entity], sayings: Iterable[AnotherName]
) -> tuple[list[Entity], list[Judgement]]:
    """The plants that are another name of a phase, tied to it by `same_as`, the phases with their wholes, and why.

    A firm's own site is the phase at the same place; so is what is told as that very phase of it.
    """
    owned: dict[str, list[Entity]] = {}
    for entity in entities.values():
        if entity.kind in (EntityKind.SITE, EntityKind.PHASE):
            owned.setdefault(str(entity.data.get("owner")), []).append(entity)
    found: dict[str, Entity] = {}
    judgements: dict[str, Judgement] = {}
    for saying in sorted(sayings, key=lambda one: (one.document, one.sentence, one.name, one.whole, one.ordinal)):
        for plant in sorted(owned.get(saying.name, ()), key=lambda one: one.id):
            chain = _phase_of(saying, plant)
            if chain and chain[0].id != plant.id and _is_meant(plant, saying):
                found |= {one.id: one for one in chain if one.id not in entities and one.id not in found}
                found[plant.id] = replace(plant, data={**plant.data, SAME_AS: chain[0].id})
                judgement = _judge(plant, chain[0], saying)
                judgements.setdefault(judgement.id, judgement)
    return list(found.values()), list(judgements.values())


def _is_meant(plant: Entity, saying: AnotherName) -> bool:
    numbers = plant.data.get("ordinals")
    return plant.kind is EntityKind.SITE or numbers == [saying.ordinal]


def _phase_of(saying: AnotherName, plant: Entity) -> list[Entity]:
    """The phase at the plant's place and all that it is a part of."""
    whole, place = organisations().get(saying.whole), places().get(str(plant.data.get("place")))
    if whole is None or place is None:
        return []
    owner = home_of(organisation_entity(whole))
    return part_of_site(owner, place_entity(place), None, (saying.ordinal,))


def _judge(plant: Entity, phase: Entity, saying: AnotherName) -> Judgement:
    reason = f"{saying.document}: {saying.sentence}"
    key = make_id("judgement", plant.id, phase.id, RULE, saying.document)
    return Judgement(key, plant.id, phase.id, Verdict.SAME, RULE, None, reason, SCORE)
