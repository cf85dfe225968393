from __future__ import annotations

import csv
import fcntl
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import pytest
from desk_server import FORM, SCRIPT, Desk, Sitter, serving_desk

from gigawatch.cli.publish import open_shelf
from gigawatch.cli.review.desk import open_desk
from gigawatch.ledger import open_ledger
from gigawatch.ledger.review import Told, append_judgement, judge_claim
from gigawatch.model import Force, InputError, Verdict
from gigawatch.run.build import LOCK
from gigawatch.run.queueing import load_review
from gigawatch.run.workspace import open_workspace
from gigawatch.site.desk import Paces
from gigawatch.site.desk.reviewer import Role, add_reviewer, revoke_reviewer

CATL, GOTION, NAME, UNPLACED = "CATL", "Gotion", "Yibin power batteries", "Projects 26"


@pytest.fixture
def desk(review_desk: Desk) -> Desk:
    """The review desk, where other tests have another desk by this name."""
    return review_desk


def test_who_is_not_signed_in_is_led_to_the_sign_in_page_and_on_to_what_was_asked(desk: Desk) -> None:
    visitor = Sitter(desk.root)
    answer = visitor.get("log")
    assert (answer.status, answer.headers["location"]) == (303, "/review/en/sign-in?next=log")
    fields = visitor.get(answer.headers["location"]).fields("sign-in")
    answer = visitor.post("sign-in", {**fields, "name": "li  NA", "token": desk.tokens["Li Na"]})
    assert (answer.status, answer.headers["location"]) == (303, "/review/en/log")
    assert "Signed in as Li Na (reviewer)" in visitor.get("log").main


@pytest.mark.parametrize(
    "way", ["//example.org", "https://example.org/", "../../en/index.html", "item/../../x", "javascript:alert(1)"]
)
def test_signing_in_leads_to_no_other_place_than_the_desk(desk: Desk, way: str) -> None:
    visitor = Sitter(desk.root)
    fields = visitor.get(f"sign-in?next={way}").fields("sign-in")
    assert fields["next"] == ""
    answer = visitor.post("sign-in", {**fields, "next": way, "name": "Anna", "token": desk.tokens["Anna"]})
    assert answer.headers["location"] == "/review/en/"


def test_a_wrong_token_and_an_unknown_name_are_refused_in_the_same_words(desk: Desk) -> None:
    visitor = Sitter(desk.root)
    wrong, unknown = visitor.sign_in("Li Na", desk.tokens["Anna"]), visitor.sign_in("Nobody", "x")
    assert (wrong.status, unknown.status) == (403, 403)
    assert "The name or the token is not right." in wrong.main
    assert "The name or the token is not right." in unknown.main
    assert visitor.get("log").status == 303
    assert [(deed.who, deed.act.value) for deed in desk.trail[:2]] == [
        ("nobody", "sign-in refused"),
        ("Li Na", "sign-in refused"),
    ]


def test_the_cookie_is_signed_and_for_no_script_and_no_other_site(desk: Desk) -> None:
    visitor = Sitter(desk.root)
    cookie = visitor.sign_in("Anna", desk.tokens["Anna"]).headers["set-cookie"]
    assert {"HttpOnly", "Path=/review", "SameSite=strict"} <= {part.strip() for part in cookie.split(";")}
    (name, value), *_ = visitor.cookies.items()
    visitor.cookies[name] = value[:-2] + ("aa" if value[-2:] != "aa" else "bb")
    assert visitor.get("log").status == 303
    visitor.cookies[name] = value
    assert visitor.get("log").status == 200


def test_signing_in_gives_a_session_of_its_own_and_signing_out_ends_it(desk: Desk) -> None:
    visitor = Sitter(desk.root)
    visitor.get("sign-in")
    before = dict(visitor.cookies)
    visitor.sign_in("Anna", desk.tokens["Anna"])
    assert visitor.cookies != before
    signed_in = dict(visitor.cookies)
    assert visitor.post("sign-out", visitor.get("").fields("sign-out")).status == 303
    visitor.cookies = signed_in
    assert visitor.get("log").status == 303


@pytest.mark.parametrize(("steps", "hours"), [(1, 3), (13, 1)])
def test_a_session_ends_when_it_is_left_alone_or_grows_old(desk: Desk, steps: int, hours: int) -> None:
    anna = desk.sit("Anna")
    for _ in range(steps):
        assert anna.get("log").status == 200
        desk.clock.put_on(hours=hours)
    assert anna.get("log").status == 303


