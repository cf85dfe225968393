"""A synthetic web archive: pages of synthetic news as a crawler stores them, few of them about the industry."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from random import Random

from soak.offtopic import tell_asides
from soak.stream import read_news

SHARE = 0.05  # of the pages that are about the industry
PAGES = 20_000  # of one archive
FRAME = 30  # links of the menu and as many of other news, which every page has
DAY = date(2024, 1, 1)
MENU = {
    "en": ("Home", "World", "Business", "Markets", "Electric vehicles", "Sport", "Science", "Culture"),
    "zh": ("首页", "国际", "财经", "市场", "新能源汽车", "体育", "科技", "文化"),
}
SCRIPT = "<script>window.layer=window.layer||[];function tag(){layer.push(arguments)};tag('js',new Date());</script>"


@dataclass(frozen=True, slots=True)
class Story:
    """What one page tells: its address, title, text and day; `is_wanted` where it is about the industry."""

    address: str
    title: str
    text: str
    lang: str
    day: date
    is_wanted: bool


def tell_stories(seed: int, share: float = SHARE) -> Iterator[Story]:
    """Stories without end, so many of them about the industry."""
    news, asides, rng = read_news(seed), tell_asides(seed), Random(f"crawl/{seed}")
    number = 0
    while True:
        number += 1
        if rng.random() < share:
            found = next(news).document
            title = found.text.split("\n")[2][:60]
            yield Story(found.url or "", title, found.text, found.language or "en", found.published or DAY, True)
        else:
            aside = next(asides)
            address = f"https://synthetic-herald.example/{aside.subject}/{number}"
            yield Story(address, aside.title, aside.text, aside.lang, DAY, False)


def write_archives(folder: Path, seed: int, pages: int, share: float = SHARE, per_archive: int = PAGES) -> int:
    """Write so many pages as archives in a folder; how many of the pages are about the industry."""
    folder.mkdir(parents=True, exist_ok=True)
    stories, wanted = tell_stories(seed, share), 0
    for number, first in enumerate(range(0, pages, per_archive)):
        with (folder / f"synthetic-{number:04d}.warc.gz").open("wb") as file:
            for _ in range(min(per_archive, pages - first)):
                story = next(stories)
                wanted += story.is_wanted
                file.write(pack_record(story.address, make_page(story)))
    return wanted


def make_page(story: Story) -> bytes:
    """The page of a story: menu, article, links to other news, footer."""
    links = "".join(
        f'<li class="menu-item menu-item-{n}"><a href="/{n}" data-track="nav">{MENU[story.lang][n % 8]}</a></li>'
        for n in range(FRAME)
    )
    teaser = f'<div class="teaser"><a href="/more">{escape(story.title[:12])}</a></div>' * FRAME
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in story.text.split("\n") if part.strip())
    return (
        f'<!doctype html><html lang="{story.lang}"><head><meta charset="utf-8"><title>{escape(story.title)}</title>'
        f'<meta property="og:site_name" content="Synthetic news"><meta property="article:published_time" '
        f'content="{story.day.isoformat()}T08:00:00+08:00">{SCRIPT * 4}</head><body><header><nav><ul>{links}</ul></nav>'
        f"</header><main><article><h1>{escape(story.title)}</h1>{paragraphs}</article></main><aside>{teaser}</aside>"
        f"<footer><p>Synthetic, made up by a machine.</p></footer>{SCRIPT * 4}</body></html>"
    ).encode()


def pack_record(address: str, page: bytes) -> bytes:
    """A page as the record of a web archive, packed by itself."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    packer = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return packer.compress(head.encode() + answer + b"\r\n\r\n") + packer.flush()
