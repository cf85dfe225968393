"""The process that reads one PDF: bytes on standard input, pages as JSON on standard output.

`python pdf_reader.py PAGES CHARACTERS MEMORY`; a fault is an answer too, named in its key `fault`.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress


def read_pages(data: bytes, most_pages: int, most_characters: int) -> dict[str, object]:
    """The text of every page with title and day, or the reason why there is none."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with PdfDocument(data) as pdf:
            if len(pdf) > most_pages:
                return {"fault": "pages", "count": len(pdf)}
            pages: list[str] = []
            left = most_characters
            for page in pdf:
                pages.append(page.get_textpage().get_text_range())
                left -= len(pages[-1])
                if left < 0:
                    return {"fault": "characters"}
            meta = pdf.get_metadata_dict(skip_empty=True)
            return {"pages": pages, "title": meta.get("Title"), "made": meta.get("CreationDate")}
    except PdfiumError as error:
        return {"fault": "password" if "password" in str(error).lower() else "damaged"}


def bound_memory(most: int) -> None:
    """Let this process have no more memory than `most` bytes, where the system can hold it to that."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main() -> None:
    """Read the PDF on standard input within the bounds that the arguments give."""
    most_pages, most_characters, most_memory = map(int, sys.argv[1:])
    bound_memory(most_memory)
    answer = read_pages(sys.stdin.buffer.read(), most_pages, most_characters)
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