def test_the_queue_is_ranked_as_on_the_command_line_and_says_how_many_are_left(desk: Desk) -> None:
    anna = desk.sit("Anna")
    page = anna.get("")
    assert "Queue: 5 left" in page.main
    items = anna.items()
    assert len(items) == 5
    ranked = [
        one.id
        for one in open_desk(open_workspace(desk.place), open_shelf(open_workspace(desk.place))).queue(ledger_of(desk))
    ]
    assert [one.rpartition("/")[2] for one in items] == ranked
    assert len(anna.items("?kind=open")) == 2
    assert len(anna.items("?kind=unplaced")) == 2
    assert anna.items("?kind=<script>") == items


def test_a_choice_above_the_queue_leads_to_the_queue_and_not_to_the_site(desk: Desk) -> None:
    page = desk.sit("Anna").get("").page
    choices = [a.attributes["href"] for a in page.find("a") if "kind=" in a.attributes["href"]]
    assert len(choices) >= 2
    assert {urljoin("http://here/review/en/", one).partition("?")[0] for one in choices} == {"http://here/review/en/"}


def ledger_of(desk: Desk):  # type: ignore[no-untyped-def]
    return open_ledger(desk.place / "build" / "gigawatch.duckdb")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_page_of_the_desk_is_whole_in_both_languages(desk: Desk, lang: str) -> None:
    anna = desk.sit("Anna", lang)
    pages = ["", *anna.items(), "log", "help", "audit", "reviewers", "?show=decided"]
    pages += [
        f"correct/{item.rpartition('/')[2]}/{claim}"
        for item in anna.items()
        for claim in anna.claims(item)
        if claim.startswith("claim-")
    ]
    assert len(pages) > 12
    for path in pages:
        answer = anna.get(path)
        assert answer.status == 200, path
        assert answer.page.find("html")[0].attributes["lang"] == {"en": "en", "zh": "zh-Hans"}[lang]
        assert len(answer.page.find("h1")) == 1
        assert all(one.attributes.get("src") and not one.text for one in answer.page.find("script"))
        assert not [
            one
            for one in answer.page.walk()
            if "style" in one.attributes or any(a.startswith("on") for a in one.attributes)
        ]


def test_every_link_of_a_page_that_answers_a_form_leads_somewhere(desk: Desk) -> None:
    anna = desk.sit("Anna")
    item = anna.item(CATL)
    correction = anna.get(f"correct/{item.rpartition('/')[2]}/{anna.claims(item)[0]}").fields("decide")
    answers = [
        anna.get("item/none"),
        anna.judge(item, "accept", ""),
        anna.post(item, {**correction, "verdict": "correct", "why": "x", "field.unit": "furlong"}),
        anna.post("withdraw", {"form_token": correction["form_token"], "why": "x"}),
        anna.post(item, {"why": "x"}),
    ]
    assert [answer.status for answer in answers] == [404, 422, 422, 400, 403]
    for answer in answers:
        heads = [one.attributes["href"] for one in answer.page.find("link")]
        links = [one.attributes["href"] for one in answer.page.find("a")]
        own = [one for one in links if "/review/" in urljoin(answer.url, one) and not one.startswith("#")]
        for address in [*heads, *own]:
            assert anna.get(urljoin(answer.url, address)).status in (200, 303), (answer.url, address)


def test_an_item_shows_each_statement_in_its_sentence_with_its_source_and_what_hangs_on_it(desk: Desk) -> None:
    anna = desk.sit("Anna")
    answer = anna.get(anna.item(CATL))
    marks = [mark.text for mark in answer.page.find("mark")]
    assert sorted(marks) == ["54 billion yuan", "56 billion yuan"]
    assert "sources contradict each other" in answer.main
    assert "The base of CATL in Yibin costs 54 billion yuan, a spokesman said." in answer.main
    assert "Other News · 26 July 2022" in answer.main
    assert "would move from 56 billion yuan to 54 billion yuan" in answer.main
    assert "CATL, Yibin, Investment: 56 billion yuan" in answer.main


def test_a_judgement_is_the_line_that_the_command_would_write(desk: Desk) -> None:
    anna, item = desk.sit("Anna"), desk.sit("Anna").item(CATL)
    claim = anna.claims(item)[0]
    ledger = ledger_of(desk)
    told = Told("Anna", desk.clock().astimezone().date(), "the notice says 56")
    expected = judge_claim(ledger.material, (), Verdict.ACCEPT, claim, None, told)
    assert anna.judge(item, "accept", " the notice\tsays 56 ", claim).status == 303
    assert desk.judgements == (expected,)


def test_a_judgement_leads_to_the_next_item_and_says_when_it_takes_effect(desk: Desk) -> None:
    anna = desk.sit("Anna")
    first, second, *_ = anna.items()
    answer = anna.judge(first, "same", "its batteries are the city's")
    assert answer.headers["location"].endswith(second)
    page = anna.get(answer.headers["location"])
    assert "Recorded: Same. It takes effect with the next gigawatch build." in page.main
    assert "Judgements that wait for the next build: 1." in page.main
    assert "Recorded" not in anna.get(answer.headers["location"]).main
    assert "Queue: 4 left" in anna.get("").main
    assert anna.items("?show=decided") == [f"{first}?show=decided"]


