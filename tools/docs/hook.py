"""What the documentation site shows of files that lie outside `docs/`: root pages become pages, other files are named.

A link to `../CONTRIBUTING.md` leads to a page of the site; one to a file of the source tree becomes the file's name,
since the site has no such page and asks no other host.
"""

from __future__ import annotations

import posixpath
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files

sys.path.append(str(Path(__file__).parent))
from fence import fence

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

PAGES = {  # files of the root, and the pages of the site that show them
    "CHANGELOG.md": "changelog.md",
    "CODE_OF_CONDUCT.md": "conduct.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
}
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)#\s]+)(#[^)]*)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take the root's pages in."""
    root = Path(config.config_file_path).parent
    for name, page in PAGES.items():
        files.append(File.generated(config, page, abs_src_path=str(root / name)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Turn every link that leaves `docs/`."""
    shown = {page: name for name, page in PAGES.items()}
    place = shown.get(page.file.src_uri) or f"docs/{page.file.src_uri}"
    return fence(LINK.sub(lambda found: turn(found, place, page.file.src_uri), markdown))


def turn(found: re.Match[str], place: str, page: str) -> str:
    """A link as the site can follow it: `place` is the linking file in the repository, `page` in the site."""
    words, target, part = found[1], found[2], found[3] or ""
    if re.match("[a-z]+:", target):
        return found[0]
    aim = posixpath.normpath(posixpath.join(posixpath.dirname(place), target))
    if aim == "README.md":
        aim = "docs/index.md"
    if aim not in PAGES and not aim.startswith("docs/"):
        return words if f"`{aim}`" in words else f"{words} (`{aim}`)"
    inside = PAGES.get(aim) or aim.removeprefix("docs/")
    return f"[{words}]({posixpath.relpath(inside, posixpath.dirname(page) or '.')}{part})"
