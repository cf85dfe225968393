"""Firms that could fill missing links as plain text, each with what speaks for it and where that is from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gigawatch.chain.candidate import Candidate, Reason, Tie
from gigawatch.chain.phrase import say
from gigawatch.ledger import Ledger
from gigawatch.vocab import label, organisations, places

MOST = 3
MOST_IDS = 2


def candidate_lines(
    candidates: Mapping[str, tuple[Candidate, ...]],
    incumbents: Mapping[str, tuple[Candidate, ...]],
    ledger: Ledger,
    lang: str,
) -> Iterator[str]:
    """The first firms elsewhere for each link for which more speaks than what they make, with how many are known; then
    the firms that are here already and known to make the product.
    """
    for link, found in candidates.items():
        name, tied = label("link", link, lang), [one for one in found if one.is_tied]
        if found:
            most = say("candidate_most", lang, shown=MOST) if len(tied) > MOST else ""
            yield say("candidate_link", lang, link=name, count=len(found), tied=len(tied), most=most)
        else:
            yield say("candidate_none", lang, link=name)
        for one in tied[:MOST]:
            yield f"    {tell_candidate(one, ledger, lang)}"
        if incumbents[link]:
            yield say("incumbents", lang, firms=tell_incumbents(incumbents[link], ledger, lang))


def tell_incumbents(found: Sequence[Candidate], ledger: Ledger, lang: str) -> str:
    """The firms that are here already, each with the ids that say so."""
    mark = "；" if lang == "zh" else "; "
    return mark.join(_tell_incumbent(one, ledger, lang) for one in found)


def _tell_incumbent(candidate: Candidate, ledger: Ledger, lang: str) -> str:
    name = name_thing(candidate.firm, ledger, lang)
    reason = next(one for one in candidate.reasons if one.tie in (Tie.HERE, Tie.NAMED))
    if reason.tie is Tie.NAMED:
        return f"{name}{say('note', lang, text=_tell(reason, candidate, ledger, lang))}"
    return f"{name} [{' '.join(reason.evidence[:MOST_IDS])}]"


def tell_candidate(candidate: Candidate, ledger: Ledger, lang: str) -> str:
    """A firm and what speaks for it."""
    stop, colon = ("；", "：") if lang == "zh" else ("; ", ": ")
    reasons = stop.join(_tell(reason, candidate, ledger, lang) for reason in candidate.reasons)
    return f"{name_thing(candidate.firm, ledger, lang)}{colon}{reasons}"


def _tell(reason: Reason, candidate: Candidate, ledger: Ledger, lang: str) -> str:
    mark = "、" if lang == "zh" else " / "  # names of plants hold commas
    return say(
        f"tie_{reason.tie.value}",
        lang,
        presence=say(candidate.presence.value, lang) if reason.tie is Tie.PLANT else "",
        things=mark.join(name_thing(one, ledger, lang) for one in reason.things),
        ids=" ".join(reason.evidence[:MOST_IDS]),
        source=tell_origin(reason.source, lang),
    )


def name_thing(thing: str, ledger: Ledger, lang: str) -> str:
    """A thing's name, by the ledger or the vocabulary."""
    if thing in ledger.entities:
        return ledger.label(thing, lang)
    known = organisations().get(thing) or places().get(thing)
    return known.label(lang) if known is not None else thing


def tell_origin(source: str, lang: str) -> str:
    """Where the vocabulary has something from."""
    return source if source.startswith("http") else say("general knowledge", lang)
