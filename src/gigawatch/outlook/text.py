"""An outlook as plain text, each statement with the ids that lead to its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from gigawatch.chain import Figure, Presence, format_figure, format_interval, format_share, speak
from gigawatch.ledger import Ledger, tell_perimeter
from gigawatch.outlook.capacity import CapacityPage
from gigawatch.outlook.edition import Edition, Rival, Term
from gigawatch.outlook.funnel import FunnelSite, FunnelStage
from gigawatch.outlook.maker import MakerRanking
from gigawatch.outlook.page import Outlook
from gigawatch.outlook.pledge import tell_declaration
from gigawatch.outlook.rule import rule_text
from gigawatch.outlook.size import Ranked
from gigawatch.outlook.statement import Forecast
from gigawatch.outlook.superlative import Finding, Superlative
from gigawatch.quantity import format_quantity, tell_period
from gigawatch.vocab import label, organisations, places

PHRASES = Path(__file__).parent / "data" / "phrase.toml"
FINDING_KEYS = {Finding.TRUE: "true", Finding.FALSE: "false", Finding.UNDECIDABLE: "undecidable"}
RANKS_SHOWN = 5


def say(key: str, lang: str, /, **values: object) -> str:
    """A phrase of the outlook's pages, filled."""
    return speak(PHRASES, key, lang, **values)


def render_text(outlook: Outlook, ledger: Ledger, lang: str) -> str:
    """The outlook in English or Chinese (`en`, `zh`), for a terminal."""
    page = Page(ledger, lang)
    parts = (
        page.section("capacity", page.capacity(outlook.capacity)),
        page.section("pledges", (line for d in outlook.pledges for line in tell_declaration(d, ledger, lang))),
        page.section("events", (line for e in outlook.events for line in page.edition(e))),
        page.section("statements", (line for f in outlook.statements for line in page.forecast(f))),
        page.section("superlatives", (line for s in outlook.superlatives for line in page.superlative(s))),
        page.section("funnel", (line for s in outlook.funnel for line in page.stage(s))),
    )
    title = say("title", lang, region=outlook.region.label(lang))
    return "\n".join([title, *(line for part in parts for line in part)]) + "\n"


def render_superlatives(found: Iterable[Superlative], ledger: Ledger, lang: str) -> str:
    """Superlatives alone, for a terminal."""
    page = Page(ledger, lang)
    lines = [line for claim in found for line in page.superlative(claim)]
    return "\n".join(lines or [say("nothing", lang)]) + "\n"