def test_the_next_build_applies_what_was_judged_and_the_desk_sees_it(desk: Desk, settle) -> None:  # type: ignore[no-untyped-def]
    anna = desk.sit("Anna")
    item = anna.item(CATL)
    anna.judge(item, "reject", "the other paper has the contract")
    settle(desk.place)
    assert "Every judgement is in the build that you see" in anna.get("").main
    assert anna.get(item).status == 404
    assert "no longer in the queue" in anna.get(item).main
    assert [one.force for one in desk.judgements] == [Force.IN_FORCE]
    facts = ledger_of(desk).facts.values()
    assert [fact.value for fact in facts if fact.measure == "investment" and fact.place == "place-cn-yibin"] == [5.4e10]


def test_a_correction_is_a_line_for_each_field_that_was_changed(desk: Desk) -> None:
    anna = desk.sit("Anna")
    item = anna.item(CATL)
    claim = anna.claims(item)[0]
    form = anna.get(f"correct/{item.rpartition('/')[2]}/{claim}")
    fields = form.fields("decide")
    assert fields["field.value"] == "56000000000"
    selects = {one.attributes["name"]: chosen(one) for one in form.page.find("select")}
    changed = {
        **fields,
        **selects,
        "field.value": "5.7e10",
        "field.qualifier": "about",
        "verdict": "correct",
        "why": "the page says about 57",
    }
    assert anna.post(item, changed).status == 303
    assert sorted((one.field, one.value) for one in desk.judgements) == [("qualifier", "about"), ("value", "5.7e10")]


def chosen(select) -> str:  # type: ignore[no-untyped-def]
    return next((one.text for one in select.find("option") if "selected" in one.attributes), "")


def test_a_correction_that_changes_nothing_or_cannot_be_is_told_and_what_was_typed_stays(desk: Desk) -> None:
    anna = desk.sit("Anna")
    item = anna.item(CATL)
    claim = anna.claims(item)[0]
    fields = anna.get(f"correct/{item.rpartition('/')[2]}/{claim}").fields("decide")
    same = anna.post(item, {**fields, "verdict": "correct", "why": "x", "field.qualifier": ""})
    assert (same.status, "no field was changed" in same.main) == (422, True)
    wrong = anna.post(item, {**fields, "verdict": "correct", "why": "seen on the page", "field.unit": "furlong"})
    assert (wrong.status, "“furlong” is no unit" in wrong.main) == (422, True)
    again = wrong.fields("decide")
    assert (again["why"], again["field.unit"]) == ("seen on the page", "furlong")
    assert desk.judgements == ()


@pytest.mark.parametrize("why", ["", "   \t", "x" * 501, "turned \u202e round", "a\u200bb"])
def test_a_reason_is_needed_and_hides_nothing(desk: Desk, why: str) -> None:
    anna = desk.sit("Anna")
    answer = anna.judge(anna.item(CATL), "accept", why)
    assert answer.status == 422
    assert "Nothing was recorded" in answer.main
    assert desk.judgements == ()


def test_names_are_joined_and_parted(desk: Desk) -> None:
    anna = desk.sit("Anna")
    item = anna.item(NAME)
    told = anna.get(item).main
    assert "What it is taken for: Yibin" in told
    assert "Yibin: 54 billion yuan" in told.partition("Other names that texts give it")[2]  # the name that is used
    anna.judge(item, "not-same", "the industry is not the city")
    (made,) = desk.judgements
    assert (made.verdict, {made.left, made.right}) == (Verdict.NOT_SAME, {NAME, "place-cn-yibin"})


@pytest.mark.parametrize(
    ("words", "verdict"), [(CATL, "same"), (NAME, "accept"), (CATL, "withdraw"), (CATL, "burn"), (UNPLACED, "")]
)
def test_what_an_item_does_not_ask_cannot_be_said(desk: Desk, words: str, verdict: str) -> None:
    anna = desk.sit("Anna")
    assert anna.judge(anna.item(words), verdict, "because").status == 422
    assert desk.judgements == ()


def test_only_the_statements_of_an_item_are_judged_on_its_page(desk: Desk) -> None:
    anna = desk.sit("Anna")
    other = anna.claims(anna.item(GOTION))[0]
    assert anna.judge(anna.item(CATL), "accept", "because", other).status == 422
    assert desk.judgements == ()


