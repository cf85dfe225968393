"""Files, addresses, feeds and archives become kept Documents: bytes first, then text with offsets; copies are found."""

from gigawatch.intake.copy import find_copies
from gigawatch.intake.document import load_document, load_documents
from gigawatch.intake.folder import find_files
from gigawatch.intake.keep import Kept, keep_document, keep_file
from gigawatch.intake.limit import Limits, read_limits

__all__ = [
    "Kept",
    "Limits",
    "find_copies",
    "find_files",
    "keep_document",
    "keep_file",
    "load_document",
    "load_documents",
    "read_limits",
]
