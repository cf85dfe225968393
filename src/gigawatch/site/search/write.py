"""The search file of a settled ledger: what there is, in the order in which it should be found."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from gigawatch.ledger import Ledger
from gigawatch.ledger.wording import LANGUAGES
from gigawatch.model import Entity, Fact
from gigawatch.question.voice import Voice
from gigawatch.site.plan import document_path, place_facts, thing_path
from gigawatch.site.search.word import spell, split_words, words_of
from gigawatch.site.showing import Showing
from gigawatch.store.whole import put_in_place

SHELVES = ("thing", "fact", "passage")
TABLE = """
CREATE TABLE {shelf} (number INTEGER PRIMARY KEY, id TEXT, kind TEXT,
  name_en TEXT, name_zh TEXT, text_en TEXT, text_zh TEXT, page TEXT);
CREATE VIRTUAL TABLE {shelf}_word USING fts5(words, content='', detail='full', prefix='1 2 3',
  tokenize="unicode61 remove_diacritics 0");
"""
NAMES = "CREATE TABLE thing_name (name TEXT, number INTEGER, PRIMARY KEY (name, number)) WITHOUT ROWID"
Row = tuple[str, str, str, str, str, str, str, str]
"""Words, id, kind, names and texts in English and Chinese, and the page that shows it."""


def write_search(ledger: Ledger, path: Path) -> None:
    """Write the file anew; a reader sees the old one or the new one. The same ledger gives the same bytes."""
    fresh = path.with_name(f".{path.name}.fresh")
    fresh.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    con = sqlite3.connect(fresh)
    try:
        con.execute("PRAGMA journal_mode = OFF")
        con.execute(NAMES)
        for shelf, rows in zip(SHELVES, (list_things(ledger), _facts(ledger), _passages(ledger)), strict=True):
            con.executescript(TABLE.format(shelf=shelf))
            _fill(con, shelf, rows)
        con.commit()
    finally:
        con.close()
    put_in_place(fresh, path)


def _fill(con: sqlite3.Connection, shelf: str, rows: Iterator[Row]) -> None:
    for number, (words, *told) in enumerate(rows, 1):
        if shelf == "thing":
            names = set(words_of(told[2:4]).split("\n"))
            con.executemany("INSERT INTO thing_name VALUES (?, ?)", ((name, number) for name in sorted(names)))
        con.execute(f"INSERT INTO {shelf} VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (number, *told))
        con.execute(f"INSERT INTO {shelf}_word (rowid, words) VALUES (?, ?)", (number, words))
    con.execute(f"INSERT INTO {shelf}_word ({shelf}_word) VALUES ('optimize')")


def list_things(ledger: Ledger) -> Iterator[Row]:
    """Every thing that has a page, those of the most facts first, by all names that it goes by."""
    counts, said = dict.fromkeys(ledger.entities, 0), dict[str, set[str]]()
    for fact in ledger.facts.values():
        counts[fact.subject] += 1
    for mention in ledger.material.mentions.values():
        said.setdefault(mention.entity, set()).add(mention.surface)
    for name, things in ledger.lookup.called.items():
        for thing in things:
            said.setdefault(thing, set()).add(name)
    for thing in sorted(counts, key=lambda one: (-counts[one], one)):
        entity = ledger.entities[thing]
        names = [ledger.label(thing, lang) for lang in LANGUAGES]
        kind = entity.kind.value
        words = words_of((*names, *_own_names(entity), *sorted(said.get(thing, ()))))
        yield words, thing, kind, *names, *names, thing_path(thing)  # type: ignore[misc]


def _own_names(entity: Entity) -> list[str]:
    return [entity.name, *map(str, entity.names.values())]


def _facts(ledger: Ledger) -> Iterator[Row]:
    """Every fact as a line in each language, the latest told first."""
    places = place_facts(ledger)
    voices = {lang: Voice(ledger, lang) for lang in LANGUAGES}
    ordered = sorted(ledger.facts.values(), key=lambda one: one.id)
    ordered.sort(key=lambda one: str(one.known_on or ""), reverse=True)
    for fact in ordered:
        names = [ledger.label(fact.subject, lang) for lang in LANGUAGES]
        texts = [_line(voices[lang], fact) for lang in LANGUAGES]
        words = " ".join((*split_words(" ".join((*names, *texts))), *spell(names[1])))
        yield words, fact.id, fact.measure, *names, *texts, places[fact.id]  # type: ignore[misc]


def _line(voice: Voice, fact: Fact) -> str:
    """What a fact says besides its subject."""
    told = (voice.measure(fact.measure), voice.fact(fact), voice.status(fact.status) if fact.status else "")
    place = voice.ledger.label(fact.place, voice.lang) if fact.place and fact.place != fact.subject else ""
    parts = (*told, voice.period(fact.valid_on) if fact.valid_on else "", place)
    return voice.row(parts)


def _passages(ledger: Ledger) -> Iterator[Row]:
    """What of each document may be shown, a passage a row, the newest document first."""
    showing = Showing(ledger)
    documents = sorted(ledger.material.documents.values(), key=lambda one: one.id)
    documents.sort(key=lambda one: str(one.published or ""), reverse=True)
    for document in documents:
        title = document.title or document.path
        for number, (start, end) in enumerate(showing.passages(document.id)):
            text = document.text[start:end]
            words = " ".join(split_words(f"{title} {text}" if number == 0 else text))
            yield words, document.id, document.language or "", title, title, text, text, document_path(document.id)