def test_undo_takes_back_what_was_recorded_and_both_lines_stay(desk: Desk) -> None:
    lina = desk.sit("Li Na")
    item = lina.item(CATL)
    after = lina.judge(item, "reject", "a slip").headers["location"]
    undo = lina.get(after).fields("withdraw")
    assert undo["why"] == "taken back at once at the desk"
    assert lina.post("withdraw", undo).headers["location"].endswith(item)
    assert "Taken back" in lina.get(item).main
    assert [one.verdict for one in sorted(desk.judgements, key=lambda one: one.verdict is Verdict.WITHDRAW)] == [
        Verdict.REJECT,
        Verdict.WITHDRAW,
    ]
    assert "Queue: 5 left" in lina.get("").main
    again = lina.post("withdraw", undo)
    assert (again.status, "withdrawn already" in again.main) == (400, True)


def test_undo_takes_back_every_field_of_a_correction(desk: Desk) -> None:
    lina = desk.sit("Li Na")
    item = lina.item(CATL)
    page = lina.get(f"correct/{item.rpartition('/')[2]}/{lina.claims(item)[0]}")
    fields = page.fields("decide") | {one.attributes["name"]: chosen(one) for one in page.page.find("select")}
    after = lina.post(item, {**fields, "field.value": "1", "field.high": "2", "verdict": "correct", "why": "x"})
    body = [
        (i.attributes["name"], i.attributes.get("value", ""))
        for f in lina.get(after.headers["location"]).page.find("form")
        if f.attributes["action"].endswith("withdraw")
        for i in f.find("input")
    ]
    assert len([1 for name, _ in body if name == "judgement"]) == 2
    lina.ask("POST", "withdraw", "&".join(f"{n}={v}" for n, v in body).replace(" ", "+"), FORM)
    assert [one.verdict for one in desk.judgements].count(Verdict.WITHDRAW) == 2


def test_a_reviewer_takes_back_their_own_and_an_admin_anybodys(desk: Desk) -> None:
    lina, wang, anna = (desk.sit(name) for name in ("Li Na", "Wang Wei", "Anna"))
    lina.judge(lina.item(CATL), "reject", "a slip")
    (made,) = desk.judgements
    told = {"judgement": made.id, "why": "no slip"}
    refused = wang.post("withdraw", {**wang.get("log").fields("sign-out"), **told})
    assert (refused.status, "only they or an admin" in refused.main) == (400, True)
    assert wang.get("log").page.find("details")[-1].text.count("Take back") == 0
    assert anna.post("withdraw", {**anna.get("log").fields("sign-out"), **told}).status == 303
    assert {one.by for one in desk.judgements} == {"Li Na", "Anna"}


def test_a_reader_reads_and_writes_nothing(desk: Desk) -> None:
    rosa = desk.sit("Rosa")
    item = rosa.item(CATL)
    page = rosa.get(item)
    assert "You may read here, not judge." in page.main
    posts = [one.attributes["action"] for one in page.page.find("form") if one.attributes.get("method") == "post"]
    assert [address.rpartition("/")[2] for address in posts] == ["sign-out"]
    token = page.fields("sign-out")["form_token"]
    assert rosa.post(item, {"form_token": token, "verdict": "accept", "why": "x"}).status == 403
    assert rosa.post("withdraw", {"form_token": token, "judgement": "x", "why": "x"}).status == 403
    assert rosa.get("audit").status == 403
    assert desk.judgements == ()
    assert ("Rosa", "reader", "refused") in [(deed.who, deed.role, deed.act.value) for deed in desk.trail]


def test_only_an_admin_sees_the_trail_and_the_people_and_nobody_a_hash(desk: Desk) -> None:
    assert desk.sit("Li Na").get("reviewers").status == 403
    anna = desk.sit("Anna")
    people, trail = anna.get("reviewers"), anna.get("audit")
    assert all(name in people.main for name in desk.tokens)
    assert "argon2" not in people.text
    assert "signed in" in trail.main


@pytest.mark.parametrize(
    ("told", "headers"),
    [
        ({"form_token": ""}, {}),
        ({"form_token": "x"}, {}),
        ({}, {"Sec-Fetch-Site": "cross-site"}),
        ({}, {"Sec-Fetch-Site": "same-site"}),
    ],
)
def test_a_form_that_comes_from_elsewhere_writes_nothing(
    desk: Desk, told: dict[str, str], headers: dict[str, str]
) -> None:
    lina = desk.sit("Li Na")
    item = lina.item(CATL)
    fields = {
        **lina.get(item).fields("decide"),
        "verdict": "accept",
        "why": "mine",
        "claim": lina.claims(item)[0],
    }
    answer = lina.post(item, {**fields, **told}, headers)
    assert answer.status == 403
    assert "did not come from this desk" in answer.main
    assert desk.judgements == ()
    assert desk.trail[0].act.value == "refused"
    assert lina.post(item, fields, {"Sec-Fetch-Site": "same-origin"}).status == 303


