from __future__ import annotations

import json
from datetime import date

import pytest

from gigawatch.figures import packages
from gigawatch.model import Bound, InputError, Kind, Observation
from gigawatch.outlook import find_pledges, make_outlook, themes
from gigawatch.outlook.pledge import Direction, PledgeStatus, Why, as_json, make_pledge_page, render_text, rules
from gigawatch.vocab import measures

TEXT = (
    "CATL, BYD and others signed the River Declaration at a meeting in Yibin. They pledged to increase research "
    "spending, to use 100% renewable electricity by 2025, to found a joint venture, to cooperate, "
    "to strengthen international exchange and to build a shared future."
)
NAMES = ("CATL", "BYD")
TODAY = date(2026, 6, 30)


def pledge(desk, words, theme, *, names=NAMES, **more):
    data = {"declaration": "River Declaration", "signatories": list(names), "commitment": words, "theme": theme}
    return desk.tell(Kind.PLEDGE, "river", words, **data, **more)


@pytest.fixture
def river(desk):
    desk.document("river", TEXT, "2022-07-25")
    desk.say("river", "Yibin", 1, "count", measure="projects", subject="Yibin", period="2022-07")
    return desk


def cell(desk, subject, measure, period, value, unit, vintage="2025-06-01", **more):
    """A synthetic cell of the shipped table of makers."""
    key = f"obs-{subject}-{measure}-{period}-{value}".replace(" ", "-")
    row = {"subject": subject, "measure": measure, "period": period, "value": value, "unit": unit, "vintage": vintage}
    source = "https://example.org/synthetic"
    desk.cells[key] = Observation(
        id=key, table="enterprise_finance", row=len(desk.cells) + 1, source=source, **row, **more
    )
    return key


def spend(desk, subject, *figures, measure="rd_spending"):
    return [cell(desk, subject, measure, period, value, "CNY") for period, value in figures]


def only(desk, **asked):
    """The one commitment of the one declaration."""
    (declaration,) = find_pledges(desk.ledger(), **({"on": TODAY} | asked)).declarations
    (commitment,) = declaration.commitments
    return commitment


def by_name(commitment):
    return {one.party.name: one for one in commitment.signatories}


def test_a_pledge_without_anything_to_count_is_not_measurable_as_worded(river):
    pledge(river, "build a shared future", "community")
    assert (only(river).status, only(river).verdict.why) == (PledgeStatus.UNMEASURABLE, Why.NO_GAUGE)


def test_a_pledge_has_no_evidence_while_nothing_is_told_after_it(river):
    pledge(river, "increase research spending", "research")
    spend(river, "CATL", ("2021", 7e9), ("2022", 8e9))
    found = only(river)
    assert (found.status, found.evidence) == (PledgeStatus.NONE, ())
    assert {one.why for one in found.signatories} == {Why.NOTHING}


def test_figures_that_surely_rose_since_the_year_of_the_pledge_are_progress(river):
    pledge(river, "increase research spending", "research")
    told = spend(river, "CATL", ("2021", 7e9), ("2022", 15e9), ("2023", 18e9), ("2024", 19e9))
    catl = by_name(only(river))["CATL"]
    (trace,) = catl.traces
    assert (catl.status, catl.why, catl.since) == (PledgeStatus.PROGRESS, Why.RIGHT, "2023")
    assert (trace.base.period, trace.last.period, trace.direction) == ("2022", "2024", Direction.RIGHT)
    assert set(trace.evidence) == set(told[1:])
    assert trace.origin == "enterprise_finance"


@pytest.mark.parametrize(("names", "status", "why"), [
    (("CATL", "BYD"), PledgeStatus.PROGRESS, Why.ENOUGH),
    (("CATL", "BYD", "Nio"), PledgeStatus.NONE, Why.TOO_FEW),
])  # fmt: skip
def test_the_whole_is_in_progress_by_half_of_those_who_signed(river, names, status, why):
    pledge(river, "increase research spending", "research", names=names)
    spend(river, "CATL", ("2022", 15e9), ("2024", 19e9))
    found = only(river)
    assert (found.status, found.verdict.why) == (status, why)
    assert (found.verdict.shown, found.verdict.counted) == (1, len(names))
    assert by_name(found)["CATL"].status is PledgeStatus.PROGRESS


