"""The tools of an assistant: questions to the ledger, the index and the chain, each answered with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Annotated, Any, Literal

from pydantic import Field

from gigawatch.chain import as_json, find_chain
from gigawatch.ledger import Stage
from gigawatch.ledger.naming import settle_region
from gigawatch.model import EntityKind, Settlement
from gigawatch.question import Observatory, Query
from gigawatch.question.change import change_records
from gigawatch.question.row import fact_record
from gigawatch.question.total import total_record
from gigawatch.question.why import account_record
from gigawatch.question.why.account import ThingAccount
from gigawatch.site.api import Shelf
from gigawatch.site.api.ahead import refuse_ahead
from gigawatch.site.assistant.evidence import tell_evidence, tell_statements
from gigawatch.site.assistant.portion import (
    MOST_WORDS,
    Part,
    cut_part,
    first_statements,
    list_statements,
    summarise,
)
from gigawatch.site.assistant.rank import rank_units
from gigawatch.site.search import open_search

Record = dict[str, Any]
Lang = Annotated[Literal["en", "zh"], Field(description="language of names and reasons")]
Day = Annotated[str | None, Field(description="only what was published by this day (ISO)")]
Limit = Annotated[int, Field(ge=1, le=100, description="at most so many")]


class Tools:
    """What an assistant may ask. Every method but one is a tool: it sees its name, parameters and docstring."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def every(self) -> Sequence[Callable[..., Record]]:
        """The tools in the order in which they are told of."""
        return (self.find, self.facts, self.total, self.why, self.diff, self.index, self.chain)

    def find(self, words: str, lang: Lang = "en", limit: Limit = 10) -> Record:
        """Find things, facts and passages that hold every word: a part of a name in either script, pinyin, a value.

        Ids lead on: `why` opens that of a thing or fact.
        """
        found = open_search(self._shelf.database).find(words, lang, limit)
        told: Record = {f"{shelf}s": [asdict(hit) for hit in hits] for shelf, hits in found.items()}
        ledger = self._open().ledger
        told["evidence"] = tell_evidence(ledger, (hit.id for hit in found["fact"]))
        return told

    def facts(  # noqa: PLR0913, PLR0917  # every condition of a question is a parameter of its tool
        self,
        company: Annotated[str | None, Field(description="a company with its subsidiaries, sites and phases")] = None,
        place: Annotated[str | None, Field(description="a place with all that lies in it")] = None,
        subject: Annotated[str | None, Field(description="one thing by name or id")] = None,
        measure: Annotated[str | None, Field(description="capacity, investment, production, ...")] = None,
        link: Annotated[str | None, Field(description="link of the chain: cell, cathode, separator, ...")] = None,
        stage: Stage | None = None,
        verdict: Settlement | None = None,
        kind: Annotated[EntityKind | None, Field(description="the kind of thing it is of")] = None,
        period: Annotated[str | None, Field(description="valid within: 2022, 2022-H1, 2021/2023")] = None,
        as_of: Day = None,
        lang: Lang = "en",
        limit: Limit = 20,
    ) -> Record:
        """The settled facts that meet every condition, newest first, each with the sentence that it came from."""
        query = Query(
            company=company, place=place, subject=subject, measure=measure, link=link, stage=stage, verdict=verdict,
            kind=kind, period=period, reverse=True,
        )  # fmt: skip
        book = self._open(as_of)
        found = book.select(query)
        facts = [fact_record(book.ledger, fact, lang) for fact in found[:limit]]
        return {
            "found": len(found),
            "facts": facts,
            "evidence": tell_evidence(book.ledger, (f.id for f in found[:limit])),
        }

    def total(
        self,
        measure: Annotated[str, Field(description="capacity, investment, production, ...")],
        company: Annotated[str | None, Field(description="a company with its subsidiaries, sites and phases")] = None,
        place: Annotated[str | None, Field(description="a place with all that lies in it")] = None,
        link: Annotated[str | None, Field(description="link of the chain")] = None,
        stage: Stage | None = None,
        unit: Annotated[str | None, Field(description="of this unit alone; money is converted to a currency")] = None,
        as_of: Day = None,
        lang: Lang = "en",
    ) -> Record:
        """Totals as intervals, each with its scope in words; a whole and its parts count once, plans apart."""
        book = self._open(as_of)
        query = Query(company=company, place=place, measure=measure, link=link, stage=stage)
        found = book.totals(query, unit)
        totals = [total_record(book.ledger, one, book.clocks, lang) for one in found]
        counted = (fact.id for one in found for fact in one.counted)
        return {"totals": totals, "evidence": tell_evidence(book.ledger, counted)}

    def why(self, key: str, as_of: Day = None, lang: Lang = "en") -> Record:
        """What stands behind a fact, claim, table cell, thing or step by its id, or behind a thing by its name.

        Of a fact: the rule, the values that lost and why, and each sentence. A name that fits several gives candidates.
        """
        book = self._open(as_of)
        account = book.why(key)
        told = account_record(book.ledger, account, lang)
        if isinstance(account, ThingAccount):
            told["evidence"] = tell_evidence(book.ledger, (fact.id for fact in account.facts))
        return told

    def diff(
        self,
        since: Annotated[str, Field(description="a day (ISO), or a kept edition by id or name")],
        until: Annotated[str | None, Field(description="a later one; the day of the build by default")] = None,
        company: Annotated[str | None, Field(description="of a company with all that it holds")] = None,
        place: Annotated[str | None, Field(description="in a place")] = None,
        lang: Lang = "en",
        limit: Limit = 50,
    ) -> Record:
        """What changed between two days: facts added, changed and ended, statuses moved, each with the reason."""
        book = self._open()
        found = book.diff(since, until or self._shelf.built_on.isoformat(), place=place, company=company)
        changes = change_records(found, lang)
        facts = [str(one["id"]) for one in changes[:limit] if one["what"] == "fact"]
        return {"found": len(changes), "changes": changes[:limit], "evidence": tell_evidence(book.ledger, facts)}

    def index(
        self,
        index: Annotated[str, Field(description="global (countries), china (provinces) or enterprise")] = "global",
        unit: Annotated[
            str | None, Field(description="a country, province or enterprise: its readings as well")
        ] = None,
        code: Annotated[
            str | None, Field(description="a part of the index by code; the index itself by default")
        ] = None,
        period: Annotated[str | None, Field(description="a year; the latest by default")] = None,
        limit: Limit = 50,
    ) -> Record:
        """The ranking of the development index, or of a part of it, with the interval of every rank.

        Of one unit also the readings that its score rests on, each with its source, vintage and interval.
        """
        return rank_units(self._open(), index, unit, code, period, limit)

    def chain(
        self,
        region: str,
        part: Annotated[Part, Field(description="the summary, or one part of it in full")] = "summary",
        link: Annotated[str | None, Field(description="of one link alone: cell, cathode, separator, ...")] = None,
        as_of: Day = None,
        offset: Annotated[int, Field(ge=0, description="rows of the part to pass over")] = 0,
        limit: Annotated[int, Field(ge=1, le=20, description="at most so many rows of the part")] = 5,
    ) -> Record:
        """A region's or company's industrial chain: who works in which link, material balances, what is missing.

        A summary by default, with counts of activities and firms. `part` tells links (who works there, with figures),
        balances (needs and supplies), candidates or incumbents (firms for links without a plant) in full, 5 rows by
        default, at most 20 (of balances 5); `found` is how many there are, `offset` leads on. At most 20 statements
        come with their words; `why` opens the others.
        """
        book = self._open(as_of)
        whole = as_json(find_chain(book.ledger, settle_region(book.ledger, region)))
        if part == "summary":
            told, statements = summarise(whole, link), first_statements(whole, link)
        else:
            told = cut_part(whole, part, link, offset, limit)
            statements = list_statements(told)
        return {**told, "evidence": tell_statements(book.ledger, statements, MOST_WORDS)}

    def _open(self, as_of: str | None = None) -> Observatory:
        refuse_ahead(self._shelf, as_of)
        return self._shelf.take().by(as_of=as_of)
