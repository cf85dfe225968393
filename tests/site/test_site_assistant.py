"""The server for assistants, asked by a real client of the Model Context Protocol over standard input and output."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from gigawatch.cli.publish import open_shelf
from gigawatch.run.build import Outcome
from gigawatch.run.workspace import open_workspace
from gigawatch.site.api import Shelf
from gigawatch.site.assistant import make_assistant

Calls = list[tuple[str, dict[str, Any]]]


def call(workspace: Path, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """The result of each call, all in one session with a server of its own."""
    arguments = ["-m", "gigawatch", "mcp", "--workspace", str(workspace)]

    async def talk() -> list[Any]:
        async with Client(StdioServerParameters(command=sys.executable, args=arguments)) as client:
            return [await client.call_tool(name, given) for name, given in calls]

    return asyncio.run(talk())


def content(result: Any) -> Any:
    assert not result.is_error, result.content
    assert json.loads(result.content[0].text) == result.structured_content
    return result.structured_content


def test_it_tells_its_tools_and_that_none_of_them_changes_anything(synthetic: Path) -> None:
    arguments = ["-m", "gigawatch", "mcp", "--workspace", str(synthetic)]

    async def talk() -> list[Any]:
        async with Client(StdioServerParameters(command=sys.executable, args=arguments)) as client:
            assert client.server_info.name == "gigawatch"
            return list((await client.list_tools()).tools)

    tools = asyncio.run(talk())
    assert {tool.name for tool in tools} == {"find", "facts", "total", "why", "diff", "index", "chain"}
    assert all(tool.description and tool.annotations.read_only_hint for tool in tools)


def test_every_answer_carries_the_words_behind_its_values(synthetic: Path) -> None:
    found, facts, total, diff, chain = map(
        content,
        call(
            synthetic,
            ("find", {"words": "catl yibin"}),
            ("facts", {"company": "CATL", "measure": "capacity"}),
            ("total", {"place": "Yibin", "measure": "capacity"}),
            ("diff", {"since": "2022-12-31", "until": "2023-12-31"}),
            ("chain", {"region": "Yibin"}),
        ),
    )
    for answer in (found, facts, total, diff, chain):
        assert answer["evidence"]
        assert all(one["sentence"] or one["source"] for one in answer["evidence"])
    assert {one["fact"] for one in facts["evidence"]} == {one["id"] for one in facts["facts"]}
    assert facts["found"] == len(facts["facts"]) > 0


def test_why_opens_a_fact_and_a_thing_by_name(synthetic: Path) -> None:
    (facts,) = map(content, call(synthetic, ("facts", {"subject": "CATL, Yibin", "limit": 1})))
    fact, thing = map(
        content, call(synthetic, ("why", {"key": facts["facts"][0]["id"]}), ("why", {"key": "宁德时代", "lang": "zh"}))
    )
    assert fact["rule_text"]
    assert fact["evidence"][0]["sentence"]
    assert thing["name"] == "宁德时代"


def test_the_place_of_a_unit_comes_with_its_readings_and_their_sources(built_sample: tuple[Path, Outcome]) -> None:
    ranking, norway = map(
        content, call(built_sample[0], ("index", {"period": "2024"}), ("index", {"unit": "Norway", "period": "2024"}))
    )
    assert [one["rank"] for one in ranking["ranking"]][:3] == [1, 2, 3]
    assert norway["ranking"][0]["unit"] == "Norway"
    assert all(one["source"] for one in norway["readings"])
    assert norway["evidence"]


@pytest.mark.parametrize(
    ("tool", "given", "told"),
    [
        ("why", {"key": "nobody"}, "there is no fact"),
        ("facts", {"measure": "capacities"}, "capacity"),
        ("index", {"index": "none"}, "there is no index none"),
        ("facts", {"limit": 0}, "limit"),
        ("diff", {"since": "someday"}, "someday"),
    ],
)
def test_what_a_question_gets_wrong_is_told(synthetic: Path, tool: str, given: dict[str, Any], told: str) -> None:
    (result,) = call(synthetic, (tool, given))
    assert result.is_error
    assert told in result.content[0].text


def test_a_parameter_that_there_is_not_is_refused_with_those_that_there_are(synthetic: Path) -> None:
    async def talk() -> Any:
        async with Client(make_assistant(open_shelf(open_workspace(synthetic)))) as client:
            return await client.call_tool("facts", {"organisation": "BYD"})

    result = asyncio.run(talk())
    assert result.is_error
    assert "organisation: there is no such parameter of facts (here: company, place," in result.content[0].text


def ask_here(shelf: Shelf, tool: str, **given: Any) -> Any:
    """The result of a tool, asked of a server in this process."""

    async def talk() -> Any:
        async with Client(make_assistant(shelf)) as client:
            return await client.call_tool(tool, given)

    return asyncio.run(talk())


def test_a_day_to_come_is_refused_unless_the_build_counts_to_it(synthetic: Path) -> None:
    place, ahead = open_workspace(synthetic), date.today() + timedelta(days=40)
    for tool, given in (("facts", {}), ("why", {"key": "CATL"}), ("chain", {"region": "Yibin"})):
        result = ask_here(open_shelf(place), tool, **given, as_of=str(ahead))
        assert result.is_error
        assert f"{ahead} has not come yet" in result.content[0].text
    built = Shelf(place.database, {"en": "Synthetic"}, lambda: ahead)
    assert content(ask_here(built, "facts", as_of=str(ahead)))["found"] > 0
    assert ask_here(built, "facts", as_of=str(ahead + timedelta(days=1))).is_error


def test_a_chain_is_told_as_a_summary_and_each_part_of_it_when_asked(synthetic: Path) -> None:
    shelf = open_shelf(open_workspace(synthetic))

    def chain(**given: Any) -> Any:
        return content(ask_here(shelf, "chain", region="Yibin", **given))

    summary = chain()
    assert len(json.dumps(summary)) < 50_000
    (cell,) = (one for one in summary["links"] if one["link"] == "cell")
    assert (cell["presence"], summary["running"]["counted"]) == ("running", ["cell"])
    links = chain(part="links", limit=20)
    assert (links["found"], len(links["links"])) == (len(summary["links"]), 20)
    rest = chain(part="links", offset=20, limit=20)["links"]
    assert [one["link"] for one in (*links["links"], *rest)] == [one["link"] for one in summary["links"]]
    (told,) = chain(part="links", link="cell")["links"]
    assert len(told["activities"]) == cell["activities"] > 0
    assert told["activities"][0]["figures"]
    balances = chain(part="balances", limit=20)
    assert balances["found"] == len(summary["balances"])
    assert len(balances["balances"]) <= 5
    gap = next(iter(summary["candidates"]))
    firms = chain(part="candidates", link=gap, limit=1)
    assert (firms["found"], len(firms["candidates"])) == (summary["candidates"][gap], 1)
    assert all(len(one["evidence"]) <= 20 for one in (summary, links, balances))
    assert any(one["sentence"] for one in chain(part="links", link="cell")["evidence"])


def test_a_link_of_the_chain_that_there_is_not_is_told_with_those_that_there_are(synthetic: Path) -> None:
    result = ask_here(open_shelf(open_workspace(synthetic)), "chain", region="Yibin", part="links", link="cells")
    assert result.is_error
    assert "there is no link cells (links: " in result.content[0].text
    assert "cathode" in result.content[0].text
