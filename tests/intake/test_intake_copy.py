from __future__ import annotations

import random
import time
from datetime import date

import pytest

from gigawatch.intake import find_copies
from gigawatch.model import Document

WORDS = [
    f"{a}{b}{c}" for a in ("ba", "ke", "li", "mo", "nu", "ra") for b in ("ten", "zor", "vi", "da") for c in "aeiou"
]
EARLY, LATE = date(2022, 7, 1), date(2022, 7, 9)


def prose(seed: int, count: int = 200) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=count))


def chinese(seed: int, count: int = 400) -> str:
    return "".join(chr(random.Random(seed + n).randint(0x4E00, 0x9FA5)) for n in range(0, count * 1000, 1000))


def document(
    name: str, text: str, day: date | None = EARLY, publisher: str | None = None, url: str | None = None
) -> Document:
    return Document(name, name, name, text, published=day, publisher=publisher, url=url)


def test_a_repost_with_a_few_words_exchanged_counts_with_its_source() -> None:
    words = prose(1).split()
    for at in range(0, len(words), 25):
        words[at] = "Debrecen"
    copies = find_copies([document("spun", " ".join(words), LATE), document("first", prose(1))])
    assert copies == {"spun": "first"}


def test_a_place_exchanged_throughout_a_chinese_text_makes_no_new_source() -> None:
    text = chinese(3)
    spun = "".join("宜宾" + text[at : at + 60] for at in range(0, len(text), 60))
    other = spun.replace("宜宾", "遂宁")
    assert find_copies([document("a", spun), document("b", other, LATE)]) == {"b": "a"}


def test_a_shortened_repost_counts_with_its_source() -> None:
    text = prose(2, 300)
    assert find_copies([document("whole", text), document("short", text[: len(text) // 3], LATE)]) == {"short": "whole"}


def test_texts_on_one_matter_in_their_own_words_stay_apart() -> None:
    shared = prose(9, 20)
    assert find_copies([document(str(n), f"{shared} {prose(n + 10)}") for n in range(20)]) == {}


def test_the_publisher_that_answers_for_its_words_leads_whoever_reposted_first() -> None:
    owner = document("owner", prose(4), LATE, url="https://www.catl.com/news/1.html")
    repost = document("repost", prose(4), EARLY, publisher="Example Portal")
    assert find_copies([owner, repost]) == {"repost": "owner"}


def test_among_publishers_of_one_standing_the_earliest_leads_and_the_undated_last() -> None:
    copies = find_copies([document("b", prose(5), LATE), document("a", prose(5)), document("c", prose(5), None)])
    assert copies == {"b": "a", "c": "a"}


def test_an_aggregator_never_leads_a_source_that_is_not_listed() -> None:
    from gigawatch.vocab.publisher import publishers

    name = next(p.name for p in publishers().by_name.values() if p.kind.code == "aggregator")
    copies = find_copies(
        [document("portal", prose(6), EARLY, name, "https://unlisted.example/"), document("x", prose(6), LATE)]
    )
    assert copies == {"portal": "x"}


@pytest.mark.parametrize("text", ["", "GWh", "宜宾。", "𠮷野家 🔋 8"])
def test_the_shortest_texts_are_copies_of_themselves_only(text: str) -> None:
    assert find_copies([document("a", text), document("b", text, LATE), document("c", prose(7))]) == {"b": "a"}


def test_the_result_does_not_hang_on_the_order_of_the_documents() -> None:
    documents = [
        document(f"{n}-{k}", prose(n) + " again" * k, date(2022, 7, 1 + k)) for n in range(20) for k in range(3)
    ]
    shuffled = random.Random(1).sample(documents, len(documents))
    assert find_copies(documents) == find_copies(shuffled)
    assert len(find_copies(documents)) == 40


def test_no_document_at_all_has_no_copies() -> None:
    assert find_copies([]) == {}


@pytest.mark.slow
def test_a_hundred_thousand_documents_are_clustered_in_minutes() -> None:
    documents = [document(f"{n}-{k}", prose(n), date(2022, 7, 1 + k)) for n in range(50_000) for k in range(2)]
    start = time.monotonic()
    assert len(find_copies(documents)) == 50_000
    assert time.monotonic() - start < 600
