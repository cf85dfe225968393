"""A file becomes a kept Document: bytes first, then text with offsets, metadata and near-copies."""

from gigawatch.intake.copy import find_copies
from gigawatch.intake.document import find_files, load_document
from gigawatch.intake.keep import Kept, keep_document, keep_file

__all__ = ["Kept", "find_copies", "find_files", "keep_document", "keep_file", "load_document"]
