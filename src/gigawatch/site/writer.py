"""What stands on pages by the hundred thousand, as HTML: facts with what explains them, their rows, marked passages.

Everything else of a page is made by templates; these pieces are written here, since a template takes several times as
long for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from gigawatch.model import Fact, QuantityClaim
from gigawatch.quantity.telling import tell_period
from gigawatch.report.block import Ref, RefKind
from gigawatch.report.tongue import mark_tongues
from gigawatch.site.document import Segment
from gigawatch.site.fact import Statement, Told, group_told, is_told_by_one, spans_of
from gigawatch.site.path import Go, name_file
from gigawatch.site.plan import document_path, thing_path
from gigawatch.site.row import Cell, amount, write_rows
from gigawatch.site.snippet import choice, make_snippets, outside, quote, tell_cell, tell_less, tell_verdict
from gigawatch.site.word import say_if_known, speak, tell_retelling

if TYPE_CHECKING:
    from gigawatch.site.page import Site, Voice
    from gigawatch.site.thing import Mentioned

MOST_NAMES = 1 << 14
RETOLD, QUOTED = ('<div class="words retold"', "</div>"), ("<blockquote", "</blockquote>")
T = TypeVar("T")
Tell = Callable[[T], tuple[str, ...]]


class Writer:
    """Writes the pieces in one language; `go` gives the links of the page that they stand on."""

    def __init__(self, site: Site, voice: Voice) -> None:
        self._site, self._voice, self._lang = site, voice, voice.lang
        self._snippets = make_snippets(voice.lang)
        self._say = lru_cache(maxsize=None)(lambda key: escape(speak(voice.lang)(key)))
        self._colon = ": " if voice.lang == "en" else "："
        self._name = lru_cache(maxsize=MOST_NAMES)(lambda thing: escape(site.ledger.label(thing, voice.lang)))

    def pieces(self, go: Go) -> Mapping[str, Callable[..., str]]:
        """The pieces as the templates of a page know them."""
        from markupsafe import Markup

        return {
            "fact_articles": lambda told: Markup("".join(self._article(group, go) for group in group_told(told))),
            "fact_rows": lambda told: Markup(write_rows([[self._row(one) for one in told]])),
            "fact_lines": lambda facts, tell: Markup(self._lines(facts, tell, go)),
            "quantity_rows": lambda claims, tell: Markup(write_rows([[self._quantity(c, tell, go) for c in claims]])),
            "mention": lambda one, shown: Markup(self._mention(one, shown, go)),
            "thing_link": lambda thing: Markup(self._thing(thing, go)),
            "outside": lambda address: Markup(outside(address)),
            "marked": lambda passage: Markup(self._marked(passage, go)),
        }

    def _article(self, group: Sequence[Told], go: Go) -> str:
        """A fact with its statements, the kept one first, what was found about it and the rule that settled it; or
        several facts that one sentence tells, with that sentence once. Where one statement is all, no rule chose.
        """
        (told, *more) = group
        heads = (self._head(one, go, is_one_of_many=bool(more)) for one in group)
        if more:
            return f"<article>{''.join(heads)}<ol>{self._sentence(group, go)}</ol></article>"
        is_plain = is_told_by_one(told.fact, told.value, told.statements)
        statements = "".join(self._statement(told.fact, one, go, is_plain=is_plain) for one in told.statements)
        rule = "" if is_plain else self._rule(told)
        findings = self._findings(told)
        return f"<article id={name_file(told.fact.id)}>{''.join(heads)}<ol>{statements}</ol>{findings}{rule}</article>"

    def _head(self, told: Told, go: Go, *, is_one_of_many: bool) -> str:
        """What a fact is; one of many in an article is marked itself, and what was found about it follows at once."""
        own, findings = (f" id={name_file(told.fact.id)}", self._findings(told)) if is_one_of_many else ("", "")
        return (
            f"<h3{own}>{escape(told.measure)}{self._colon}<b>{escape(told.value)}</b></h3>"
            f"<p>{' · '.join(self._about(told, go))}{findings}"
        )

    def _sentence(self, group: Sequence[Told], go: Go) -> str:
        """The one sentence that tells several facts, the words of each leading to their claim."""
        first = group[0].statements[0]
        text, told, done = first.text, "", 0
        for start, end, one in sorted(spans_of(group), key=lambda span: span[:2]):
            address = quote(go(self._site.plan.address(one.ref, self._lang)))
            told += f"{escape(text[done:start])}<mark><a href={address}>{escape(text[start:end])}</a></mark>"
            done = end
        source = quote(go(f"{self._lang}/{document_path(first.evidence.source)}"))
        is_first = any(one.is_first for fact in group for one in fact.statements)
        place = f" · {outside(first.evidence.url)}" if first.evidence.url and is_first else ""
        start_tag, end_tag = RETOLD if first.evidence.retold else QUOTED
        tongue = self._snippets["tongue"](first.lang)
        return f"<li>{start_tag}{tongue}>{told}{escape(text[done:])}{end_tag}{self._origin(first, source)}{place}"

    def _findings(self, told: Told) -> str:
        return "".join(self._finding(*one) for one in told.findings)

    def _about(self, told: Told, go: Go) -> Iterable[str]:
        """What is known of a fact; what the head of the page or its only statement tells stands there alone."""
        fact, say = told.fact, self._say
        yield self._verdict(fact)
        if fact.status:
            yield self._snippets["status"](fact.status)
        if fact.valid_on:
            yield f"{say('valid_on')} {escape(tell_period(fact.valid_on, self._lang))}"
        if fact.known_on and [one.evidence.published for one in told.statements] != [fact.known_on]:
            yield f"{say('known_on')} {escape(tell_period(fact.known_on, self._lang))}"
        if fact.perimeter:
            yield f"{say('perimeter')} {mark_tongues(told.scope, self._lang)}"
        if fact.place and fact.place not in (fact.subject, self._place_of(fact.subject)):
            yield f"{say('place')} {self._thing(fact.place, go)}"

    def _place_of(self, thing: str) -> str | None:
        """The place that the head of the page of a thing tells."""
        entity = self._site.ledger.entities.get(thing)
        return str(entity.data.get("place")) if entity is not None else None

    def _statement(self, fact: Fact, one: Statement, go: Go, *, is_plain: bool) -> str:
        """A statement with its words; a plain one says no more than the fact does, so its words are enough."""
        words, mark = one.evidence, choice(fact, one.candidate)
        address, tongue = quote(go(self._site.plan.address(one.ref, self._lang))), self._snippets["tongue"](one.lang)
        start, end = RETOLD if words.retold else QUOTED
        quoted = f"{start}{tongue}>{escape(words.before)}<mark>{escape(words.surface)}</mark>{escape(words.after)}{end}"
        place = f" · {outside(words.url)}" if words.url and one.is_first else ""
        if is_plain:
            return f"<li>{quoted}{self._origin(one, address)}{place}"
        source = address if one.is_cell else quote(go(f"{self._lang}/{document_path(words.source)}"))
        reason = "" if one.candidate.kept else f" <span class=reason>{escape(one.reason)}</span>"
        return (
            f"<li{'' if mark == 'kept' else f' class={mark}'}><p><span class=chip>{self._say(mark)}</span> "
            f"<a class=value href={address}>{escape(one.value)}</a>{reason}</p>"
            f"{quoted}{self._origin(one, source)}{place}"
        )

    def _mention(self, one: Mentioned, shown: str, go: Go) -> str:
        """A document that names a thing, and under which names where it does so otherwise than it is `shown`."""
        document = one.document
        address = quote(go(self._site.plan.address(Ref(RefKind.CLAIM, one.first), self._lang)))
        who = tell_retelling(document.publisher, self._lang) if document.retold else document.publisher or ""
        day = tell_period(document.published.isoformat(), self._lang) if document.published else ""
        names = f"{self._say('named')} {escape(' / '.join(one.surfaces))}" if one.surfaces != (shown,) else ""
        told = " · ".join(part for part in (escape(who), day, names) if part)
        tongue = self._snippets["tongue"](document.language)
        return f"<li><a href={address}{tongue}>{escape(document.title or document.path)}</a><br><small>{told}</small>"

    def _origin(self, one: Statement, address: str) -> str:
        words = one.evidence
        who = tell_retelling(words.publisher, self._lang) if words.retold else words.publisher or ""
        day = tell_period(words.published, self._lang) if words.published else ""
        told = "".join(f" · {escape(part)}" for part in (who, day) if part)
        return f"<p><a href={address}>{escape(words.title)}</a>{told}"

    def _finding(self, kind: str, severity: str, text: str) -> str:
        name = say_if_known(f"finding.{kind}", self._lang) or kind
        return f'<p class="finding {escape(severity)}"><span class=chip>{escape(name)}</span> {escape(text)}</p>'

    def _rule(self, told: Told) -> str:
        """The rule in its own words; where they stand above, the way there."""
        rule = told.explanation.rule
        name, text = name_file(rule.name), rule.text_zh if self._lang == "zh" else rule.text_en
        if told.is_first_of_rule:
            return f"<p class=rule id=rule-{name}><b>{self._say('rule')}</b> · {escape(text)}</p>"
        return f"<p class=rule><a href=#rule-{name}>{self._say('rule.above')}</a></p>"

    def _row(self, told: Told) -> list[Cell]:
        """A fact in the table of its thing."""
        fact = told.fact
        return [
            Cell(escape(told.measure), spans=True),
            amount(fact.value, f"#{name_file(fact.id)}", told.value),
            self._when(fact.valid_on),
            Cell(self._snippets["status"](fact.status)),
            Cell(mark_tongues(told.scope, self._lang), spans=True),
            Cell(self._verdict(fact), spans=True),
        ]

    def _lines(self, facts: Iterable[Fact], tell: Tell[Fact], go: Go) -> str:
        """Facts in the table of all; `tell` gives the measure, value and scope of one in words."""
        groups = groupby(facts, lambda fact: fact.subject)
        return write_rows([self._line(fact, tell(fact), go) for fact in group] for _, group in groups)

    def _line(self, fact: Fact, words: tuple[str, ...], go: Go) -> list[Cell]:
        measure, value, scope = words
        address = go(self._site.plan.address(Ref(RefKind.FACT, fact.id), self._lang))
        return [
            Cell(self._thing(fact.subject, go), " scope=row", "th", spans=True),
            Cell(escape(measure), spans=True),
            amount(fact.value, address, value),
            self._when(fact.valid_on),
            Cell(self._snippets["status"](fact.status)),
            Cell(self._thing(fact.place, go), spans=True),
            Cell(mark_tongues(scope, self._lang), spans=True),
            Cell(self._verdict(fact), spans=True),
        ]

    def _quantity(self, claim: QuantityClaim, tell: Tell[QuantityClaim], go: Go) -> list[Cell]:
        """A claim in the table of its document; `tell` gives its measure and value in words."""
        measure, value = tell(claim)
        tongue = self._snippets["tongue"](claim.lang)
        address = go(self._site.plan.address(Ref(RefKind.CLAIM, claim.id), self._lang))
        said = ((claim.surface, False), (claim.subject, True), (claim.object, True), (claim.place, True))
        return [
            Cell(escape(measure), spans=True),
            amount(claim.value, address, value),
            *(Cell(escape(words or ""), tongue if words else "", spans=spans) for words, spans in said),
            self._when(claim.period, spans=True),
            Cell(self._snippets["status"](claim.status), spans=True),
        ]

    def _when(self, iso: str | None, *, spans: bool = False) -> Cell:
        """When something is valid, in a cell that a table can be sorted by."""
        text, more = tell_cell(iso, self._lang)
        return Cell(text, more, spans=spans)

    def _marked(self, passage: Iterable[Segment], go: Go) -> str:
        """A passage of a document with the words of each claim marked."""
        return "".join(self._segment(one, go) for one in passage)

    def _segment(self, one: Segment, go: Go) -> str:
        text, opens = escape(one.text), one.opens
        if one.is_quantity:
            if one.fact:
                text = f"<a href={quote(go(self._site.plan.address(one.fact, self._lang)))}>{text}</a>"
            own = f" id={name_file(opens[0])}" if opens else ""
            text, opens = f"<mark{own}>{text}</mark>", opens[1:]
        elif one.is_narrative and opens:
            text, opens = f'<span class="mark told" id={name_file(opens[-1])}>{text}</span>', opens[:-1]
        elif one.is_narrative:
            text = f"<span class=told>{text}</span>"
        starts = "".join(f"<span class=mark id={name_file(claim)}>" for claim in opens)
        return f"{starts}{text}{'</span>' * len(opens)}"

    def _verdict(self, fact: Fact) -> str:
        ledger = self._site.ledger
        less = tell_less(ledger.lessened.get(fact.id), self._lang)
        return tell_verdict(fact, ledger.superseded.get(fact.id), less, self._lang)

    def _thing(self, thing: str | None, go: Go) -> str:
        """The name of a thing; one that has a page leads there."""
        if not thing:
            return ""
        if thing not in self._site.ledger.entities:
            return self._name(thing)
        return f"<a href={quote(go(f'{self._lang}/{thing_path(thing)}'))}>{self._name(thing)}</a>"