def test_the_form_token_of_another_person_is_worth_nothing(desk: Desk) -> None:
    lina, wang = desk.sit("Li Na"), desk.sit("Wang Wei")
    item = lina.item(CATL)
    fields = {**lina.get(item).fields("decide"), "verdict": "accept", "why": "x"}
    assert wang.post(item, {**fields, "claim": wang.claims(item)[0]}).status == 403
    assert Sitter(desk.root).post("sign-in", {"name": "Anna", "token": desk.tokens["Anna"]}).status == 403


def test_a_revoked_reviewer_is_signed_out_at_once_and_what_was_typed_is_shown(desk: Desk) -> None:
    lina = desk.sit("Li Na")
    item = lina.item(CATL)
    opened = lina.get(item)
    claim = lina.claims(item)[0]
    revoke_reviewer(desk.place / "desk" / "reviewers.toml", "Li Na", date(2026, 1, 2))
    fields = {**opened.fields("decide"), "verdict": "accept", "why": "typed in vain", "claim": claim}
    answer = lina.post(item, fields)
    assert (answer.status, "typed in vain" in answer.main) == (401, True)
    assert lina.get("log").status == 303
    assert Sitter(desk.root).sign_in("Li Na", desk.tokens["Li Na"]).status == 403
    assert desk.judgements == ()


def test_who_is_revoked_and_added_again_signs_in_anew_with_the_new_token(desk: Desk) -> None:
    lina, file = desk.sit("Li Na"), desk.place / "desk" / "reviewers.toml"
    revoke_reviewer(file, "Li Na", date(2026, 1, 2))
    token = add_reviewer(file, "Li Na", Role.REVIEWER, date(2026, 1, 2))
    assert lina.get("log").status == 303
    assert lina.sign_in("Li Na", token).status == 303
    assert lina.get("log").status == 200


def test_a_file_of_reviewers_that_is_broken_lets_nobody_in(desk: Desk) -> None:
    lina = desk.sit("Li Na")
    (desk.place / "desk" / "reviewers.toml").write_text("[[reviewer]\n", encoding="utf-8")
    assert lina.get("log").status == 400
    assert lina.get("").status == 400


def test_too_many_attempts_to_sign_in_are_slowed_even_with_the_right_token(
    place: Path, built: Path, tokens: dict[str, str]
) -> None:
    with serving_desk(place, built, tokens, Paces(sign_in="3/hour", address="5/hour")) as desk:
        visitor = Sitter(desk.root)
        assert [visitor.sign_in("Li Na", "x").status for _ in range(3)] == [403, 403, 403]
        slow = visitor.sign_in("Li Na", desk.tokens["Li Na"])
        assert slow.status == 429
        assert 0 < int(slow.headers["retry-after"]) <= 3600
        assert visitor.sign_in("Anna", desk.tokens["Anna"]).status == 303
        assert visitor.post("sign-out", visitor.get("").fields("sign-out")).status == 303
        assert visitor.sign_in("Wang Wei", desk.tokens["Wang Wei"]).status == 429
        assert [deed.act.value for deed in desk.trail].count("slowed down") == 2


def test_the_pace_of_signing_in_does_not_tell_whether_a_name_is_known(
    place: Path, built: Path, tokens: dict[str, str]
) -> None:
    with serving_desk(place, built, tokens, Paces(sign_in="3/hour", address="100/hour")) as desk:
        visitor = Sitter(desk.root)
        unknown, another, known = (
            [visitor.sign_in(name, "x").status for _ in range(4)] for name in ("Nobody", "None", "Li Na")
        )
        assert unknown == another == known == [403, 403, 403, 429]
        assert visitor.sign_in("LI  na", "x").status == 429


def test_who_is_slowed_by_address_uses_up_nobodys_tries(place: Path, built: Path, tokens: dict[str, str]) -> None:
    with serving_desk(place, built, tokens, Paces(sign_in="2/hour", address="1/hour")) as desk:
        here, elsewhere = Sitter(desk.root), Sitter(desk.root)
        assert [here.sign_in("Li Na", "x").status for _ in range(4)] == [403, 429, 429, 429]
        fields = elsewhere.get("sign-in").fields("sign-in")
        told = {**fields, "name": "Li Na", "token": desk.tokens["Li Na"]}
        assert elsewhere.post("sign-in", told, {"X-Forwarded-For": "192.0.2.7"}).status == 303


