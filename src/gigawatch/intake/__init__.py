"""Files, addresses, feeds and archives become kept Documents: bytes first, then text with offsets; copies are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigawatch.model.deferred import defer

if TYPE_CHECKING:
    from gigawatch.intake.copy import find_copies as find_copies
    from gigawatch.intake.document import load_document as load_document
    from gigawatch.intake.document import load_documents as load_documents
    from gigawatch.intake.folder import find_files as find_files
    from gigawatch.intake.keep import Kept as Kept
    from gigawatch.intake.keep import keep_document as keep_document
    from gigawatch.intake.keep import keep_file as keep_file
    from gigawatch.intake.limit import Limits as Limits
    from gigawatch.intake.limit import read_limits as read_limits
    from gigawatch.intake.pack import Packed as Packed
    from gigawatch.intake.pack import read_pack as read_pack
    from gigawatch.intake.pack import write_pack as write_pack

__all__ = [
    "Kept",
    "Limits",
    "Packed",
    "find_copies",
    "find_files",
    "keep_document",
    "keep_file",
    "load_document",
    "load_documents",
    "read_limits",
    "read_pack",
    "write_pack",
]

_MODULE = {
    **dict.fromkeys(("find_copies",), "copy"),
    **dict.fromkeys(
        (
            "load_document",
            "load_documents",
        ),
        "document",
    ),
    **dict.fromkeys(("find_files",), "folder"),
    **dict.fromkeys(
        (
            "Kept",
            "keep_document",
            "keep_file",
        ),
        "keep",
    ),
    **dict.fromkeys(
        (
            "Limits",
            "read_limits",
        ),
        "limit",
    ),
    **dict.fromkeys(("Packed", "read_pack", "write_pack"), "pack"),
}
__getattr__ = defer(__name__, _MODULE)
