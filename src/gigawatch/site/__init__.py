"""The web: pages that open from disk and from any web server, each figure leading to its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigawatch.model.deferred import defer

if TYPE_CHECKING:
    from gigawatch.site.write import SiteReport as SiteReport
    from gigawatch.site.write import make_site as make_site
    from gigawatch.site.write import render_site as render_site
    from gigawatch.site.write import write_pages as write_pages
    from gigawatch.site.write import write_site as write_site

__all__ = ["SiteReport", "make_site", "render_site", "write_pages", "write_site"]

__getattr__ = defer(__name__, dict.fromkeys(__all__, "write"))
