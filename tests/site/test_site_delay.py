"""A delay's former date on a thing's page, with the sentence that promised it; the texts are made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from site_example import content, publication
from site_tree import read_page

from gigawatch.claims import read_claims
from gigawatch.ledger import make_ledger
from gigawatch.model import Document
from gigawatch.resolve import resolve
from gigawatch.site import make_site, write_pages

TEXTS = {
    date(2023, 1, 5): "CATL's plant in Debrecen, with 40 GWh, will start production in 2025.",
    date(2024, 5, 10): "CATL has delayed its plant in Debrecen to 2027.",
}


def test_a_delay_links_the_sentence_that_promised_the_former_date(tmp_path: Path) -> None:
    documents = {
        f"doc-{day.year}": Document(f"doc-{day.year}", "d", f"{day.year}" * 16, text, "en", None, None, None, day, day)
        for day, text in TEXTS.items()
    }
    claims = [claim for document in documents.values() for claim in read_claims(document).claims]
    found = resolve(documents, claims, [])
    base = publication()
    beside = base.ledger.material
    material = replace(
        beside,
        documents={**beside.documents, **documents},
        claims={**beside.claims, **{claim.id: claim for claim in claims}},
        entities={**beside.entities, **found.entities},
        mentions={**beside.mentions, **found.mentions},
    )
    made = replace(base, ledger=make_ledger(material))
    (plant,) = (thing for thing in made.ledger.milestones if thing in found.entities)
    (promise,) = (c.id for c in claims if c.document == "doc-2023" and c.kind == "quantity")
    write_pages(make_site(made, {lang: content(made, lang) for lang in ("en", "zh")}, []), tmp_path)
    for lang, words in (
        ("en", "promised for 2025 before, now for 2027: 2 years later, promised before:"),
        ("zh", "推迟2年"),
    ):
        (step,) = (li for li in read_page(tmp_path / lang / "thing" / f"{plant}.html").find("li") if words in li.text)
        links = [a.attributes["href"] for a in step.find("a")]
        assert len(links) == 2
        assert promise in links[0]
