from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from http.client import HTTPMessage
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen
from xml.etree import ElementTree as Xml

import pytest
from api_server import serving

import gigawatch
from gigawatch.run.build import Outcome
from gigawatch.site.api.record import Change, Fact, Thing

Build = Callable[..., Outcome]
BuiltSample = tuple[Path, Outcome]


class Client:
    """Asks a server, as a program would."""

    def __init__(self, root: str) -> None:
        self.root = root

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, HTTPMessage, str]:
        address = self.root + quote(path, safe="/?&=%,;")
        asked = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            with urlopen(Request(address, headers=asked, method=method), timeout=60) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except HTTPError as error:
            return error.code, error.headers, error.read().decode()

    def get(self, path: str) -> Any:
        status, _, text = self.ask(path)
        assert status == 200, text
        return json.loads(text)

    def refuse(self, path: str, method: str = "GET") -> Any:
        status, headers, text = self.ask(path, method)
        assert headers["content-type"] == "application/problem+json"
        problem = json.loads(text)
        assert problem["status"] == status
        return problem


@pytest.fixture(scope="module")
def client(built_sample: BuiltSample) -> Iterator[Client]:
    with serving(built_sample[0]) as root:
        yield Client(root)


def test_it_tells_of_which_workspace_and_build_it_answers_and_what_may_be_asked(client: Client) -> None:
    told = client.get("/")
    assert told["name"] == "Yibin"
    assert told["built_on"] == "2026-01-01"
    assert {"/facts", "/why/{key}", "/search"} <= set(told["paths"])
    assert client.get("/?lang=zh")["name"] == "宜宾"


def test_facts_are_those_of_the_ledger_in_the_form_of_the_command(client: Client, built_sample: BuiltSample) -> None:
    book = gigawatch.open(built_sample[0])
    told = client.get("/facts?company=CATL&stage=planned&measure=capacity&limit=1000")
    assert [one["id"] for one in told["items"]] == [
        one.id for one in book.facts(company="CATL", stage="planned", measure="capacity")
    ]
    assert told["total"] == len(told["items"]) > 0
    assert all(one["candidates"] for one in told["items"])


def test_a_list_is_walked_part_by_part_without_a_row_twice_or_left_out(client: Client) -> None:
    whole = [one["id"] for one in client.get("/facts?limit=1000")["items"]]
    path, walked = "/facts?limit=37", []
    while path is not None:
        part = client.get(path)
        walked += [one["id"] for one in part["items"]]
        path = part["next"].removeprefix("/api/v1") if part["next"] else None
    assert walked == whole


def test_the_link_header_leads_on_where_csv_cannot(client: Client) -> None:
    _, headers, text = client.ask("/facts?format=csv&limit=2")
    assert headers["content-type"] == "text/csv; charset=utf-8"
    assert headers["link"] == '</api/v1/facts?format=csv&offset=2&limit=2>; rel="next"'
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 2
    assert rows[0]["id"].startswith("fact-")


def test_the_id_of_a_fact_opens_the_sentence_that_its_value_came_from(client: Client) -> None:
    fact = client.get("/facts?company=CATL&measure=capacity&limit=1")["items"][0]["id"]
    told = client.get(f"/facts/{fact}")
    assert told["rule_text"]
    assert all(one["sentence"] or one["surface"] for one in told["evidence"])
    assert client.get(f"/why/{fact}") == told


def test_a_thing_is_asked_for_by_name_in_either_script_or_by_id(client: Client) -> None:
    told = client.get("/things/宁德时代")
    assert told["id"] == "org-catl"
    assert client.get("/things/CATL") == client.get("/things/org-catl") == told
    assert client.get("/things/CATL/timeline") == client.get("/things/org-catl/timeline") != []
    assert client.get("/things/Yibin/tree")[0]["name"] == "Yibin"


def test_things_are_chosen_by_kind_and_by_a_part_of_a_name(client: Client) -> None:
    sites = client.get("/things?kind=site&name=宁德&limit=1000")["items"]
    assert sites
    assert all(one["kind"] == "site" and "宁德" in one["name_zh"] for one in sites)


def test_totals_state_their_scope_and_what_they_leave_out(client: Client) -> None:
    totals = client.get("/totals?place=Yibin&measure=capacity")
    assert all(one["scope"]["text"] for one in totals)
    assert {one["scope"]["stage"] for one in totals} >= {"built", "planned"}
    assert any(one["left_out"] for one in totals)


def test_the_clocks_choose_what_was_published_by_a_day(client: Client) -> None:
    now, then = client.get("/facts?place=Yibin&limit=1"), client.get("/facts?place=Yibin&limit=1&as_of=2022-08")
    assert 0 < then["total"] < now["total"]
    assert client.get("/facts?as_of=1999")["total"] == 0


SECRET = """The text is synthetic. Nothing is told in this sentence of apples. A second one tells of pears as well.
CATL plans a battery plant of 12 GWh a year in Yibin. Here the text goes on about plums, and about cherries at length.
"""


