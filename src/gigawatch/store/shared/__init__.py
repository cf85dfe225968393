"""A ledger that a team shares on a PostgreSQL server: one builder hands editions over whole, readers take copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigawatch.model.deferred import defer

if TYPE_CHECKING:
    from gigawatch.store.shared.address import Address as Address
    from gigawatch.store.shared.address import is_address as is_address
    from gigawatch.store.shared.address import read_address as read_address
    from gigawatch.store.shared.edition import SharedEdition as SharedEdition
    from gigawatch.store.shared.handing import About as About
    from gigawatch.store.shared.handing import Handed as Handed
    from gigawatch.store.shared.handing import hand_over as hand_over
    from gigawatch.store.shared.take import take_edition as take_edition

__all__ = ["About", "Address", "Handed", "SharedEdition", "hand_over", "is_address", "read_address", "take_edition"]

_MODULE = {
    **dict.fromkeys(("Address", "is_address", "read_address"), "address"),
    "SharedEdition": "edition",
    **dict.fromkeys(("About", "Handed", "hand_over"), "handing"),
    "take_edition": "take",
}
__getattr__ = defer(__name__, _MODULE)
