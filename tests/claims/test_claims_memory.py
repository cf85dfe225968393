"""Reading needs the memory of one document, however many are read."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest
from synthetic_stream import stream

from gigawatch.claims import read_claims

STREAM = Path(__file__).with_name("synthetic_stream.py")
FEW, MANY = 10_000, 100_000
MOST = 1.1
SOME = 80


def read_stream(count: int) -> tuple[int, int]:
    """How many claims so many synthetic documents give, and the peak memory of reading them, in bytes."""
    done = subprocess.run([sys.executable, str(STREAM), str(count)], check=True, capture_output=True, text=True)
    claims, peak = map(int, done.stdout.split())
    return claims, peak


def test_nothing_holds_a_document_once_it_is_read() -> None:
    documents = list(stream(SOME))
    before = [sys.getrefcount(document) for document in documents]
    assert sum(len(read_claims(document).claims) for document in documents) > SOME
    gc.collect()
    assert [sys.getrefcount(document) for document in documents] == before


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak is read from /proc")
def test_ten_times_the_documents_need_no_more_memory() -> None:
    peaks = {}
    for count in (FEW, MANY):
        claims, peaks[count] = read_stream(count)
        print(f"measured: {count:,} synthetic documents, {claims:,} claims: peak {peaks[count] / 2**20:.1f} MiB")
        assert claims > count
    ratio = peaks[MANY] / peaks[FEW]
    print(f"measured: ratio of the peaks {ratio:.3f}, at most {MOST}")
    assert ratio <= MOST