def test_an_association_is_not_asked_what_it_spends_on_research(river):
    pledge(river, "increase research spending", "research", names=("CATL", "China Battery Industry Association"))
    spend(river, "CATL", ("2022", 15e9), ("2024", 19e9))
    found = only(river)
    assert (found.verdict.shown, found.verdict.counted) == (1, 1)
    assert by_name(found)["China Battery Industry Association"].why is Why.NOT_OF_KIND


def test_hedges_that_overlap_show_no_direction(river):
    pledge(river, "increase research spending", "research")
    cell(river, "CATL", "rd_spending", "2022", 15e9, "CNY", qualifier=Bound.OVER)
    cell(river, "CATL", "rd_spending", "2024", 19e9, "CNY")
    assert by_name(only(river))["CATL"].why is Why.UNCLEAR


def test_sources_that_differ_make_the_interval_wider(river):
    pledge(river, "increase research spending", "research")
    spend(river, "CATL", ("2022", 15e9), ("2022", 16e9), ("2024", 15.5e9))
    (trace,) = by_name(only(river))["CATL"].traces
    assert (trace.base.interval.low, trace.base.interval.high) == (15e9, 16e9)
    assert trace.direction is Direction.UNCLEAR


def test_figures_that_fell_are_told_as_the_other_way(river):
    pledge(river, "increase research spending", "research")
    spend(river, "CATL", ("2022", 15e9), ("2024", 12e9))
    assert (only(river).status, by_name(only(river))["CATL"].why) == (PledgeStatus.NONE, Why.OTHER_WAY)


def test_half_a_year_is_not_held_against_a_year(river):
    pledge(river, "increase research spending", "research")
    spend(river, "CATL", ("2022", 15e9), ("2025-H1", 10e9))
    catl = by_name(only(river))["CATL"]
    assert (catl.why, [one.direction for one in catl.traces]) == (Why.SINGLE, [Direction.SINGLE])


def test_a_group_s_spending_is_not_held_against_the_maker_s_own(river):
    pledge(river, "increase research spending", "research")
    spend(river, "BYD", ("2022", 10e9))
    spend(river, "BYD", ("2024", 50e9), measure="rd_spending_group")
    assert by_name(only(river))["BYD"].why is Why.SINGLE


def test_emissions_are_to_fall_and_a_stated_change_counts_by_its_sign(river):
    river.document("river", TEXT + " They vowed to cut emissions.", "2022-07-25")
    pledge(river, "cut emissions", "green")
    cell(river, "CATL", "emissions_operations", "2022", 3e6, "tCO2e")
    cell(river, "CATL", "emissions_operations", "2024", 2e6, "tCO2e")
    cell(river, "BYD", "emissions_operations_growth", "2023", -34, "%")
    found = only(river)
    assert {one.party.name: one.why for one in found.signatories} == {"CATL": Why.RIGHT, "BYD": Why.RIGHT}


def test_the_grid_of_the_country_is_told_beside_and_decides_nothing(river):
    pledge(river, "use 100% renewable electricity by 2025", "green", due="2025")
    for period, value in (("2022", 30.0), ("2024", 34.0)):
        key = f"obs-grid-{period}"
        told = {"subject": "China", "measure": "renewable_share", "period": period, "value": value, "unit": "%"}
        river.cells[key] = Observation(id=key, table="country_electricity", row=1, source="s", vintage="2025", **told)
    catl = by_name(only(river))["CATL"]
    assert [(one.gauge, one.decides, one.direction) for one in catl.traces] == [("home_grid", False, Direction.RIGHT)]
    assert (catl.status, catl.evidence) == (PledgeStatus.NONE, ())


@pytest.mark.parametrize(("reached", "why"), [("2024", Why.LEVEL), ("2026-03", Why.LATE)])
def test_a_level_reached_is_kept_and_a_late_one_says_so(river, reached, why):
    pledge(river, "use 100% renewable electricity by 2025", "green", due="2025")
    for name in NAMES:
        cell(river, name, "renewable_electricity_share", "2022", 40, "%")
        cell(river, name, "renewable_electricity_share", reached, 100, "%")
    found = only(river)
    assert (found.target.quantity.value, found.due) == (100, "2025")
    assert (found.status, found.verdict.is_overdue) == (PledgeStatus.KEPT, False)
    assert {one.why for one in found.signatories} == {why}


