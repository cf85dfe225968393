"""What stands on pages by the hundred thousand, as HTML: facts with what explains them, their rows, marked passages.

Everything else of a page is made by templates; these pieces are written here, since a template takes several times as
long for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from gigawatch.model import Fact
from gigawatch.quantity.telling import tell_period
from gigawatch.report.address import is_web_address
from gigawatch.report.block import Ref, RefKind
from gigawatch.site.document import Segment
from gigawatch.site.fact import Statement, Told
from gigawatch.site.path import name_file
from gigawatch.site.plan import document_path, thing_path
from gigawatch.site.snippet import choice, make_snippets, order, tell_less, tell_verdict
from gigawatch.site.word import say_if_known, speak, tell_retelling

if TYPE_CHECKING:
    from gigawatch.site.page import Site, Voice

MOST_NAMES = 1 << 14
RETOLD, QUOTED = ('<div class="words retold"', "</div>"), ("<blockquote", "</blockquote>")


class Writer:
    """Writes the pieces in one language; `go` gives the links of the page that they stand on."""

    def __init__(self, site: Site, voice: Voice) -> None:
        self._site, self._voice, self._lang = site, voice, voice.lang
        self._snippets = make_snippets(voice.lang)
        self._say = lru_cache(maxsize=None)(lambda key: escape(speak(voice.lang)(key)))
        self._colon = ": " if voice.lang == "en" else "："
        self._name = lru_cache(maxsize=MOST_NAMES)(lambda thing: escape(site.ledger.label(thing, voice.lang)))

    def pieces(self, go: Callable[[str], str]) -> Mapping[str, Callable[..., str]]:
        """The pieces as the templates of a page know them."""
        from markupsafe import Markup

        return {
            "fact_article": lambda told: Markup(self._article(told, go)),
            "fact_row": lambda told: Markup(self._row(told)),
            "fact_line": lambda fact, label, value, scope: Markup(self._line(fact, (label, value, scope), go)),
            "marked": lambda passage: Markup(self._marked(passage, go)),
        }

    def _article(self, told: Told, go: Callable[[str], str]) -> str:
        """A fact with its statements, the kept one first, what was found about it and the rule that settled it."""
        fact, say = told.fact, self._say
        statements = "".join(self._statement(fact, one, go) for one in told.statements)
        findings = "".join(self._finding(*one) for one in told.findings)
        return (
            f'<article class=fact id="{name_file(fact.id)}"><h3>{escape(told.measure)}{self._colon}'
            f"<strong>{escape(told.value)}</strong></h3><p class=about>{' '.join(self._about(told, go))}"
            f"<ol class=statements>{statements}</ol>{findings}"
            f"<p class=rule{self._rule(told, say('rule'))}</article>"
        )

    def _about(self, told: Told, go: Callable[[str], str]) -> Iterable[str]:
        fact, say = told.fact, self._say
        yield self._verdict(fact)
        if fact.status:
            yield self._snippets["status"](fact.status)
        if fact.valid_on:
            yield f"<span>{say('valid_on')} {self._snippets['day_of'](fact.valid_on)}</span>"
        if fact.known_on:
            yield f"<span>{say('known_on')} {escape(tell_period(fact.known_on, self._lang))}</span>"
        if fact.perimeter:
            yield f"<span>{say('perimeter')} {escape(told.scope)}</span>"
        if fact.place and fact.place != fact.subject:
            yield f"<span>{say('place')} {self._thing(fact.place, go)}</span>"

    def _statement(self, fact: Fact, one: Statement, go: Callable[[str], str]) -> str:
        words, say, mark = one.evidence, self._say, choice(fact, one.candidate)
        address, tongue = go(self._site.plan.address(one.ref, self._lang)), self._snippets["tongue"](one.lang)
        source = address if one.is_cell else go(f"{self._lang}/{document_path(words.source)}")
        start, end = RETOLD if words.retold else QUOTED
        reason = "" if one.candidate.kept else f" <span class=reason>{escape(one.reason)}</span>"
        place = f" · {_outside(words.url)}" if words.url and one.is_first else ""
        return (
            f"<li{'' if mark == 'kept' else f' class={mark}'}><p><span class=chip>{say(mark)}</span> "
            f'<a class=value href="{address}">{escape(one.value)}</a>{reason}</p>'
            f"{start}{tongue}><p>{escape(words.before)}<mark>{escape(words.surface)}</mark>{escape(words.after)}</p>{end}"
            f'<p class=origin><a href="{source}">{escape(words.title)}</a> · {self._origin(one)}{place}</p>'
        )

    def _origin(self, one: Statement) -> str:
        words = one.evidence
        who = tell_retelling(words.publisher, self._lang) if words.retold else words.publisher or ""
        day = tell_period(words.published, self._lang) if words.published else ""
        return escape(" · ".join(part for part in (who, day) if part))

    def _finding(self, kind: str, severity: str, text: str) -> str:
        name = say_if_known(f"finding.{kind}", self._lang) or kind
        return f'<p class="finding {escape(severity)}"><span class=chip>{escape(name)}</span> {escape(text)}</p>'

    def _rule(self, told: Told, word: str) -> str:
        """The rule in its own words; where they stand above, the way there."""
        rule = told.explanation.rule
        name, text = name_file(rule.name), rule.text_zh if self._lang == "zh" else rule.text_en
        if told.is_first_of_rule:
            return f' id="rule-{name}"><b>{word}</b> · {escape(text)}</p>'
        return f'><b>{word}</b> · <a href="#rule-{name}">{self._say("rule.above")}</a></p>'

    def _row(self, told: Told) -> str:
        """A fact in the table of its thing."""
        fact = told.fact
        value = f'<td class=num data-sort={order(fact.value)}><a href="#{name_file(fact.id)}">{escape(told.value)}</a>'
        when, status = self._snippets["day_cell"](fact.valid_on), self._snippets["status"](fact.status)
        scope = escape(told.scope)
        return f"<tr><td>{escape(told.measure)}{value}{when}<td>{status}<td>{scope}<td>{self._verdict(fact)}"

    def _line(self, fact: Fact, words: tuple[str, str, str], go: Callable[[str], str]) -> str:
        """A fact in the table of all; `words` are its measure, value and scope."""
        measure, value, scope = map(escape, words)
        address = go(self._site.plan.address(Ref(RefKind.FACT, fact.id), self._lang))
        subject, place = self._thing(fact.subject, go), self._thing(fact.place, go)
        value = f'<td class=num data-sort={order(fact.value)}><a href="{address}">{value}</a>'
        when, status = self._snippets["day_cell"](fact.valid_on), self._snippets["status"](fact.status)
        start = f"<tr><th scope=row>{subject}<td>{measure}{value}{when}<td>{status}"
        return f"{start}<td>{place}<td>{scope}<td>{self._verdict(fact)}"

    def _marked(self, passage: Iterable[Segment], go: Callable[[str], str]) -> str:
        """A passage of a document with the words of each claim marked."""
        return "".join(self._segment(one, go) for one in passage)

    def _segment(self, one: Segment, go: Callable[[str], str]) -> str:
        text, opens = escape(one.text), one.opens
        if one.is_quantity:
            if one.fact:
                text = f'<a href="{go(self._site.plan.address(one.fact, self._lang))}">{text}</a>'
            own = f' id="{name_file(opens[0])}"' if opens else ""
            text, opens = f"<mark{own}>{text}</mark>", opens[1:]
        elif one.is_narrative:
            text = f"<span class=told>{text}</span>"
        starts = "".join(f'<span class=mark id="{name_file(claim)}">' for claim in opens)
        return f"{starts}{text}{'</span>' * len(opens)}"

    def _verdict(self, fact: Fact) -> str:
        ledger = self._site.ledger
        less = tell_less(ledger.lessened.get(fact.id), self._lang)
        return tell_verdict(fact, ledger.superseded.get(fact.id), less, self._lang)

    def _thing(self, thing: str | None, go: Callable[[str], str]) -> str:
        """The name of a thing; one that has a page leads there."""
        if not thing:
            return ""
        if thing not in self._site.ledger.entities:
            return self._name(thing)
        return f'<a href="{go(f"{self._lang}/{thing_path(thing)}")}">{self._name(thing)}</a>'


def _outside(address: str) -> str:
    """An address outside, a link only where it is one of the web."""
    told = escape(address)
    if not is_web_address(address):
        return f"<span class=address>{told}</span>"
    return f'<a class=outside href="{told}" rel="noopener nofollow noreferrer">{told}</a>'