class Page:
    """The lines of each section in one language."""

    def __init__(self, ledger: Ledger, lang: str) -> None:
        self.ledger = ledger
        self.lang = lang

    def say(self, key: str, /, **values: object) -> str:
        """A phrase in the page's language."""
        return say(key, self.lang, **values)

    def section(self, key: str, lines: Iterable[str]) -> Iterator[str]:
        """A heading and its lines, or that nothing is told."""
        found = list(lines)
        yield ""
        yield self.say(key)
        yield from (f"  {line}" for line in found or [self.say("nothing")])

    def name(self, entity: str) -> str:
        """An entity's name in the page's language."""
        return self.ledger.label(entity, self.lang)

    def capacity(self, page: CapacityPage) -> Iterator[str]:
        """A line for each series of capacities, then the utilisations."""
        if page.series:
            yield self.say("capacity_scope")
        for series in page.series:
            perimeter = self._aside(self._perimeter(series.perimeter)) if series.perimeter else ""
            points = self._join(self._point(figure) for figure in series.points)
            name, stage = self.name(series.subject) + perimeter, self.say(series.stage)
            yield self.say("series", name=name, stage=stage, points=points)
        for use in page.utilisation:
            share = format_share(use.share, self.lang)
            ids = " ".join((use.output.fact, *(f.fact for f in use.capacity)))
            yield f"{self.say('utilisation', subject=self.name(use.subject), year=use.year, share=share)} [{ids}]"

    def edition(self, edition: Edition) -> Iterator[str]:
        """An edition's figures, what contradicts them, and what became of its projects."""
        held = self._aside(f"{edition.dates} [{edition.held}]") if edition.held else ""
        name = self.name(edition.event) + held
        projects, investment = self._term(edition.projects), self._term(edition.investment)
        unit = edition.investment.quantity.unit if edition.investment else ""
        mean = format_interval(edition.mean, unit, self.lang) if edition.mean else self.say("unknown")
        yield self.say("edition", name=name, projects=projects, investment=investment, mean=mean)
        yield from (f"  {self._rival(rival)}" for rival in edition.rivals)
        for figure in edition.follow_up:
            status = label("status", figure.status or "", self.lang)
            value = format_figure(figure, self.lang)
            yield f"  {self.say('follow_up', value=value, status=status, date=figure.valid_on, id=figure.fact)}"

    def forecast(self, forecast: Forecast) -> Iterator[str]:
        """A statement and what bears on it."""
        role = self._aside(forecast.role) if forecast.role else ""
        date, words = forecast.date or self.say("unknown"), forecast.words
        yield self.say(
            self._wording("said", forecast.claim),
            date=date,
            speaker=forecast.speaker,
            role=role,
            words=words,
            id=forecast.claim,
        )
        for bearing in forecast.bearings:
            figure = bearing.figure
            yield "  " + self.say(
                "bearing",
                when=self.say(bearing.when),
                place=self.name(bearing.place),
                measure=label("measure", figure.measure, self.lang),
                value=format_figure(figure, self.lang),
                date=figure.valid_on,
                id=figure.fact,
            )
        for share in forecast.shares:
            yield "  " + self.say(
                "share",
                place=self.name(share.place),
                country=self.name(share.country),
                share=format_share(share.share, self.lang),
                period=share.period,
                ids=" ".join(share.inputs),
            )
        if not forecast.bearings:
            yield f"  {self.say('no_bearing')}"
        yield f"  {self.say('no_verdict')}"

    def superlative(self, claim: Superlative) -> Iterator[str]:
        """A superlative, the finding and the rule, and what the ledger has."""
        subject, finding = self._subject(claim.subject), self.say(FINDING_KEYS[claim.finding])
        yield self.say(
            self._wording("superlative", claim.claim),
            subject=subject,
            words=claim.words,
            finding=finding,
            id=claim.claim,
        )
        yield f"  {rule_text(claim.rule, self.lang)}"
        if claim.judged_on is not None:
            day = tell_period(claim.judged_on, self.lang)
            yield f"  {self.say('judged_cut' if claim.is_cut else 'judged_on', day=day)}"
        if claim.within is not None:
            yield f"  {self.say('judged_within', place=self._place(claim.within))}"
        if claim.reason is not None:
            yield f"  {self.say('because', reason=self.say(f'because_{claim.reason}'))}"
        if claim.makers is not None:
            yield from self._makers(claim, claim.makers)
        if claim.counted is not None:
            lacking = self._list(label("link", code, self.lang) for code in claim.lacking)
            counts = self.say("counted", counted=claim.counted, needed=claim.needed, lacking=lacking)
            yield f"  {counts} [{' '.join(claim.evidence)}]" if claim.evidence else f"  {counts}"
        for presence, group in groupby(claim.ranking, key=lambda one: one.presence):
            yield from self._ranked(presence, list(group))

    def _ranked(self, presence: Presence, group: Sequence[Ranked]) -> Iterator[str]:
        """The largest bases at one stage: planned is never ranked beside what runs."""
        yield f"  {self.say('ranked_at', stage=self.say(presence.value), count=len(group))}"
        for one in group[:RANKS_SHOWN]:
            value, ids = format_quantity(one.quantity, self.lang), " ".join(one.facts)
            site = self.name(one.site) if one.site in self.ledger.entities else one.names[self.lang]
            yield f"    {self.say('ranked', number=one.rank, site=site, value=value, id=ids)}"

    def _subject(self, name: str | None) -> str:
        """Whom a text speaks of, in the page's language where the vocabulary knows the name."""
        known = organisations().find(name or "") or places().find(name or "")
        return known.label(self.lang) if known else name or self.say("unknown")

    def _place(self, key: str) -> str:
        """The name of a gazetteer place in the page's language."""
        known = places().get(key)
        return known.label(self.lang) if known else key

    def _makers(self, claim: Superlative, ranking: MakerRanking) -> Iterator[str]:
        """What makers were ranked by, and the first of them with their figures; then the places left to the one."""
        total = format_quantity(ranking.total, self.lang) if ranking.total else self.say("unknown")
        measure, period = label("measure", ranking.measure, self.lang), tell_period(ranking.period, self.lang)
        yield "  " + self.say(
            "ranked_by", measure=self._ranked_measure(measure), period=period, total=total, count=len(ranking.makers)
        )
        for number, maker in enumerate(ranking.makers[:RANKS_SHOWN], start=1):
            value = format_quantity(maker.quantity, self.lang)
            yield "  " + self.say(
                "maker", number=number, name=self._maker(maker.organisation), value=value, id=maker.statement
            )
        if claim.place and claim.best is not None:
            worst = str(claim.worst) if claim.worst is not None else self.say("open_end")
            yield "  " + self.say(
                "places_left", first=claim.place.first, last=claim.place.last, best=claim.best, worst=worst
            )

    def _ranked_measure(self, code: str) -> str:
        """The name of a measure that only tables know: installed_in_china is installed, in China."""
        stem, _, where = code.partition("_in_")
        return label("measure", stem, self.lang) + (self._aside(self.say(f"in_{where}")) if where else "")

    def _maker(self, organisation: str) -> str:
        known = organisations().get(organisation)
        return known.label(self.lang) if known else self.name(organisation)

    def stage(self, stage: FunnelStage) -> Iterator[str]:
        """A stage's count and its sites."""
        yield self.say("stage", stage=self.say(stage.stage.value), count=stage.count)
        yield from (f"  {self._site(site)}" for site in stage.sites)

    def _wording(self, key: str, claim: str) -> str:
        """The key of the phrase for a claim's words: a quotation unless its document is a retelling."""
        material = self.ledger.material
        return f"{key}_retold" if material.documents[material.claims[claim].document].retold else key

    def _aside(self, text: str) -> str:
        return f"（{text}）" if self.lang == "zh" else f" ({text})"

    def _join(self, parts: Iterable[str]) -> str:
        return ("；" if self.lang == "zh" else "; ").join(parts)

    def _list(self, parts: Iterable[str]) -> str:
        return ("、" if self.lang == "zh" else ", ").join(parts)

    def _perimeter(self, perimeter: str) -> str:
        return tell_perimeter(perimeter, self.lang)

    def _point(self, figure: Figure) -> str:
        return f"{figure.valid_on} {format_figure(figure, self.lang)} [{figure.fact}]"

    def _term(self, term: Term | None) -> str:
        if term is None:
            return self.say("unknown")
        return f"{format_quantity(term.quantity, self.lang)} [{term.fact}]"

    def _rival(self, rival: Rival) -> str:
        value = format_quantity(rival.term.quantity, self.lang)
        return self.say(rival.relation.replace(" ", "_"), value=value, id=rival.term.claim)

    def _site(self, site: FunnelSite) -> str:
        status = label("status", site.status, self.lang)
        part = self.say("part", whole=self.name(site.whole)) if site.whole else ""
        line = self.say("site", site=self.name(site.site), status=status, date=site.since, part=part, id=site.claim)
        amounts = (self._amounts("built", site.built), self._amounts("to_come", site.planned))
        return self._join([line, *(amount for amount in amounts if amount)])

    def _amounts(self, key: str, figures: Iterable[Figure]) -> str:
        values = self._list(f"{format_figure(f, self.lang)} [{f.fact}]" for f in figures)
        return self.say(key, values=values) if values else ""
