"""The web: pages that open from disk and from any web server, each figure leading to its evidence."""

from gigawatch.site.write import SiteReport, make_site, render_site, write_pages, write_site

__all__ = ["SiteReport", "make_site", "render_site", "write_pages", "write_site"]
