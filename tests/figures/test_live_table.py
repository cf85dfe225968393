from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from gigawatch.figures import find_unlisted, read_table
from gigawatch.figures.live import DriftError, sources
from gigawatch.intake import Limits
from gigawatch.model import Bound, GigawatchError, InputError, WorkspaceError
from intake_site import Reply, open_site
from live_desk import DAY, Desk
from live_recording import (
    BODIES,
    COMTRADE,
    ECB_DAILY,
    ECB_RATES,
    EMBER,
    FIGURES,
    IEA_SALES,
    OWID_CHART,
    OWID_ENERGY,
    USGS_HEAD,
    comtrade,
    pack,
    usgs,
    world_bank,
)

NEXT = date(2026, 4, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_site() as site:
        yield Desk(site, tmp_path)


def fault_of(desk: Desk, name: str, *replies: Reply, **options: str) -> str:
    order = desk.serve(name, *replies, **options)
    with pytest.raises(GigawatchError) as caught:
        desk.renew(order)
    assert "\n" not in str(caught.value)
    assert not (desk.root / "tables" / f"live_{name}.csv").exists()
    return str(caught.value)


@pytest.mark.parametrize("name", FIGURES)
def test_a_source_becomes_a_table_in_the_units_and_names_of_the_project(desk: Desk, name: str) -> None:
    outcome = desk.renew(desk.serve(name))
    cells = desk.cells(name)
    assert {(c.subject, c.measure, c.period, c.value, c.unit) for c in cells} == FIGURES[name]
    assert outcome.rows == len(cells)
    assert {c.licence for c in cells} == {sources()[name].licence}
    assert all(c.source and c.source.startswith(desk.site.address) for c in cells)
    assert {c.vintage for c in cells} == {"2026-02-01" if name == "world_bank" else "2026-03-01"}
    assert find_unlisted(read_table(desk.root / "tables" / f"live_{name}.csv")) == []


def test_every_table_source_has_a_recording() -> None:
    assert set(BODIES) == {name for name, source in sources().items() if source.kind == "table"}


@pytest.mark.parametrize("name", FIGURES)
def test_the_bytes_are_kept_as_they_came_with_hash_address_and_day(desk: Desk, name: str) -> None:
    order = desk.serve(name)
    outcome = desk.renew(order)
    assert outcome.snapshot == desk.root / "snapshots" / name / "2026-03-01"
    told = json.loads((outcome.snapshot / "snapshot.json").read_text())
    assert (told["live"], told["accepted"], told["day"]) == (False, True, "2026-03-01")
    for part, body, request in zip(told["parts"], BODIES[name], order.requests(), strict=True):
        data = body.encode() if isinstance(body, str) else body
        assert (outcome.snapshot / part["file"]).read_bytes() == data
        assert (part["address"], part["bytes"], len(part["sha256"])) == (request.address, len(data), 64)


def test_the_sidecar_of_the_table_names_title_publisher_and_licence(desk: Desk) -> None:
    desk.renew(desk.serve("owid_chart"))
    said = yaml.safe_load((desk.root / "tables" / "live_owid_chart.meta.yaml").read_text())
    source = sources()["owid_chart"]
    assert said == {"title": source.title.en, "publisher": source.publisher, "licence": "CC BY 4.0"}


def test_a_hedge_of_the_publisher_stays_a_hedge(desk: Desk) -> None:
    desk.renew(desk.serve("usgs_minerals"))
    (reserves,) = (cell for cell in desk.cells("usgs_minerals") if cell.measure == "reserves.lithium")
    assert reserves.qualifier is Bound.OVER


def test_what_is_left_out_is_counted_by_reason(desk: Desk) -> None:
    assert desk.renew(desk.serve("world_bank")).left_out == {"no country": 1, "no figure": 1}
    assert desk.renew(desk.serve("iea_ev")).left_out == {
        "before the first period": 1,
        "of a kind that is not listed": 1,
        "not asked for": 1,
    }


def test_a_second_fetch_asks_only_for_what_changed_and_says_that_nothing_did(desk: Desk) -> None:
    state = {"ETag": '"synthetic"', "Last-Modified": "Sun, 01 Mar 2026 00:00:00 GMT"}
    order = desk.serve("owid_chart", Reply(OWID_CHART, headers=state))
    assert desk.renew(order).is_new
    again = desk.renew(order, NEXT)
    assert not again.is_new
    asked = [headers for path, headers in desk.site.asked if path != "/robots.txt"]
    assert "if-none-match" not in asked[0]
    assert (asked[1]["if-none-match"], asked[1]["if-modified-since"]) == ('"synthetic"', state["Last-Modified"])
    assert desk.snapshots("owid_chart") == ["2026-03-01"]


def test_the_same_bytes_without_a_name_of_their_state_are_nothing_new(desk: Desk) -> None:
    order = desk.serve("owid_chart")
    desk.renew(order)
    assert not desk.renew(order, NEXT).is_new
    assert desk.snapshots("owid_chart") == ["2026-03-01"]


def test_of_several_answers_the_one_that_changed_is_new_and_the_others_stay(desk: Desk) -> None:
    state = {"ETag": '"sales"'}
    points = BODIES["iea_ev"][1]
    order = desk.serve("iea_ev", Reply(IEA_SALES, headers=state), Reply(points))
    desk.renew(order)
    assert isinstance(points, str)
    desk.serve("iea_ev", Reply(IEA_SALES, headers=state), Reply(points.replace("330", "331")))
    outcome = desk.renew(order, NEXT)
    assert outcome.is_new
    assert outcome.change is not None
    assert (outcome.change.added, outcome.change.changed, outcome.change.gone) == (0, 1, 0)
    assert (outcome.snapshot / "01-EV-sales.csv").read_text() == IEA_SALES


def test_a_revised_value_stands_beside_the_first_one_and_one_that_stays_keeps_its_vintage(desk: Desk) -> None:
    order = desk.serve("owid_chart")
    desk.renew(order)
    later = OWID_CHART.replace("601.5", "602.5") + "Chile,CHL,2024,300,2024\n"
    desk.serve("owid_chart", Reply(later))
    change = desk.renew(order, NEXT).change
    assert change is not None
    assert (change.added, change.changed, change.gone) == (1, 1, 0)
    assert change.first == (
        "changed: Poland electricity_intensity 2024: 602.5 gCO2e/kWh, before 601.5",
        "added: Chile electricity_intensity 2024: 300 gCO2e/kWh",
    )
    assert {(c.subject, c.value, c.vintage) for c in desk.cells("owid_chart")} == {
        ("Poland", 0.6015, "2026-03-01"),
        ("Poland", 0.6025, "2026-04-01"),
        ("World", 0.45, "2026-03-01"),
        ("Chile", 0.3, "2026-04-01"),
    }


def test_what_the_source_no_longer_tells_leaves_the_table_and_is_named(desk: Desk) -> None:
    order = desk.serve("owid_chart")
    desk.renew(order)
    desk.serve("owid_chart", Reply(OWID_CHART.replace("Poland,POL,2024,601.5,2024\n", "")))
    change = desk.renew(order, NEXT).change
    assert change is not None
    assert (change.gone, change.first[0].startswith("gone: Poland")) == (1, True)
    assert [cell.subject for cell in desk.cells("owid_chart")] == ["World"]


def test_a_snapshot_is_never_overwritten(desk: Desk) -> None:
    order = desk.serve("owid_chart")
    first = desk.renew(order).snapshot
    desk.serve("owid_chart", Reply(OWID_CHART.replace("601.5", "602.5")))
    assert desk.renew(order).snapshot.name == "2026-03-01-2"
    assert (first / "01-owid_chart.csv").read_text() == OWID_CHART
    assert [(c.subject, c.value) for c in desk.cells("owid_chart")] == [("Poland", 0.6025), ("World", 0.45)]


def test_what_an_interrupted_run_left_is_no_snapshot(desk: Desk) -> None:
    order = desk.serve("owid_chart")
    folder = desk.renew(order).snapshot
    folder.rename(folder.with_name(".fresh"))
    outcome = desk.renew(order, NEXT)
    assert (outcome.is_new, desk.snapshots("owid_chart")) == (True, ["2026-04-01"])


def test_a_table_that_was_removed_is_made_again_from_the_snapshot(desk: Desk) -> None:
    order = desk.serve("owid_chart", Reply(OWID_CHART, headers={"ETag": '"synthetic"'}))
    desk.renew(order)
    (desk.root / "tables" / "live_owid_chart.csv").unlink()
    outcome = desk.renew(order, NEXT)
    assert (outcome.is_new, outcome.rows) == (False, 2)
    assert {cell.vintage for cell in desk.cells("owid_chart")} == {"2026-03-01"}


def test_a_missing_column_stops_keeps_the_bytes_and_leaves_the_table_as_it_was(desk: Desk) -> None:
    order = desk.serve("ember_electricity")
    desk.renew(order)
    before = desk.cells("ember_electricity")
    moved = EMBER.replace(",Value,", ",Amount,")
    desk.serve("ember_electricity", Reply(moved))
    with pytest.raises(DriftError, match=r"column missing: Value; column new: Amount"):
        desk.renew(order, NEXT)
    assert (desk.root / "snapshots/ember_electricity/2026-04-01/01-ember_electricity.csv").read_text() == moved
    assert desk.cells("ember_electricity") == before
    with pytest.raises(DriftError):
        desk.renew(order, NEXT)
    assert desk.snapshots("ember_electricity") == ["2026-03-01", "2026-04-01"]


def test_after_a_drift_the_last_good_state_is_what_is_asked_for(desk: Desk) -> None:
    order = desk.serve("owid_chart", Reply(OWID_CHART, headers={"ETag": '"good"'}))
    desk.renew(order)
    desk.serve("owid_chart", Reply(OWID_CHART.replace("year,", "annum,"), headers={"ETag": '"bad"'}))
    with pytest.raises(DriftError):
        desk.renew(order, NEXT)
    desk.serve("owid_chart", Reply(OWID_CHART.replace("601.5", "602.5"), headers={"ETag": '"bad"'}))
    assert desk.renew(order, NEXT).rows == 2


def test_new_and_lost_columns_that_are_not_needed_are_only_said(desk: Desk) -> None:
    order = desk.serve("owid_energy")
    assert desk.renew(order).warnings == ()
    desk.serve("owid_energy", Reply(OWID_ENERGY.replace("synthetic_extra", "another_extra")))
    assert desk.renew(order, NEXT).warnings == (
        "column no longer there: synthetic_extra",
        "column new: another_extra",
    )


def test_a_column_of_another_type_stops_and_shows_a_cell(desk: Desk) -> None:
    words = ECB_RATES.replace("7.5", "seven and a half").replace("1.125", "low").replace(",9,", ",high,")
    fault = fault_of(desk, "ecb_rates", Reply(words))
    assert "OBS_VALUE (3 of 3 cells are no number, such as 'seven and a half')" in fault


def test_a_column_of_years_that_holds_days_stops(desk: Desk) -> None:
    fault = fault_of(desk, "owid_chart", Reply(OWID_CHART.replace(",2024,", ",2024-05-01,", 1)))
    assert "Year (1 of 2 cells are no year, such as '2024-05-01')" in fault


def test_single_cells_that_are_no_figure_are_left_out_and_shown(desk: Desk) -> None:
    rows = "".join(usgs(name, "Mine production", "2024", "10") for name in ("Chile", "China", "Peru"))
    odd = usgs("Brazil", "Mine production", "2024", "about as much")
    outcome = desk.renew(desk.serve("usgs_minerals", Reply((USGS_HEAD + rows + odd).encode("cp1252"))))
    assert (outcome.rows, outcome.left_out) == (3, {"not readable": 1})
    (warning,) = outcome.warnings
    assert warning.startswith("not readable: Brazil mine_production.lithium 2024: 'about as much' is no number")


def test_a_figure_told_twice_with_different_values_is_left_out_and_named(desk: Desk) -> None:
    body = comtrade([("China", "CHN", 1.0), ("China", "CHN", 2.0), ("Japan", "JPN", 3.0), ("Japan", "JPN", 3.0)])
    outcome = desk.renew(desk.serve("comtrade", Reply(body)))
    assert [(cell.subject, cell.value) for cell in desk.cells("comtrade")] == [("Japan", 3.0)]
    assert outcome.left_out == {"told twice with different values": 1}
    assert outcome.warnings == ("told twice with different values: China exports_lithium_ion 2024 USD",)


def test_a_busy_server_is_asked_again_when_it_says(desk: Desk) -> None:
    order = desk.serve("owid_chart")
    path = order.requests()[0].address.removeprefix(desk.site.address)
    desk.site.put(path, Reply(status=429, headers={"Retry-After": "7"}), Reply(status=503), Reply(OWID_CHART))
    assert desk.renew(order).rows == 2
    assert 7.0 in desk.clock.waits


def test_a_server_that_stays_busy_is_left_and_nothing_is_kept(desk: Desk) -> None:
    assert "answers 429" in fault_of(desk, "owid_chart", Reply(status=429, headers={"Retry-After": "3"}))
    assert desk.snapshots("owid_chart") == []


def test_a_body_that_breaks_off_is_not_kept(desk: Desk) -> None:
    assert "the connection to 127.0.0.1 failed" in fault_of(desk, "owid_chart", Reply(OWID_CHART, short=20))
    assert desk.snapshots("owid_chart") == []


def test_a_file_that_was_cut_before_it_was_sent_is_refused_by_its_row(desk: Desk) -> None:
    assert "row 2 has 2 cells, the heading 5" in fault_of(desk, "owid_chart", Reply(OWID_CHART[:-20]))
    assert desk.snapshots("owid_chart") == ["2026-03-01"]


def test_a_huge_answer_is_refused_while_it_comes(desk: Desk) -> None:
    fault = fault_of(desk, "owid_chart", Reply("x" * 100_000, repeat=200))
    assert "limits.file_bytes in gigawatch.toml is 10,000,000" in fault
    assert desk.snapshots("owid_chart") == []


def test_a_bound_that_the_workspace_sets_holds(desk: Desk) -> None:
    desk.limits = Limits(file_bytes=50)
    assert "limits.file_bytes in gigawatch.toml is 50" in fault_of(desk, "owid_chart")


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"<html>a synthetic page</html>", "this is no zip: '<html>a synthetic page</html>'"),
        (pack("readme.txt", "synthetic"), "the zip holds 0 CSV files, not one"),
        (pack("a.csv", ECB_DAILY)[:-30], "this is no zip"),
        (b"", "the answer is empty"),
    ],
)
def test_what_is_no_zip_of_one_table_is_refused_and_kept(desk: Desk, body: bytes, what: str) -> None:
    assert what in fault_of(desk, "ecb_daily", Reply(body))
    assert (desk.root / "snapshots/ecb_daily/2026-03-01/01-ecb_daily.zip").read_bytes() == body