def test_a_date_that_passed_without_the_level_is_overdue(river):
    pledge(river, "use 100% renewable electricity by 2025", "green", due="2025")
    cell(river, "CATL", "renewable_electricity_share", "2022", 40, "%")
    cell(river, "CATL", "renewable_electricity_share", "2024", 75, "%")
    found = only(river)
    assert (found.status, found.verdict.is_overdue) == (PledgeStatus.PROGRESS, True)
    before = only(river, on=date(2025, 6, 30))
    assert not before.verdict.is_overdue


def test_carbon_neutrality_is_a_level_stated_by_name(river):
    river.document("river", TEXT + " They vowed to be carbon neutral.", "2022-07-25")
    pledge(river, "be carbon neutral", "green", names=("CATL",))
    cell(river, "CATL", "emissions_operations", "2022", 3e6, "tCO2e")
    cell(river, "CATL", "emissions_operations", "2024", 1e6, "tCO2e")
    assert only(river).status is PledgeStatus.PROGRESS
    cell(river, "CATL", "emissions_operations", "2025", 0, "tCO2e")
    assert only(river).status is PledgeStatus.KEPT


def test_a_change_in_per_cent_is_reckoned_from_the_figure_before(river):
    river.document("river", TEXT + " They vowed to cut emissions by 30%.", "2022-07-25")
    pledge(river, "cut emissions by 30%", "green", names=("CATL",))
    cell(river, "CATL", "emissions_operations", "2022", 100, "tCO2e")
    cell(river, "CATL", "emissions_operations", "2023", 75, "tCO2e")
    assert only(river).status is PledgeStatus.PROGRESS
    cell(river, "CATL", "emissions_operations", "2024", 70, "tCO2e")
    assert only(river).status is PledgeStatus.KEPT


def vow(desk, words, theme, lang):
    desk.document("vow", f"CATL: {words}" if lang == "en" else f"宁德时代：{words}", "2022-07-25", lang)
    told = {"signatories": ["CATL" if lang == "en" else "宁德时代"], "commitment": words, "theme": theme}
    desk.tell(Kind.PLEDGE, "vow", words, **told)


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "raise research spending to 5% of revenue"), ("zh", "将研发投入提高到营收的5%")]
)
def test_a_share_of_revenue_is_no_rise_of_the_sum_and_is_kept_by_that_share_alone(desk, lang, words):
    vow(desk, words, "research", lang)
    spend(desk, "CATL", ("2022", 100), ("2024", 106))
    assert only(desk).status is PledgeStatus.PROGRESS
    cell(desk, "CATL", "rd_share", "2022", 4, "%")
    cell(desk, "CATL", "rd_share", "2024", 5.2, "%")
    assert only(desk).status is PledgeStatus.KEPT


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "increase the share of renewable electricity by 10%"), ("zh", "可再生电力比重提高10%")]
)
def test_a_rise_by_ten_per_cent_is_not_the_level_of_ten_per_cent(desk, lang, words):
    vow(desk, words, "green", lang)
    cell(desk, "CATL", "renewable_electricity_share", "2022", 30, "%")
    cell(desk, "CATL", "renewable_electricity_share", "2024", 20, "%")
    found = only(desk)
    assert (found.target, found.status, found.signatories[0].why) == (None, PledgeStatus.NONE, Why.OTHER_WAY)


@pytest.mark.parametrize(("lang", "words"), [("en", "cut energy consumption by 20%"), ("zh", "能源消耗降低20%")])
def test_a_cut_of_what_no_gauge_measures_is_not_kept_by_a_share_that_is_not_negative(desk, lang, words):
    vow(desk, words, "green", lang)
    cell(desk, "CATL", "renewable_electricity_share", "2022", 5, "%")
    cell(desk, "CATL", "renewable_electricity_share", "2024", 5, "%")
    found = only(desk)
    assert (found.target, found.status) == (None, PledgeStatus.NONE)


def test_a_share_that_is_to_fall_is_not_kept_by_its_rise(desk):
    vow(desk, "reduce renewable electricity to 20%", "green", "en")
    cell(desk, "CATL", "renewable_electricity_share", "2022", 30, "%")
    cell(desk, "CATL", "renewable_electricity_share", "2024", 40, "%")
    assert (only(desk).target, only(desk).status is PledgeStatus.KEPT) == (None, False)


@pytest.mark.parametrize(("words", "named"), [
    ("strengthen fundamental research", set()),
    ("fund research", {"research_spending"}),
    ("recycle lithium carbonate", {"recycling"}),
    ("回收碳酸锂", {"recycling"}),
    ("减少碳排放", {"emissions", "emissions_change"}),
    ("cut energy consumption per unit of output", set()),
    ("降低单位产值能耗", set()),
])  # fmt: skip
def test_a_pledge_names_a_gauge_by_whole_words_and_not_by_what_only_sounds_like_it(words, named):
    assert {gauge.code for gauge in rules().gauges if gauge.is_named(words)} == named


