"""The review desk: where signed-in persons judge what the queue asks them, in a browser. Off unless asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigawatch.model.deferred import defer

if TYPE_CHECKING:
    from gigawatch.site.desk.app import make_desk as make_desk
    from gigawatch.site.desk.workplace import Paces as Paces
    from gigawatch.site.desk.workplace import Workplace as Workplace

__all__ = ["Paces", "Workplace", "make_desk"]

__getattr__ = defer(__name__, {"Paces": "workplace", "Workplace": "workplace", "make_desk": "app"})