def test_an_address_that_hides_characters_cannot_disguise_a_line_of_the_trail(desk: Desk) -> None:
    rosa = desk.sit("Rosa")
    path = f"correct/%E2%80%AEx%1B%5B2J/{'y' * 900}"
    assert rosa.get(path).status == 403
    last = desk.trail[0]
    assert last.about.startswith("/review/en/correct/<U+202E>x<U+001B>[2J/yyy")
    assert len(last.about) < 500
    assert "\x1b" not in (desk.place / "desk" / "audit.csv").read_text(encoding="utf-8")


def test_too_many_judgements_in_a_short_time_are_slowed_and_what_was_typed_is_shown(
    place: Path, built: Path, tokens: dict[str, str]
) -> None:
    with serving_desk(place, built, tokens, Paces(write="2/hour")) as desk:
        lina = desk.sit("Li Na")
        statuses = [lina.judge(item, "reject", "one by one").status for item in lina.items("?kind=open")]
        assert statuses == [303, 303]
        answer = lina.judge(lina.item(UNPLACED), "reject", "the third one")
        assert (answer.status, "the third one" in answer.main) == (429, True)
        assert len(desk.judgements) == 2
        wang = desk.sit("Wang Wei")
        assert wang.judge(wang.item(UNPLACED), "reject", "mine").status == 303


def test_two_reviewers_at_once_do_not_lose_each_others_work(desk: Desk) -> None:
    lina, wang = desk.sit("Li Na"), desk.sit("Wang Wei")
    item = lina.item(CATL)
    first, second = lina.claims(item)[:2]
    opened = wang.get(f"{item}?kind=open")
    assert lina.judge(item, "accept", "the contract says 56", first).status == 303
    late = wang.say(item, opened, "accept", "the paper says 54", second)
    assert late.status == 409
    assert "the contract says 56" in late.main
    assert "the paper says 54" in late.main
    assert [one.by for one in desk.judgements] == ["Li Na"]
    knowing = wang.post(item, {**late.fields("decide"), "verdict": "accept"})
    assert knowing.status == 303
    assert knowing.headers["location"].endswith("?kind=open")  # on along what was chosen
    assert sorted(one.by for one in desk.judgements) == ["Li Na", "Wang Wei"]


def test_one_who_judges_on_the_command_line_meanwhile_is_seen_too(desk: Desk) -> None:
    wang = desk.sit("Wang Wei")
    item = wang.item(CATL)
    opened, claim = wang.get(item), wang.claims(item)[0]
    ledger = ledger_of(desk)
    past = load_review(open_workspace(desk.place), ledger)[1].judgements
    told = Told("Anna", date(2026, 1, 5), "said on the telephone")
    append_judgement(desk.place / "reviews", judge_claim(ledger.material, past, Verdict.REJECT, claim, None, told))
    late = wang.say(item, opened, "accept", "the paper says so", claim)
    assert (late.status, "said on the telephone" in late.main) == (409, True)


def test_a_build_that_changed_the_evidence_since_the_page_was_opened_is_told(desk: Desk, settle) -> None:  # type: ignore[no-untyped-def]
    wang = desk.sit("Wang Wei")
    item = wang.item(CATL)
    opened, claim = wang.get(item), wang.claims(item)[0]
    source = desk.place / "documents" / "b.md"
    source.write_text(source.read_text(encoding="utf-8").replace("54 billion", "53 billion"), encoding="utf-8")
    settle(desk.place)
    late = wang.say(item, opened, "accept", "as I saw it", claim)
    assert (late.status, "as I saw it" in late.main) == (409, True)
    assert desk.judgements == ()


def test_many_reviewers_at_the_same_moment_write_whole_lines_and_each_once(desk: Desk) -> None:
    items = desk.sit("Anna").items()
    sitters = [desk.sit(name) for name in ("Li Na", "Wang Wei", "Anna") for _ in range(2)]
    verdicts = {item: "same" if number == 0 else "reject" for number, item in enumerate(items)}
    opened = [
        (sitter, item, sitter.get(item), next(iter(sitter.claims(item)), "")) for sitter in sitters for item in items
    ]
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda one: one[0].say(one[1], one[2], verdicts[one[1]], "at once", one[3]).status, opened)
        )
    assert answers.count(303) == len(items)
    assert answers.count(409) == len(opened) - len(items)
    assert len(desk.judgements) == len(items)


def test_hostile_text_of_a_source_or_a_reason_stays_text(desk: Desk) -> None:
    lina = desk.sit("Li Na")
    item = lina.item(CATL)
    why = f'=HYPERLINK("https://example.org") {SCRIPT} "><img src=x onerror=alert(4)> {{{{ 7 * 7 }}}}'
    lina.judge(item, "reject", why)
    for path in (item, "log", ""):
        answer = lina.get(path)
        main = answer.page.find("main")[0]
        assert [one for one in main.walk() if one.tag in ("script", "img", "svg", "iframe")] == []
        assert not [
            one for one in main.find("a") if one.attributes["href"].lower().startswith(("javascript:", "data:"))
        ]
    assert why in lina.get("log").main
    assert f'in Yibin, {SCRIPT} "he" & others said.' in lina.get(item).main
    assert desk.judgements[0].reason == why
    rows = list(csv.DictReader((desk.place / "reviews" / "reject.csv").read_text(encoding="utf-8").splitlines()))
    assert rows[0]["why"] == f"'{why}"