def test_a_zip_that_grows_beyond_the_bound_is_refused(desk: Desk) -> None:
    desk.limits = Limits(zip_bytes=1_000)
    body = pack("a.csv", ECB_DAILY + "2026-01-01,1,1,1,1,1,\n" * 100)
    assert "limits.zip_bytes in gigawatch.toml is 1,000" in fault_of(desk, "ecb_daily", Reply(body))


@pytest.mark.parametrize(
    ("name", "body", "what"),
    [
        ("owid_chart", "<!doctype html><p>synthetic, a page</p>", "this is no CSV: '<!doctype html>"),
        ("owid_chart", '"torn', "this is no CSV"),
        ("comtrade", "<html>", "this is no JSON: '<html>'"),
        ("comtrade", '{"message": "synthetic"}', "there are no rows at 'data'"),
        ("comtrade", '{"data": []}', "no figure was found"),
        ("world_bank", '[{"message": [{"id": "120", "value": "synthetic"}]}]', "there are no rows at '1'"),
        ("world_bank", world_bank("X", []).replace('"pages": 1', '"pages": 3'), "the answer is one of 3 pages"),
        ("iea_ev", "region,category,parameter,mode,powertrain,year,unit,value\n", "no figure was found"),
    ],
)
def test_an_answer_that_is_no_table_is_one_clear_line(desk: Desk, name: str, body: str, what: str) -> None:
    options = {"parameter": "EV sales"} if name == "iea_ev" else {}
    assert what in fault_of(desk, name, Reply(body), **options)
    assert desk.snapshots(name) == ["2026-03-01"]


