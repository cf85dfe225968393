"""Read a stream of synthetic documents and print the peak memory: `python synthetic_stream.py COUNT`.

A synthetic document is three sentences of one document of the bundled sample, in another order, every digit changed by
chance from a fixed seed; it says nothing of the world. Each is made, read and let go before the next is made.
"""

from __future__ import annotations

import hashlib
import random
import re
import sys
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

from gigawatch.claims import read_claims, split_sentences
from gigawatch.intake import load_document
from gigawatch.model import Document

SENTENCES = 3
SEED = 20220721
DIGIT = re.compile(r"\d")


def sample() -> list[tuple[Document, list[str]]]:
    with as_file(files("gigawatch") / "run" / "sample" / "yibin" / "documents") as folder:
        documents = [load_document(path) for path in sorted(folder.glob("*.md"))]
    return [(d, [s.text for s in split_sentences(d.text, d.language or "en")]) for d in documents]


def stream(count: int) -> Iterator[Document]:
    chance, models = random.Random(SEED), sample()
    for number in range(count):
        model, sentences = models[number % len(models)]
        chosen = chance.sample(sentences, min(SENTENCES, len(sentences)))
        text = DIGIT.sub(lambda _: chance.choice("123456789"), "\n".join(chosen))
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        yield Document(f"synthetic-{number}", "synthetic", sha256, text, model.language, published=model.published)


def peak_bytes() -> int:
    """The largest resident set so far; what `getrusage` says may be that of the process which started this one."""
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))


def main() -> None:
    claims = sum(len(read_claims(document).claims) for document in stream(int(sys.argv[1])))
    print(claims, peak_bytes())


if __name__ == "__main__":
    main()
