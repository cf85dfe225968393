"""Search as one types: names in both scripts and pinyin, facts, and the words of documents, in one SQLite file."""

from gigawatch.site.search.book import SearchBook, open_search
from gigawatch.site.search.write import write_search

__all__ = ["SearchBook", "open_search", "write_search"]