def test_a_figure_of_several_sources_is_known_when_the_last_of_them_is(river):
    pledge(river, "increase research spending", "research", names=("CATL",))
    cell(river, "CATL", "rd_spending", "2022", 15e9, "CNY", "2023-03-10")
    cell(river, "CATL", "rd_spending", "2023", 18e9, "CNY", "2024-03-15")
    cell(river, "CATL", "rd_spending", "2023", 19e9, "CNY", "2025-02-01")
    assert only(river).verdict.known_on == "2025-02-01"


VENTURE = "On 3 May 2023 CATL and Ford signed an agreement to found a joint venture."


def sign(desk, words=VENTURE, published="2023-05-04", **data):
    desk.document("deal", words, published)
    told = {"status": "signed", "parties": ["CATL", "Ford"], "date": "2023-05-03"} | data
    return desk.tell(Kind.AGREEMENT, "deal", words, **told)


def test_an_act_that_the_pledge_names_keeps_it_once_it_is_done_and_not_when_it_is_agreed_on(river):
    pledge(river, "found a joint venture", "collaboration", names=("CATL",))
    sign(river)
    assert (only(river).status, by_name(only(river))["CATL"].why) == (PledgeStatus.PROGRESS, Why.ACTED)
    deed = sign(river, "On 3 May 2023 CATL and Ford founded a joint venture.")
    found = only(river)
    assert (found.status, by_name(found)["CATL"].why) == (PledgeStatus.KEPT, Why.DONE)
    assert deed in found.evidence


@pytest.mark.parametrize(("lang", "words"), [("en", "decides nothing"), ("zh", "不作判断依据")])
def test_an_act_without_a_day_may_be_an_old_one_retold_and_stands_beside(river, lang, words):
    pledge(river, "found a joint venture", "collaboration", names=("CATL",))
    deed = sign(river, "CATL and Ford founded a joint venture.", date=None)
    found = only(river)
    (told,) = {one.claim: one for one in found.signatories[0].deeds}.values()
    assert (found.status, found.evidence, told.claim, told.decides) == (PledgeStatus.NONE, (), deed, False)
    assert words in render_text(find_pledges(river.ledger(), on=TODAY), river.ledger(), lang)


def test_a_row_of_the_table_of_acts_is_an_act_and_named_as_the_table_s(river):
    pledge(river, "strengthen international exchange", "exchange")
    cell(river, "CATL", "agreement_abroad", "2022-05-03", 1, "count", "2022-05-04", note="with A, before the pledge")
    key = cell(river, "BYD", "joint_venture_abroad", "2022-12-29", 1, "count", "2024-03-19", note="with B")
    found = only(river)
    assert (found.status, found.evidence) == (PledgeStatus.PROGRESS, (key,))
    (deed,) = by_name(found)["BYD"].deeds
    assert (deed.origin, deed.note, found.verdict.known_on) == ("enterprise_finance", "with B", "2024-03-19")
    assert "table enterprise_finance" in render_text(find_pledges(river.ledger(), on=TODAY), river.ledger(), "en")


def test_a_pledge_outside_a_declaration_is_one_in_both_languages(desk):
    words = {"en": "achieve carbon neutrality by 2025", "zh": "到2025年实现碳中和"}
    for lang, name in (("en", "CATL"), ("zh", "宁德时代")):
        desk.document(lang, f"{name}: {words[lang]}", "2023-04-19", lang)
        told = {"signatories": [name], "commitment": words[lang], "theme": "green", "due": "2025"}
        desk.tell(Kind.PLEDGE, lang, words[lang], **told)
    (declaration,) = make_pledge_page(desk.ledger())
    assert (len(declaration.commitments), len(declaration.also)) == (1, 1)
    assert declaration.commitments[0].target.quantity.value == 0
    assert (declaration.label("en"), declaration.label("zh")) == ("CATL", "宁德时代")