@pytest.fixture(scope="module")
def closed(synthetic: Path, build: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a document whose licence permits single sentences only."""
    place = tmp_path_factory.mktemp("closed") / "workspace"
    shutil.copytree(synthetic, place)
    head = "title: A closed synthetic text\npublished: 2024-01-02\npublisher: Example News"
    (place / "documents" / "closed.md").write_text(f"---\n{head}\n---\n{SECRET}", encoding="utf-8")
    build(place)
    return place


def test_of_a_document_whose_licence_permits_no_more_only_sentences_of_claims_are_told(closed: Path) -> None:
    with serving(closed) as root:
        client = Client(root)
        (document,) = [one for one in client.get("/documents")["items"] if one["title"] == "A closed synthetic text"]
        shown = client.get(f"/documents/{document['id']}")
        facts = [fact for claim in shown["claims"] for fact in claim["facts"]]
        asked = [*(f"/why/{claim['id']}" for claim in shown["claims"]), *(f"/why/{fact}" for fact in facts)]
        told = [json.dumps(one) for one in (shown, client.get("/things/CATL"), *map(client.get, asked))]
        found = {word: client.get(f"/search?q={word}")["passages"] for word in ("apples", "plums", "12")}
    assert not shown["is_open"]
    assert any("12 GWh a year in Yibin" in one for one in told)
    assert not any(word in one for one in told for word in ("apples", "pears", "plums", "cherries"))
    assert (found["apples"], found["plums"]) == ([], [])
    assert found["12"]


def test_a_text_that_a_spreadsheet_would_run_is_no_formula_in_csv(
    synthetic: Path, build: Build, tmp_path: Path
) -> None:
    place = tmp_path / "workspace"
    shutil.copytree(synthetic, place)
    (place / "documents" / "sum.md").write_text(
        "---\ntitle: =1+1\npublished: 2024-01-02\n---\nThis text is synthetic. Yibin made 80 GWh in 2023.\n",
        encoding="utf-8",
    )
    build(place)
    with serving(place) as root:
        _, _, text = Client(root).ask("/documents?format=csv")
    assert "'=1+1" in {row["title"] for row in csv.DictReader(io.StringIO(text))}


def test_documents_are_listed_newest_first_and_chosen_by_day_publisher_and_language(client: Client) -> None:
    days = [one["published"] for one in client.get("/documents?limit=1000")["items"]]
    assert days == sorted(days, reverse=True)
    late = client.get("/documents?since=2025&language=zh&limit=1000")["items"]
    assert late
    assert all(one["published"] >= "2025" and one["language"] == "zh" for one in late)


def test_changes_since_a_day_come_with_their_reasons_also_as_a_feed(client: Client) -> None:
    told = client.get("/changes?since=2025-01-01&limit=1000")
    assert told["total"] > 0
    assert all(one["reason"] for one in told["items"])
    _, headers, text = client.ask("/changes/feed?since=2025-01-01")
    assert headers["content-type"] == "application/atom+xml; charset=utf-8"
    entries = Xml.fromstring(text).findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == told["total"]


def test_the_index_gives_ranks_with_intervals_and_readings_with_sources(client: Client) -> None:
    assert {one["index_id"] for one in client.get("/indices")} == {"china", "enterprise", "global"}
    scores = client.get("/indices/global/scores?code=global_index&period=2024&limit=1000")["items"]
    ranked = [one for one in scores if one["rank"] is not None]
    assert [one["rank"] for one in ranked] == sorted(one["rank"] for one in ranked)
    assert all(one["rank_low"] <= one["rank_high"] for one in ranked)
    readings = client.get("/indices/global/readings?unit=Norway&period=2024&limit=1000")["items"]
    assert readings
    assert all(one["source"] and one["observations"] for one in readings)
    assert client.get("/indices/global/indicators?limit=1000")["total"] > 10


def test_the_chain_of_a_region_is_that_of_the_command(client: Client) -> None:
    told = client.get("/chain/Yibin")
    assert told["region"]["id"] == "place-cn-yibin"
    assert told["running"]["denominator"] == 18


def test_what_the_asker_has_already_is_not_sent_again(client: Client) -> None:
    _, headers, _ = client.ask("/facts?limit=1")
    tag = headers["etag"]
    assert client.ask("/facts?limit=1", If_None_Match=tag)[0] == 304
    assert client.ask("/facts?limit=1", If_None_Match=f'"other", W/{tag}')[0] == 304
    assert client.ask("/facts?limit=2", If_None_Match=tag)[0] == 200
    assert client.ask("/facts?limit=1", If_Modified_Since=headers["last-modified"])[0] == 304
    assert client.ask("/facts?limit=1", If_None_Match='"other"', If_Modified_Since=headers["last-modified"])[0] == 200


def test_what_is_no_good_question_is_refused_whatever_the_asker_has(client: Client) -> None:
    _, headers, _ = client.ask("/facts?limit=1")
    assert client.ask("/facts/none", If_None_Match="*")[0] == 404
    assert client.ask("/facts?limit=100000", If_Modified_Since=headers["last-modified"])[0] == 422
    assert client.ask("/facts", "POST", If_None_Match="*")[0] == 405


def test_many_who_ask_at_once_get_what_one_gets(client: Client) -> None:
    asked = [f"/facts?limit=5&as_of=20{year}" for year in (20, 22, 23, 24)] * 4
    alone = {path: client.get(path) for path in set(asked)}
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(client.get, asked)) == [alone[path] for path in asked]


def test_every_row_has_the_fields_that_the_document_tells(client: Client) -> None:
    models = {"/facts": Fact, "/things": Thing, "/changes?since=2023-01-01&until=2025-01-01": Change}
    for path, model in models.items():
        rows = client.get(path)["items"]
        assert rows
        for row in rows:
            model.model_validate(row)


def test_a_page_elsewhere_whose_name_leads_here_is_refused(built_sample: BuiltSample) -> None:
    with serving(built_sample[0], hosts=("127.0.0.1",)) as root:
        assert Client(root).ask("/")[0] == 200
        assert Client(root).ask("/", Host="elsewhere.example")[0] == 400


def test_the_address_of_the_api_leads_to_its_own_page(client: Client) -> None:
    assert client.ask("")[0] == 200


def test_what_cannot_be_answered_is_told_as_a_problem_with_what_to_do(client: Client) -> None:
    assert client.refuse("/facts/none")["status"] == 404
    assert client.refuse("/things/nobody-knows-this")["status"] == 404
    assert client.refuse("/indices/none/scores")["detail"].endswith("china, enterprise, global")
    unknown = client.refuse("/facts?measure=capacities")
    assert unknown["status"] == 400
    assert "capacity" in unknown["hint"]
    assert client.refuse("/facts?colour=red")["detail"].startswith("colour: ")
    assert client.refuse("/facts?limit=100000")["status"] == 422
    assert client.refuse("/facts?as_of=2022-13")["status"] == 422
    assert client.refuse("/nothing")["status"] == 404
    assert client.refuse("/facts", "POST")["status"] == 405


def test_a_wrong_parameter_is_told_in_words_with_those_that_there_are(client: Client) -> None:
    extra = client.refuse("/facts?since=2023")
    assert extra["detail"] == "since: there is no such parameter here"
    assert {"company", "as_of", "limit"} <= set(extra["hint"].removeprefix("here: ").split(", "))
    assert client.refuse("/facts/none?colour=red")["hint"].startswith("here: ")
    needed = client.refuse("/changes")
    assert needed["detail"] == "since: this parameter is needed"
    assert "until" in needed["hint"]
    day = client.refuse("/facts?as_of=yesterday")
    assert day["detail"] == "as_of: 'yesterday' is no day, month or year"
    assert day["hint"] == "write 2024-06-30, 2024-06 or 2024"
    assert "/api/v1/" in client.refuse("/nothing")["hint"]


def test_a_day_month_or_year_to_come_is_refused_and_one_that_has_begun_is_not(client: Client) -> None:
    ahead, today = date.today() + timedelta(days=40), date.today()
    for clock in ("as_of", "believed_on"):
        for given in (str(ahead), str(ahead)[:7], str(today.year + 1)):
            problem = client.refuse(f"/facts?{clock}={given}")
            assert problem["status"] == 400
            assert problem["detail"].startswith(f"{given} has not come yet")
            assert "ask by 2" in problem["hint"]
        for given in (str(today), str(today)[:7], str(today.year)):
            assert client.get(f"/facts?{clock}={given}&limit=1")["total"] > 0
    assert client.refuse(f"/chain/Yibin?as_of={ahead}")["status"] == 400


def test_the_head_of_an_answer_can_be_asked_for_alone(client: Client) -> None:
    _, whole, told = client.ask("/facts?limit=1")
    status, head, nothing = client.ask("/facts?limit=1", "HEAD")
    assert (status, nothing) == (200, "")
    assert head["etag"] == whole["etag"]
    assert head["content-length"] == str(len(told.encode()))
    assert client.ask("/facts?limit=1", "HEAD", If_None_Match=whole["etag"])[0] == 304


def test_a_new_build_is_answered_from_as_soon_as_it_is_in_place(synthetic: Path, build: Build, tmp_path: Path) -> None:
    place = tmp_path / "synthetic"
    shutil.copytree(synthetic, place)
    with serving(place) as root:
        client = Client(root)
        before, tag = client.get("/documents")["total"], client.ask("/documents")[1]["etag"]
        text = "This text is synthetic. BYD plans a battery plant of 12 GWh a year in Yibin.\n"
        (place / "documents" / "more.md").write_text(f"---\npublished: 2024-01-02\n---\n{text}", encoding="utf-8")
        build(place)
        status, _, told = client.ask("/documents", If_None_Match=tag)
        assert (status, json.loads(told)["total"]) == (200, before + 1)
        assert client.get("/search?q=byd")["things"]


def test_without_a_build_the_api_says_so(synthetic: Path, tmp_path: Path) -> None:
    place = tmp_path / "synthetic"
    shutil.copytree(synthetic, place)
    (place / "build" / "gigawatch.duckdb").unlink()
    with serving(place) as root:
        problem = Client(root).refuse("/facts")
    assert (problem["status"], problem["hint"]) == (503, "run: gigawatch build")
