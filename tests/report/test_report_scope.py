"""Reports on a place, on a company, and the brief of one page, from the same small synthetic world."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from report_fixture import ACME, MADE, OTHER, TOWN, cell, ledger, publication, quantity
from report_walk import walk_report

from gigawatch.ledger import Material, compare_states, make_ledger, state_of
from gigawatch.model import Bound, Entity, EntityKind, InputError, Mention, Observation, QuantityClaim
from gigawatch.report import Content, Publication, compose_report, render_html, render_pdf, write_report
from gigawatch.report.block import Block, Chart
from gigawatch.report.cell import cell_subject
from gigawatch.report.constant import tell_in_language
from gigawatch.report.listed import listed_cells, name_holding
from gigawatch.report.scope import Scope, Subject
from gigawatch.run.scoping import find_thing
from gigawatch.vocab import places
from gigawatch.vocab.shelf import read_csv

PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
REGION, COMPANY = Scope(Subject.REGION), Scope(Subject.COMPANY)
THINGS = {Subject.WORKSPACE: TOWN, Subject.REGION: TOWN, Subject.COMPANY: ACME}
SCOPES = [Scope(subject, is_brief) for subject in Subject for is_brief in (False, True)]
LANGS = ["en", "zh"]


@cache
def scoped(scope: Scope) -> Publication:
    return replace(publication(), scope=scope, region=THINGS[scope.subject])


@cache
def content(scope: Scope, lang: str) -> Content:
    return compose_report(scoped(scope), lang)


@cache
def page(scope: Scope, lang: str) -> str:
    return render_html(content(scope, lang), scoped(scope))


def listed() -> Publication:
    """The profile of a company that the shipped list holds; its figures are synthetic."""
    material = ledger().material
    cells = {one.id: replace(one, id=f"{one.id}-catl") for one in (cell("CATL", "2030", 7), cell("CATL", "2031", 9))}
    found = make_ledger(replace(material, observations={one.id: one for one in cells.values()}))
    return replace(publication(), ledger=found, scope=COMPANY, region="org-catl")


def years_of(cells: list[Observation], *claims: QuantityClaim, lang: str = "en") -> str:
    """The figures by year in the profile of a listed company, of synthetic rows and of claims that are its own."""
    material = ledger().material
    roles = {"thing": "org-catl", "subject": "org-catl", "place": TOWN}
    mentions = {
        (one.id, role): Mention(one.id, role, "", thing)
        for one in claims
        for role, thing in roles.items()
        if role != "place" or one.place
    }
    firm = Entity("org-catl", EntityKind.ORGANISATION, "CATL", {"en": "CATL", "zh": "宁德时代"})
    found = make_ledger(
        replace(
            material,
            observations={one.id: one for one in cells},
            claims={one.id: one for one in claims},
            entities={**material.entities, firm.id: firm},
            mentions=mentions,
        )
    )
    own = replace(publication(), ledger=found, scope=COMPANY, region="org-catl", outlook=None, chain=None)
    shown = render_html(compose_report(own, lang), own)
    assert walk_report(shown).faults == []
    return shown.partition('id="years"')[2].partition("<section")[0]


def row_of(measure: str, value: float, unit: str, note: str, vintage: str) -> Observation:
    own = cell("CATL", "2031", value)
    return replace(own, id=f"{own.id}-{measure}-{value:g}", measure=measure, unit=unit, note=note, vintage=vintage)


def ids(content: Content) -> list[str]:
    return [section.id for section in content.sections]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("scope", SCOPES)
def test_every_figure_of_every_kind_of_report_leads_to_its_evidence(scope: Scope, lang: str) -> None:
    walk = walk_report(page(scope, lang))
    assert walk.faults == []
    assert walk.figures > 5


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("scope", [one for one in SCOPES if one.is_brief])
def test_a_brief_is_exactly_one_page(tmp_path: Path, scope: Scope, lang: str) -> None:
    path = tmp_path / "brief.pdf"
    render_pdf(content(scope, lang), scoped(scope), path)
    assert len(PAGE.findall(path.read_bytes())) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_a_brief_on_a_thing_with_a_name_too_long_for_a_line_is_still_one_page(tmp_path: Path, lang: str) -> None:
    own = scoped(Scope(Subject.REGION, is_brief=True))
    long = {"en": "Riverton by the wide and slow river " * 6, "zh": "大河之滨的里弗顿" * 12}
    material = own.ledger.material
    town = replace(material.entities[TOWN], name=long["en"], names=long)
    found = replace(own.ledger, material=replace(material, entities={**material.entities, TOWN: town}))
    path, wordy = tmp_path / "brief.pdf", replace(own, ledger=found)
    render_pdf(compose_report(wordy, lang), wordy, path)
    assert len(PAGE.findall(path.read_bytes())) == 1


def test_a_brief_holds_figures_a_picture_sentences_what_is_contested_and_sources() -> None:
    brief = content(Scope(Subject.REGION, is_brief=True), "en")
    assert ids(brief) == ["key", "told", "contested", "sources"]
    shown = page(Scope(Subject.REGION, is_brief=True), "en")
    assert "<svg" in shown
    assert "55 GWh a year" in shown.partition('id="contested"')[2].partition('id="sources"')[0]


def test_a_region_report_leaves_out_what_it_has_nothing_on_and_names_it_in_one_sentence() -> None:
    found = content(REGION, "en")
    assert "carbon" not in ids(found)
    shown = page(REGION, "en")
    assert "Left out, because no kept source or table says anything of it for Riverton" in shown
    assert "“The carbon of batteries”" in shown


def test_a_company_profile_says_who_it_is_and_what_it_signed_up_to() -> None:
    own = ids(content(COMPANY, "en"))
    assert own[:2] == ["key", "identity"]
    assert "pledged" not in own or own.index("pledged") < own.index("quality")
    assert "Acme Cells does not appear in the list of organisations" in page(COMPANY, "en")


def test_a_listed_company_is_told_with_its_joint_ventures_and_figures_by_year() -> None:
    shown = render_html(compose_report(listed(), "en"), listed())
    assert walk_report(shown).faults == []
    assert "CATL is a cell maker based in China" in shown
    assert "Joint ventures of CATL" in shown
    years = shown.partition('id="years"')[2].partition("<section")[0]
    assert ">7 GWh<" in years
    assert ">9 GWh<" in years


def test_a_stake_that_a_document_tells_is_not_taken_for_the_share_of_the_market() -> None:
    stake = quantity("doc-english", "12 projects", "share", 30, "%", period="2031")
    shown = years_of([row_of("share", 37, "%", "SNE Research", "2032-02-01")], stake)
    assert ">37%<" in shown
    assert ">30%<" not in shown


def test_what_was_installed_in_one_place_is_not_taken_for_all_that_was_installed() -> None:
    part = quantity("doc-english", "12 projects", "installed", 3, "GWh", period="2031", place="Riverton")
    whole = row_of("installed", 9, "GWh", "SNE Research", "2032-02-01")
    assert ">9 GWh<" in years_of([whole], part)
    assert ">3 GWh<" in years_of([whole], replace(part, place=None))


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "(InfoLink; by other counts: SNE Research "), ("zh", "（InfoLink；其他统计：SNE Research ")],
)
def test_values_of_several_providers_stand_under_their_names(lang: str, words: str) -> None:
    rows = [
        row_of("share_storage", 41, "%", "InfoLink, its own page", "2032-08-01"),
        row_of("share_storage", 43.4, "%", "SNE Research, in a newspaper", "2032-04-01"),
        row_of("share_storage", 45, "%", "SNE Research, in another", "2032-03-01"),
    ]
    shown = re.sub("<[^>]*>", "", years_of(rows, lang=lang))
    assert f"41%{'' if lang == 'zh' else ' '}{words}43.4%" in shown.replace("\u00a0", " ")
    assert "contradict each other:" not in shown


def test_a_hedged_value_is_drawn_with_what_its_hedge_allows() -> None:
    rows = [cell("CATL", "2030", 7), replace(cell("CATL", "2031", 9), qualifier=Bound.OVER)]
    material = replace(ledger().material, observations={one.id: one for one in rows})
    own = replace(publication(), ledger=make_ledger(material), scope=COMPANY, region="org-catl")
    (chart,) = (
        b for s in compose_report(own, "en").sections if s.id == "years" for b in s.blocks if isinstance(b, Chart)
    )
    values = chart.spec["data"]["values"]
    assert [(one["low"], one["value"]) for one in values] == [(7, 7), (9, 9)]
    assert values[0]["high"] == 7
    assert values[1]["high"] > 9


def test_a_share_in_a_joint_venture_is_printed_only_where_a_page_tells_it() -> None:
    shown = render_html(compose_report(listed(), "en"), listed())
    table = shown.partition("Joint ventures of CATL")[2].partition("</table>")[0]
    assert table.count("%") == len(re.findall(r'<a class="fig"[^>]*>[\d.]+%</a>', table))
    assert "general knowledge" not in shown.partition('id="sources"')[0]


def test_a_share_tells_its_firms_by_name_its_row_and_the_day_of_its_page() -> None:
    shares = [one for one in listed_cells().values() if one.measure == "share"]
    rows = list(read_csv("venture.csv"))
    for one in shares:
        row = rows[one.row - 1]
        assert (float(row["share"]), row["source"], row["told_on"]) == (one.value, one.source, one.vintage or "")
        for lang in LANGS:
            subject = cell_subject(tell_in_language(one, lang), lang)
            assert "org-" not in subject
            assert subject == name_holding(one.id, lang)


def test_planned_and_built_stand_apart_in_a_profile() -> None:
    shown = page(COMPANY, "en")
    head = re.findall(r"<th[^>]*>(Planned|Built)</th>", shown)
    assert head == ["Planned", "Built"]


@pytest.mark.parametrize("lang", LANGS)
def test_what_changed_since_the_last_edition_is_told_with_both_values(lang: str) -> None:
    material: Material = ledger().material
    before = replace(material, claims={key: one for key, one in material.claims.items() if key != OTHER.id})
    difference = compare_states(state_of(make_ledger(before), "spring"), state_of(ledger(), "now"))
    own = replace(scoped(REGION), changes=difference)
    found = compose_report(own, lang)
    assert "changed" in ids(found)
    shown = render_html(found, own)
    assert walk_report(shown).faults == []
    told = shown.partition('id="changed"')[2].partition("</section>")[0]
    assert "40 GWh" in told


@pytest.mark.parametrize(("lang", "words"), [("en", "inferred to be stale"), ("zh", "推定过时")])
def test_a_status_that_has_only_aged_is_told_as_aged(lang: str, words: str) -> None:
    before, after = (state_of(ledger(), str(day), day) for day in (date(2031, 6, 1), date(2045, 1, 1)))
    own = replace(scoped(REGION), changes=compare_states(before, after))
    shown = render_html(compose_report(own, lang), own)
    assert words in shown.partition('id="changed"')[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "Nothing has changed for Riverton since"), ("zh", "里弗顿没有变化")]
)
def test_an_edition_without_changes_is_said_to_have_none(lang: str, words: str) -> None:
    now = state_of(ledger(), "spring")
    own = replace(scoped(REGION), changes=compare_states(now, now))
    assert words in render_html(compose_report(own, lang), own)


@pytest.mark.parametrize(("lang", "words"), [("en", "kept no more"), ("zh", "不再保存")])
def test_a_value_that_fell_away_with_its_document_is_told_without_its_figure(lang: str, words: str) -> None:
    material = ledger().material
    kept = replace(material, claims={key: one for key, one in material.claims.items() if key != MADE.id})
    now = make_ledger(kept)
    own = replace(scoped(REGION), ledger=now, outlook=None, chain=None, odds=None)
    own = replace(own, changes=compare_states(state_of(ledger(), "spring"), state_of(now, "now")))
    shown = render_html(compose_report(own, lang), own)
    told = shown.partition('id="changed"')[2].partition("</section>")[0]
    assert words in told
    assert "21" not in told


def test_a_brief_for_a_word_processor_has_no_cover_and_no_contents(tmp_path: Path) -> None:
    import docx

    (path,) = write_report(scoped(Scope(Subject.REGION, is_brief=True)), tmp_path, ["en"], ["docx"])
    told = docx.Document(str(path)).paragraphs
    assert told[0].text == "Riverton: the battery industry in brief"
    assert [one.text for one in told if one.style.name == "TOC Heading"] == []


def test_only_the_formats_and_languages_asked_for_are_written(tmp_path: Path) -> None:
    written = write_report(scoped(Scope(Subject.COMPANY, is_brief=True)), tmp_path, ["zh"], ["pdf", "html"])
    assert [path.name for path in written] == ["brief.zh.html", "brief.zh.pdf"]


def test_folders_are_named_by_kind_and_thing() -> None:
    assert REGION.folder("Sichuan", "place-cn-sichuan") == "region-sichuan"
    assert Scope(Subject.COMPANY, is_brief=True).folder("LG Energy Solution", "org-lges") == (
        "brief-company-lg-energy-solution"
    )
    assert Scope(is_brief=True).folder("Riverton", TOWN) == "brief"
    assert COMPANY.folder("尖峰", "org-7") == "company-org-7"


def test_places_of_one_name_have_folders_of_their_own_and_letters_lose_only_their_accents() -> None:
    made = [REGION.folder(one.name_en or "", one.id) for one in places()]
    assert len(set(made)) == len(made)
    assert REGION.folder("Suzhou", "place-cn-suzhou") == "region-suzhou-cn-suzhou"
    assert REGION.folder("Łódź", "place-3093133") == "region-lodz"


def test_a_thing_is_found_by_its_name_in_either_language() -> None:
    assert find_thing(ledger(), REGION, "里弗顿") == find_thing(ledger(), REGION, " riverton ") == TOWN
    assert find_thing(ledger(), COMPANY, "尖峰电池") == ACME
    assert find_thing(ledger(), COMPANY, "org-catl") == find_thing(ledger(), COMPANY, "宁德时代") == "org-catl"


@pytest.mark.parametrize(
    ("scope", "name", "words"),
    [
        (REGION, "Rivertown", r"no place 'Rivertown' is known.*near: Riverton"),
        (COMPANY, "Acme Cels", r"no company 'Acme Cels' is known.*near: Acme Cells"),
        (REGION, "Acme Cells", r"is a company.*--company"),
        (COMPANY, "Riverton", r"is a place.*--region"),
        (COMPANY, "", r"no company '' is known"),
    ],
)
def test_a_name_that_nobody_knows_is_refused_with_those_near(scope: Scope, name: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        find_thing(ledger(), scope, name)


def test_a_name_of_separate_things_is_refused_with_their_ids() -> None:
    material = ledger().material
    twin = replace(material.entities[ACME], id="org-acme-two")
    both = replace(ledger(), material=replace(material, entities={**material.entities, twin.id: twin}))
    assert twin.kind is EntityKind.ORGANISATION
    with pytest.raises(InputError, match=r"may be 2 things: org-acme \(Acme Cells\), org-acme-two"):
        find_thing(both, COMPANY, "Acme Cells")


@pytest.mark.parametrize("lang", LANGS)
def test_a_company_whose_sites_no_statement_is_of_has_a_profile_without_a_count_of_them(lang: str) -> None:
    silent = Entity("site-silent", EntityKind.SITE, "CATL, Riverton", {}, None, {"owner": "org-catl", "place": TOWN})
    material = replace(ledger().material, entities={**ledger().material.entities, silent.id: silent})
    own = replace(listed(), ledger=make_ledger(material))
    shown = render_html(compose_report(own, lang), own)
    assert walk_report(shown).faults == []
    assert ("known site" if lang == "en" else "已知基地") not in shown


@pytest.mark.parametrize("lang", LANGS)
def test_what_was_installed_is_told_with_the_year_before_and_whether_it_rose(lang: str) -> None:
    told = "".join(run.text for block in _years(lang) for run in getattr(block, "runs", ()))
    assert {"en": "9 GWh of its batteries, up from 7 GWh the year before", "zh": "9 GWh，高于上年的7 GWh"}[lang] in told


def _years(lang: str) -> tuple[Block, ...]:
    return next(s for s in compose_report(listed(), lang).sections if s.id == "years").blocks