def test_two_pledges_of_one_company_stay_two(desk):
    text = "CATL pledged to cut emissions by 2025 and to cut emissions by 2035."
    desk.document("a", text, "2023-04-19")
    for due in ("2025", "2035"):
        words = f"cut emissions by {due}"
        desk.tell(Kind.PLEDGE, "a", words, signatories=["CATL"], commitment=words, theme="green", due=due)
    assert [one.commitments[0].due for one in make_pledge_page(desk.ledger())] == ["2025", "2035"]


def test_an_agreement_is_progress_for_a_pledge_to_cooperate_and_never_keeps_it(river):
    pledge(river, "cooperate", "collaboration", names=("CATL",))
    sign(river)
    found = only(river)
    assert (found.status, by_name(found)["CATL"].why) == (PledgeStatus.PROGRESS, Why.ACTED)
    assert by_name(found)["CATL"].since == "2023-05-03"


def test_firms_named_with_a_sum_of_many_agreements_did_not_agree_with_each_other(river):
    pledge(river, "cooperate", "collaboration", names=("CATL",))
    sign(river, count=90)
    assert only(river).status is PledgeStatus.NONE


@pytest.mark.parametrize(("other", "status"), [("Ford", PledgeStatus.PROGRESS), ("BYD", PledgeStatus.NONE)])
def test_international_exchange_takes_parties_of_two_countries(river, other, status):
    pledge(river, "strengthen international exchange", "exchange", names=("CATL",))
    sign(river, VENTURE.replace("Ford", other), parties=["CATL", other])
    assert only(river).status is status


def test_what_was_done_before_the_pledge_or_after_the_day_asked_for_does_not_count(river):
    pledge(river, "cooperate", "collaboration", names=("CATL",))
    sign(river, date="2022-05-03")
    assert only(river).status is PledgeStatus.NONE
    sign(river)
    assert only(river, on=date(2023, 1, 1)).status is PledgeStatus.NONE
    assert only(river).status is PledgeStatus.PROGRESS


def test_what_was_published_later_was_not_known_then(river):
    pledge(river, "increase research spending", "research", names=("CATL",))
    cell(river, "CATL", "rd_spending", "2022", 15e9, "CNY", "2023-03-10")
    cell(river, "CATL", "rd_spending", "2023", 18e9, "CNY", "2024-03-15")
    then = river.ledger().as_of(date(2023, 12, 31))
    assert find_pledges(then).declarations[0].commitments[0].status is PledgeStatus.NONE
    assert only(river).verdict.known_on == "2024-03-15"


def test_a_direction_is_known_when_both_its_ends_are(river):
    pledge(river, "increase research spending", "research", names=("CATL",))
    cell(river, "CATL", "rd_spending", "2022", 15e9, "CNY", "2025-01-05")
    cell(river, "CATL", "rd_spending", "2023", 18e9, "CNY", "2024-03-15")
    assert only(river).verdict.known_on == "2025-01-05"


def test_a_pledge_of_which_nothing_is_heard_for_long_is_silent(river):
    pledge(river, "increase research spending", "research", names=("CATL",))
    assert not only(river, on=date(2023, 7, 25)).verdict.is_silent
    assert only(river).verdict.is_silent
    spend(river, "CATL", ("2022", 15e9), ("2024", 19e9))
    assert not only(river).verdict.is_silent


def test_the_ledger_s_own_facts_count_beside_the_tables_and_are_named_apart(river):
    river.document("then", "In 2022 CATL put 15 billion yuan into research and development.", "2023-03-10")
    river.document("now", "In 2024 CATL put 19 billion yuan into research and development.", "2025-03-15")
    told = {"measure": "investment", "place": None, "status": "reported", "object": "research and development"}
    river.say("then", "15 billion yuan", 15e9, "CNY", subject="CATL", period="2022", **told)
    river.say("now", "19 billion yuan", 19e9, "CNY", subject="CATL", period="2024", **told)
    pledge(river, "increase research spending", "research")
    (trace,) = by_name(only(river))["CATL"].traces
    assert (trace.origin, trace.direction) == ("ledger", Direction.RIGHT)
    assert set(trace.evidence) <= river.ledger().facts.keys()


def test_a_figure_of_another_company_is_no_evidence(river):
    pledge(river, "increase research spending", "research")
    spend(river, "Gotion High-tech", ("2022", 1e9), ("2024", 3e9))
    assert only(river).evidence == ()


def test_a_name_that_nobody_knows_stays_and_counts_among_those_who_signed(river):
    pledge(river, "increase research spending", "research", names=("CATL", "Rivermouth Cells"))
    found = by_name(only(river))["Rivermouth Cells"]
    assert (found.party.id, found.why) == (None, Why.UNKNOWN)
    assert only(river).verdict.counted == 2