def test_the_key_travels_in_its_header_and_is_written_nowhere(desk: Desk) -> None:
    outcome = desk.renew(desk.serve("comtrade", Reply(COMTRADE), key="synthetic-key"))
    ((path, headers),) = ((path, headers) for path, headers in desk.site.asked if path != "/robots.txt")
    assert path.startswith("/data/v1/get/C/A/HS?")
    assert headers["ocp-apim-subscription-key"] == "synthetic-key"
    written = [file.read_text() for file in desk.root.rglob("*") if file.is_file()]
    assert written
    assert not any("synthetic-key" in text for text in written)
    assert outcome.rows == 2


def test_without_a_key_the_preview_is_asked_and_a_refusal_names_the_variable(desk: Desk) -> None:
    fault = fault_of(desk, "comtrade", Reply(status=401))
    assert "set COMTRADE_SUBSCRIPTION_KEY" in fault
    assert desk.site.paths()[0].startswith("/public/v1/preview/C/A/HS?")


def test_an_answer_as_long_as_the_provider_gives_at_once_is_refused(desk: Desk) -> None:
    body = comtrade([("China", "CHN", 1.0)] * 500)
    assert "as many as the provider gives at once" in fault_of(desk, "comtrade", Reply(body))


def test_a_redirect_to_another_host_is_not_followed(desk: Desk) -> None:
    with open_site() as other:
        fault = fault_of(desk, "owid_chart", Reply(status=302, headers={"Location": other.address + "/a"}))
        assert other.asked == []
    assert "it leads away from" in fault