def test_the_desk_may_send_forms_to_itself_and_nothing_else_is_loosened(desk: Desk) -> None:
    for sitter, path in ((Sitter(desk.root), "sign-in"), (desk.sit("Anna"), ""), (desk.sit("Anna"), "item/none")):
        headers = sitter.get(path).headers
        policy = {part.split()[0]: part.split()[1:] for part in headers["content-security-policy"].split(";")}
        assert policy["default-src"] == ["'self'"]
        assert policy["form-action"] == ["'self'"]
        assert policy["frame-ancestors"] == ["'none'"]
        assert not any("unsafe" in word for words in policy.values() for word in words)
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert "server-timing" not in headers  # no page that answers a form bids its reader load it again


def test_what_is_no_form_of_the_desk_is_refused(desk: Desk) -> None:
    lina = desk.sit("Li Na")
    item = lina.item(CATL)
    assert lina.post(item, {"why": "x" * 70_000}).status == 413
    assert lina.ask("POST", item, '{"why": "x"}', {"Content-Type": "application/json"}).status == 413
    assert lina.post(item, {f"field.{n}": "x" for n in range(500)}).status == 413
    assert lina.ask("DELETE", item).status == 405
    assert lina.get("/review/fr/").status == 404
    assert lina.get("item/..%2f..%2fgigawatch.toml").status == 404
    assert lina.get("/review/asset/..%2f..%2fapp.py").status == 404
    assert desk.judgements == ()


