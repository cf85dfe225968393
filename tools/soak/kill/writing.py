"""Commands that keep something, killed: what was kept stays, what they write is whole or not there, again completes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from soak.crawl import write_archives
from soak.kill.building import Killed, tell_judgement
from soak.kill.process import Ended, Moment, run_command
from soak.kill.workspace import MORE, copy_afresh, find_lost, hash_kept, read_logs

LOOPBACK = "127.0.0.1"
CHART = "entity,code,year,co2_intensity__gco2_kwh,co2_intensity__gco2_kwh__original_year\nPoland,POL,2024,601.5,2024\n"
PAGE = "<html><head><title>{n}</title></head><body><p>This page is synthetic. {text}</p></body></html>"
TEXT = "CATL's Yibin base has a planned capacity of {n}0 GWh a year. Construction of the next phase began in June 2023."
PAGES = 4
SEED, ARCHIVES, EACH, WANTED = 2022, 3, 160, 0.8  # more pages of the industry in each than are kept as files
Tell = Callable[[Path], list[str]]


@dataclass(frozen=True, slots=True)
class Writing:
    """A command that keeps something in a workspace, what stands there after it, how long it takes, and its swaps."""

    name: str
    made: Path
    tell: Tell
    after: Mapping[str, str]
    seconds: float
    swaps: int


def make_writing(name: str, made: Path, scratch: Path, tell: Tell) -> Writing:
    """Run the command undisturbed, to know what is to come."""
    place = copy_afresh(made, scratch)
    ended = _run(tell(place), scratch)
    if ended.status:
        raise RuntimeError(f"{name} left with {ended.status}: {ended.output}")
    return Writing(name, made, tell, _know(place), ended.seconds, ended.swaps)


def kill_writing(writing: Writing, scratch: Path, chance: Random) -> Killed | None:
    """Kill the command once, look, and run it again; None where it came to its end before its moment."""
    place = copy_afresh(writing.made, scratch)
    kept, logs = hash_kept(place), read_logs(place)
    moment = Moment(seconds=chance.uniform(0.0, writing.seconds))
    if writing.swaps and chance.random() < 0.5:
        moment = Moment(swap=chance.randrange(writing.swaps), is_after=chance.random() < 0.5)
    if not _run(writing.tell(place), scratch, moment).is_killed:
        return None
    faults = [*find_lost(place, kept, logs), *_find_torn(writing, place)]
    doctor = run_command(["doctor", "--workspace", str(place)], scratch / "log")
    if doctor.status not in (0, 1) or "Traceback" in doctor.output:
        faults.append(f"doctor left with {doctor.status}: {doctor.output[-500:]}")
    again = _run(writing.tell(place), scratch)
    if again.status not in (0, 1) or "Traceback" in again.output:
        faults.append(f"again it left with {again.status}: {again.output[-500:]}")
    found = _know(place)
    differing = sorted(n for n in found.keys() | writing.after.keys() if found.get(n) != writing.after.get(n))
    if differing:
        faults.append(f"kept otherwise: {', '.join(differing)}")
    return Killed(writing.name, moment, tuple(faults))


def _find_torn(writing: Writing, place: Path) -> Iterator[str]:
    """The files that are there and are not what they should become."""
    for name, digest in _know(place).items():
        if name.endswith(".json"):
            json.loads((place / name).read_bytes())  # a record that is written twice: whole each time
        elif name in writing.after and digest != writing.after[name] and not name.endswith(".csv"):
            yield f"torn: {name}"


def _know(place: Path) -> dict[str, str]:
    """What is kept; of logs that tell the order and time of what was done, only their lines, sorted, each once."""
    logs = {name: "\n".join(sorted(set(data.decode().splitlines()))) for name, data in read_logs(place).items()}
    return {**hash_kept(place), **logs}


def add_files(place: Path) -> list[str]:
    """The command that adds a folder of documents and a table."""
    return ["add", str(MORE), "--workspace", str(place)]


def judge(claim: str) -> Tell:
    """The command by which a person judges a claim."""
    return lambda place: tell_judgement(place, claim)


def add_feed(address: str) -> Tell:
    """The command that adds every page of a feed."""
    return lambda place: ["add", f"{address}/feed.xml", "--workspace", str(place)]


def add_archives(folder: Path) -> Tell:
    """The command that goes through a folder of synthetic web archives, of which each becomes a pack."""
    write_archives(folder, SEED, ARCHIVES * EACH, share=WANTED, per_archive=EACH)
    return lambda place: ["add", str(folder), "--workspace", str(place)]


def fetch_chart(address: str) -> Tell:
    """The command that fetches a table of a public source, here from a server that plays it."""
    return lambda place: [
        *("fetch", "owid_chart", "--address", address, "--date", "2026-01-01", "--workspace", str(place))
    ]


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A server of synthetic pages, their feed and a table, in a process of its own."""
    _write_site(folder)
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", LOOPBACK, "--directory", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        port = server.stdout.readline().split(" port ")[1].split()[0]
        try:
            address = f"http://{LOOPBACK}:{port}"
            links = "".join(f"<item><title>{n}</title><link>{address}/{n}.html</link></item>" for n in range(PAGES))
            feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Synthetic</title>{links}</channel></rss>'
            (folder / "feed.xml").write_text(feed, encoding="utf-8")
            yield address
        finally:
            server.terminate()


def _write_site(folder: Path) -> None:
    from gigawatch.figures.live import Order, find_source, read_options

    folder.mkdir(parents=True)
    for number in range(PAGES):
        page = PAGE.format(n=number, text=TEXT.format(n=number + 2))
        (folder / f"{number}.html").write_text(page, encoding="utf-8")
    source = find_source("owid_chart")
    for request in Order(source, read_options(source, {}), "", "").requests():
        path = folder / request.address.split("://")[1].partition("/")[2].partition("?")[0]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CHART, encoding="utf-8")


def _run(arguments: list[str], scratch: Path, moment: Moment | None = None) -> Ended:
    return run_command(arguments, scratch / "log", moment)
