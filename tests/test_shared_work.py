"""What the tests hold in common is guarded: nobody writes into it unseen."""

from __future__ import annotations

import os
from pathlib import Path

from shared_work import stamp_files


def test_what_is_written_into_a_hard_link_shows_in_the_stamps_of_the_first_name(tmp_path: Path) -> None:
    shared, copy = tmp_path / "shared", tmp_path / "copy"
    (shared / "en").mkdir(parents=True)
    (shared / "en" / "page.html").write_text("synthetic")
    os.link(shared / "en" / "page.html", copy)
    before = stamp_files([shared])
    assert stamp_files([shared]) == before
    with copy.open("a") as file:
        file.write(" and more")
    assert stamp_files([shared]) != before


def test_a_copy_that_is_replaced_leaves_the_first_name_as_it_was(tmp_path: Path) -> None:
    shared, copy, fresh = tmp_path / "shared", tmp_path / "copy", tmp_path / "fresh"
    shared.mkdir()
    (shared / "page.html").write_text("synthetic")
    os.link(shared / "page.html", copy)
    before = stamp_files([shared])
    fresh.write_text("another")
    fresh.replace(copy)
    assert stamp_files([shared]) == before