def test_the_trail_tells_every_deed_and_no_secret(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    lina = desk.sit("Li Na")
    Sitter(desk.root).sign_in(desk.tokens["Anna"], desk.tokens["Anna"])  # a token where the name belongs
    lina.judge(lina.item(CATL), "reject", "a slip")
    lina.post("sign-out", lina.get("").fields("sign-out"))
    (made,) = desk.judgements
    deeds = [(deed.who, deed.role, deed.act.value) for deed in reversed(desk.trail)]
    assert deeds == [
        ("Li Na", "reviewer", "signed in"),
        ("nobody", "", "sign-in refused"),
        ("Li Na", "reviewer", "judged"),
        ("Li Na", "reviewer", "signed out"),
    ]
    assert made.id in desk.trail[1].told
    assert desk.trail[1].address == "127.0.0.1"
    kept = "".join(
        path.read_text(encoding="utf-8") for path in desk.place.rglob("*") if path.suffix in (".csv", ".toml")
    )
    secrets = [*desk.tokens.values(), *lina.cookies.values()]
    assert not [one for one in secrets if one in kept + "".join(capfd.readouterr())]


def test_the_bare_address_leads_to_the_desk_in_the_first_language(desk: Desk) -> None:
    visitor = Sitter(desk.root)
    assert visitor.get("/review").headers["location"] == "/review/"
    assert visitor.get("/review/").headers["location"] == "/review/en/"
    assert visitor.get("/review/zh").headers["location"] == "/review/zh/"


def test_without_the_desk_there_is_nothing_at_its_address(built: Path) -> None:
    from starlette.testclient import TestClient

    from gigawatch.site.serve import make_app

    client = TestClient(make_app(built))
    assert client.get("/review/en/").status_code == 404
    assert client.post("/review/en/sign-in").status_code == 405


def test_a_desk_at_which_nobody_may_sit_is_not_opened(place: Path) -> None:
    workspace = open_workspace(place)
    shutil.rmtree(workspace.desk)
    with pytest.raises(InputError, match="nobody may sit at the review desk yet"):
        open_desk(workspace, open_shelf(workspace))


def test_what_keeps_a_judged_claim_from_counting_is_told(desk: Desk) -> None:
    anna = desk.sit("Anna")
    after = anna.judge(anna.item(UNPLACED), "accept", "seen on the page").headers["location"]
    assert "The claim still counts in no fact" in anna.get(after).main


def test_a_new_name_is_asked_for_where_a_known_one_is_near_and_told_where_none_is(desk: Desk) -> None:
    anna = desk.sit("Anna")
    item = anna.item(UNPLACED)
    page = anna.get(f"correct/{item.rpartition('/')[2]}/{anna.claims(item)[0]}")
    fields = page.fields("decide") | {one.attributes["name"]: chosen(one) for one in page.page.find("select")}
    del fields["new"]
    wanted = {**fields, "verdict": "correct", "why": "seen on the page"}
    near = anna.post(item, {**wanted, "field.subject": "Gotion High-tec"})
    assert (near.status, "nothing here is called" in near.main) == (422, True)
    after = anna.post(item, {**wanted, "field.subject": "Zyxwvut Quartz"})
    assert after.status == 303
    assert "Zyxwvut Quartz is a new name" in anna.get(after.headers["location"]).main


def test_a_judgement_whose_words_changed_is_asked_about_again_and_can_be_taken_back(desk: Desk, settle) -> None:  # type: ignore[no-untyped-def]
    lina = desk.sit("Li Na")
    item = lina.item(CATL)
    claim = next(one for one in lina.claims(item) if "54 billion" in lina.get(item).text and one.startswith("claim-"))
    lina.judge(item, "reject", "a slip", claim)
    for source in ("a.md", "b.md"):
        path = desk.place / "documents" / source
        path.write_text(path.read_text(encoding="utf-8").replace("Yibin", "the city of Yibin"), encoding="utf-8")
    settle(desk.place)
    (asked,) = lina.items("?kind=reopened")
    page = lina.get(asked)
    assert "a judgement whose evidence changed" in page.main
    assert "This can only be taken back" in page.main
    assert lina.post("withdraw", {**page.fields("withdraw"), "why": "judged anew"}).status == 303
    assert Verdict.WITHDRAW in {one.verdict for one in desk.judgements}


def test_contrary_judgements_of_one_day_are_asked_about_and_a_later_one_decides(desk: Desk, settle) -> None:  # type: ignore[no-untyped-def]
    lina = desk.sit("Li Na")
    item = lina.item(CATL)
    claim = lina.claims(item)[0]
    material = ledger_of(desk).material
    for verdict, name in ((Verdict.ACCEPT, "Li Na"), (Verdict.REJECT, "Wang Wei")):
        told = Told(name, date(2026, 1, 1), "by hand, not knowing of the other")
        append_judgement(desk.place / "reviews", judge_claim(material, (), verdict, claim, None, told))
    settle(desk.place)
    asked = lina.items("?kind=disputed")
    assert len(asked) == 2
    page = lina.get(asked[0])
    assert "persons judged it differently on one day" in page.main
    assert lina.say(asked[0], page, "accept", "asked the firm", claim).status == 303
    assert [one.by for one in desk.judgements if one.reason == "asked the firm"] == ["Li Na"]


def test_lines_of_the_log_that_cannot_be_read_are_named(desk: Desk) -> None:
    (desk.place / "reviews").mkdir(exist_ok=True)
    (desk.place / "reviews" / "reject.csv").write_text(
        "on,by,claim,why\nsoon,Anna,claim-1,<b>x</b>\n", encoding="utf-8"
    )
    page = desk.sit("Anna").get("")
    assert "reviews/reject.csv:2: 'soon' is not a date" in page.main


def test_while_a_build_runs_and_where_none_was_the_desk_says_so(desk: Desk) -> None:

    anna = desk.sit("Anna")
    with (desk.place / "build" / LOCK).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "A build is running" in anna.get("").main
    assert "A build is running" not in anna.get("").main
    (desk.place / "build" / "gigawatch.duckdb").unlink()
    assert (anna.get("").status, "run: gigawatch build" in anna.get("").main) == (503, True)


def test_what_two_readers_understood_differently_is_asked_until_somebody_judges_it(desk: Desk) -> None:
    lina = desk.sit("Li Na")
    claim = next(one for one in lina.claims(lina.item(CATL)) if one.startswith("claim-"))
    now = ledger_of(desk).material.claims[claim].status  # type: ignore[union-attr]
    told = {"kind": "disagreement", "id": "disagreement-1", "document": "a.md", "claim": claim, "field": "status"}
    line = json.dumps({**told, "claimed": now, "proposed": "operating", "reader": "llm:<b>MODEL</b>/1"})
    odd = json.dumps({**told, "id": "disagreement-2", "claimed": "closed", "proposed": "signed", "reader": "llm:M/1"})
    (desk.place / "reviews").mkdir(exist_ok=True)
    (desk.place / "reviews" / "second.jsonl").write_text(f"{line}\nno line\n[]\n{odd}\n", encoding="utf-8")
    (asked,) = lina.items("?kind=disagreement")
    page = lina.get(asked)
    assert "two readers understood it differently" in page.main
    assert "llm:<b>MODEL</b>/1 proposes operating" in page.main
    assert lina.claims(asked) == [claim]
    assert lina.judge(asked, "accept", "the grammar is right", claim).status == 303
    assert lina.items("?kind=disagreement") == []
