"""A text as the set of its runs of eight characters, hashed, and as a MinHash signature of that set."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    Hashes = np.ndarray[tuple[int], np.dtype[np.uint64]]
    Rows = np.ndarray[tuple[int, int], np.dtype[np.uint32]]
    Sizes = np.ndarray[tuple[int], np.dtype[np.int64]]

SHINGLE = 8
VALUES = 240  # of a signature
MARKS = re.compile(r"[\W_]+")
SEED = 2022
BATCH = 512
STEP = 0x9E3779B97F4A7C15  # an odd constant that spreads neighbouring code points over all 64 bits
MIX = 0xBF58476D1CE4E5B9


def hash_shingles(text: str) -> Hashes:
    """The hashes of a text's runs of eight letters or digits, in order, each once; case, spaces and marks left out."""
    import numpy as np

    plain = MARKS.sub("", text.lower())
    plain += "\x00" * (SHINGLE - len(plain))
    codes = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    count = len(codes) - SHINGLE + 1
    mixed = codes[:count]
    for place in range(1, SHINGLE):
        mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(STEP) + codes[place : place + count]
    mixed = (mixed ^ (mixed >> np.uint64(32))) * np.uint64(MIX)
    mixed.sort()
    is_first = np.empty(count, dtype=bool)
    is_first[0] = True
    np.not_equal(mixed[1:], mixed[:-1], out=is_first[1:])
    return mixed[is_first]


def sign_shingles(texts: Iterable[str]) -> tuple[Rows, Sizes]:
    """The MinHash signature of every text, a row each, and how many runs it has.

    Two rows are equal at a place as likely as the two sets of runs are alike (Jaccard).
    """
    import numpy as np
    from rensa import RMinHash

    rows, sizes = [np.empty((0, VALUES), dtype=np.uint32)], [np.empty(0, dtype=np.int64)]
    stream = iter(texts)
    while batch := [hash_shingles(text) for text in islice(stream, BATCH)]:
        sizes.append(np.array([len(runs) for runs in batch], dtype=np.int64))
        offsets = np.cumsum([0, *sizes[-1]], dtype=np.uint64)
        matrix = RMinHash.digest_matrix_from_flat_token_hashes(np.concatenate(batch), offsets, VALUES, SEED)
        rows.append(np.array(matrix.to_rows(), dtype=np.uint32))
    return np.concatenate(rows), np.concatenate(sizes)