def test_robots_txt_is_obeyed(desk: Desk) -> None:
    desk.site.put("/robots.txt", Reply("User-agent: *\nDisallow: /grapher/", media="text/plain"))
    assert "the site asks programs not to fetch this" in fault_of(desk, "owid_chart")


def test_a_kept_file_that_was_changed_is_not_taken_for_what_came(desk: Desk) -> None:
    order = desk.serve("owid_chart", Reply(OWID_CHART, headers={"ETag": '"synthetic"'}))
    kept = desk.renew(order).snapshot / "01-owid_chart.csv"
    kept.write_text("changed by hand")
    with pytest.raises(WorkspaceError, match="its bytes are not those that came"):
        desk.renew(order, NEXT)


def test_a_table_of_that_name_that_is_someone_elses_is_not_overwritten(desk: Desk) -> None:
    table = desk.root / "tables" / "live_owid_chart.csv"
    table.parent.mkdir()
    table.write_text("subject,value\nmine,1\n")
    with pytest.raises(WorkspaceError, match="this is no table of gigawatch fetch"):
        desk.renew(desk.serve("owid_chart"))
    assert table.read_text() == "subject,value\nmine,1\n"


def test_an_unknown_option_is_refused_with_the_known_ones(desk: Desk) -> None:
    with pytest.raises(InputError, match=r"comtrade has no option 'country'.*product, flow, year"):
        desk.order("comtrade", country="CHN")


def test_the_time_of_a_fetch_is_what_the_caller_says(desk: Desk) -> None:
    assert desk.renew(desk.serve("ecb_rates"), DAY).snapshot.name == "2026-03-01"