def test_a_declaration_told_twice_is_one_with_its_fullest_list_of_signatories(river):
    pledge(river, "increase research spending", "research")
    river.document("again", "In Yibin firms pledged to increase research spending.", "2022-07-28")
    river.say("again", "Yibin", 1, "count", measure="projects", subject="Yibin", period="2022-07")
    words = "increase research spending"
    data = {"declaration": "River Declaration", "signatories": ["CATL"], "commitment": words, "theme": "research"}
    told = river.tell(Kind.PLEDGE, "again", words, **data)
    (declaration,) = make_pledge_page(river.ledger())
    assert (declaration.signatories, declaration.also) == (NAMES, (told,))


def test_a_declaration_of_which_no_commitment_is_told_is_listed_without_any(river):
    data = {"type": "declaration", "name": "River Declaration", "organisations": list(NAMES), "date": "2022-07-22"}
    river.tell(Kind.EVENT, "river", "the River Declaration", **data)
    (declaration,) = make_pledge_page(river.ledger())
    assert (declaration.commitments, declaration.made_on) == ((), "2022-07-22")
    assert "No commitment of it is told" in render_text(find_pledges(river.ledger()), river.ledger(), "en")


def test_declarations_are_found_by_signatory_place_and_status(river):
    pledge(river, "increase research spending", "research")
    pledge(river, "build a shared future", "community")
    ledger = river.ledger()
    assert len(find_pledges(ledger, organisation="宁德时代", place="Yibin").declarations) == 1
    assert find_pledges(ledger, organisation="Geely").declarations == ()
    assert find_pledges(ledger, place="Norway").declarations == ()
    (declaration,) = find_pledges(ledger, status="unmeasurable").declarations
    assert [one.theme for one in declaration.commitments] == ["community"]
    assert find_pledges(ledger, status="kept").told == 1


@pytest.mark.parametrize(
    ("asked", "hint"),
    [({"organisation": "BYDD"}, "BYD"), ({"place": "Yibn"}, "Yibin"), ({"status": "broken"}, "in progress")],
)
def test_what_nobody_knows_is_refused_with_what_is_near(river, asked, hint):
    pledge(river, "increase research spending", "research")
    with pytest.raises(InputError) as caught:
        find_pledges(river.ledger(), **asked)
    assert hint in caught.value.hint


@pytest.mark.parametrize(("lang", "words"), [("en", "No pledge:"), ("zh", "没有承诺")])
def test_a_workspace_without_pledges_says_so(desk, lang, words):
    desk.document("plain", "CATL runs 60 GWh in Yibin.", "2022-01-05")
    assert words in render_text(find_pledges(desk.ledger()), desk.ledger(), lang)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_id_that_is_printed_has_its_words(river, lang):
    pledge(river, "increase research spending", "research")
    told = spend(river, "CATL", ("2022", 15e9), ("2024", 19e9))
    ledger = river.ledger()
    found = find_pledges(ledger, on=TODAY)
    text, data = render_text(found, ledger, lang), as_json(found, ledger)
    assert json.dumps(data)
    assert data["proofs"].keys() >= {*told, *(c.claim for d in found.declarations for c in d.commitments)}
    assert all(f"  [{key}] " in text for key in data["proofs"])


def test_the_outlook_of_a_region_holds_the_pledges_told_where_it_is_told_of(river):
    pledge(river, "increase research spending", "research")
    assert len(make_outlook(river.ledger(), "Yibin").pledges) == 1
    assert make_outlook(river.ledger(), "Norway").pledges == ()


def test_gauges_name_measures_of_the_vocabulary_and_of_tables_that_ship():
    shipped = {name: package.measures for name, package in packages().items()}
    for gauge in rules().gauges:
        assert gauge.theme in themes()
        assert set(gauge.measures) <= measures().keys()
        assert all(gauge.label(lang) for lang in ("en", "zh"))
        for table, _, measure in (name.partition(".") for name in gauge.tables):
            assert measure in shipped[table], (gauge.code, table, measure)
    assert {level.gauge for level in rules().levels} <= {gauge.code for gauge in rules().gauges}


def test_themes_that_no_gauge_decides_are_the_common_good_and_what_fits_none():
    measurable = {gauge.theme for gauge in rules().gauges if gauge.decides}
    assert themes().keys() - measurable == {"community", "other"}
