"""Pages that the server is asked for with a question: as known on a day, and the changes between two days."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from gigawatch.model import WorkspaceError
from gigawatch.quantity.telling import tell_period
from gigawatch.site.api.ahead import last_day
from gigawatch.site.api.coming import NotYetError
from gigawatch.site.api.reply import Reply
from gigawatch.site.api.tag import has_answer, tag_answer
from gigawatch.site.change import MOST, PAGE, change_page, put_published_first
from gigawatch.site.opened import Opened
from gigawatch.site.page import Page
from gigawatch.site.path import KEPT_BY_DAY
from gigawatch.site.plan import thing_path
from gigawatch.site.render import render_page
from gigawatch.site.word import LANGUAGES, speak

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from gigawatch.question import Observatory
    from gigawatch.site.api import Shelf
    from gigawatch.site.past import Past

HTML = "text/html"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FORM_OF_DAYS = " hidden aria-label=", " data-served=true aria-label="  # as it is written, and as it is served
LONGEST = 40  # characters of what is no day, told back


class RefusedError(Exception):
    """A question that cannot be met: the status, and what the page says of it."""

    def __init__(self, status: int, title: str, text: str, **values: str) -> None:
        super().__init__(title)
        self.status, self.title, self.text, self.values = status, title, text, values


class MissingError(Exception):
    """The site has no such page, neither on the day nor today."""


class MovedError(Exception):
    """What is asked for lies at another address, seen from the language's folder."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


@dataclass(frozen=True, slots=True)
class Question:
    """Which page is asked for, in which language, and the days that were given, as they were written."""

    lang: str
    path: str
    days: dict[str, str]

    @property
    def is_of_all_changes(self) -> bool:
        """True where every change is asked for, which a build has written."""
        return self.path == PAGE and not any(self.days.values())

    def day(self, name: str) -> date | None:
        """A day that was given; RefusedError for what is none."""
        given = self.days.get(name, "")
        if not given:
            return None
        try:
            if DAY.fullmatch(given):
                return date.fromisoformat(given)
        except ValueError:
            pass
        raise RefusedError(400, "then.bad", "then.bad_text", given=given[:LONGEST])


def read_question(request: Request, path: str) -> Question | None:
    """What is asked of the server itself; None where the written page is the answer."""
    lang, _, rest = path.partition("/")
    asked = request.query_params
    if lang not in LANGUAGES:
        return None
    if rest == PAGE:
        return Question(lang, rest, {name: asked.get(name, "") for name in ("from", "to")})
    if "as_of" in asked and KEPT_BY_DAY.fullmatch(path):
        return Question(lang, rest, {"as_of": asked["as_of"]})
    return None


class Answering:
    """Answers with pages from the workspace on the shelf; each is worked out once while a build is in place."""

    def __init__(self, shelf: Shelf, folder: Path) -> None:
        self.shelf = shelf
        self.folder = folder
        self.opened = Opened(shelf, folder)

    def answer(self, request: Request, question: Question) -> Response:
        """The page asked for, or one in its language that says why there is none."""
        from starlette.responses import PlainTextResponse, RedirectResponse, Response

        if question.days.get("as_of") == "":  # no day: as it is known today
            return RedirectResponse(_locate(request, question, quote(question.path)))
        try:
            return self._answer(request, question)
        except MovedError as moved:
            return RedirectResponse(_locate(request, question, moved.address))
        except MissingError:
            return Response(status_code=404)  # the site has a page of its own for what it lacks
        except WorkspaceError as error:
            return PlainTextResponse(error.what, 503)

    def _answer(self, request: Request, question: Question) -> Response:
        from starlette.responses import Response

        headers = tag_answer(self.shelf.look(), request)
        if has_answer(request, headers):
            return Response(status_code=304, headers=headers)
        key = (PAGE, question.lang, question.path, *question.days.items())
        try:
            found = self.shelf.answer(
                key, lambda book: self._make(book, question), lambda book: self._prepare(book, question)
            )
        except RefusedError as refused:
            request.state.is_told = True
            return Response(self._refuse(question, refused), refused.status, media_type=HTML)
        except NotYetError as error:
            request.state.is_told = True
            return self._put_off(question, error)
        return Response(found.body, media_type=found.media, headers=headers)

    def _prepare(self, book: Observatory, question: Question) -> None:
        """Have what takes long opened without the lock, for which all others wait."""
        if question.is_of_all_changes:
            return
        is_changes = question.path == PAGE
        day = None if is_changes else question.day("as_of")
        if day is not None and day > (last := last_day(self.shelf)):
            told = {name: tell_period(str(one), question.lang) for name, one in (("day", day), ("last", last))}
            raise RefusedError(400, "then.ahead", "then.ahead_text", **told)
        self.opened.prepare(book, day, is_changes=is_changes)

    def _make(self, book: Observatory, question: Question) -> Reply:
        if question.is_of_all_changes:
            return Reply(self._offer_days(question.lang).encode(), HTML)
        if question.path == PAGE:
            past = self.opened.past(book, None)
            page = list_changes(past, question)
        else:
            day = question.day("as_of")
            past = self.opened.past(book, day)
            found = past.find(question.lang, question.path)
            if found is None:
                found = self._look_elsewhere(book, past, question)
            page = self._lead_back(book, past, found)
        return Reply(render_page(past.site, question.lang, page).encode(), HTML)

    def _offer_days(self, lang: str) -> str:
        """The written page of all changes with the form for two days, which from disk nobody would answer."""
        try:
            page = (self.folder / lang / PAGE).read_text(encoding="utf-8")
        except OSError:
            raise MissingError from None
        return page.replace(*FORM_OF_DAYS, 1)

    def _lead_back(self, book: Observatory, past: Past, page: Page) -> Page:
        """The page of a day, leading to today's: a thing may bear another id today, or be told of by no source."""
        thing = past.thing_at(page.path)
        if thing is None or (today := self.opened.past(book, None)).thing_at(page.path) is not None:
            return page
        now = today.called_as(past.site.ledger, thing)
        return replace(page, today=thing_path(now) if now is not None else "things.html")

    def _look_elsewhere(self, book: Observatory, past: Past, question: Question) -> Page:
        """Raise where a thing lies that goes by another id on that day; else why there is no page."""
        today = self.opened.past(book, None)
        thing = today.thing_at(question.path)
        if thing is None and not (self.folder / question.lang / question.path).is_file():
            raise MissingError
        then = past.called_as(today.site.ledger, thing) if thing is not None else None
        if then is not None:
            raise MovedError(f"{thing_path(then)}?as_of={past.site.as_of}")
        if question.path.startswith("cell/") and today.find(question.lang, question.path) is None:
            raise RefusedError(404, "then.today_only", "then.today_only_text")
        day = tell_period(str(past.site.as_of), question.lang)
        raise RefusedError(404, "then.nothing", "then.nothing_text", day=day)

    def _put_off(self, question: Question, error: NotYetError) -> Response:
        """The page that tells to come again; plain text where not even that can be made at once."""
        from starlette.responses import PlainTextResponse, Response

        headers = {"Retry-After": str(error.again), "Cache-Control": "no-store"}
        refused = RefusedError(503, "then.coming", "then.coming_text", again=str(error.again))
        with self.shelf.lock:
            is_open = self.opened.holds(self.shelf.take(), None)
        if not is_open:
            say = speak(question.lang)
            return PlainTextResponse(f"{say(refused.title)}. {say(refused.text, **refused.values)}", 503, headers)
        return Response(self._refuse(question, refused), 503, headers, HTML)

    def _refuse(self, question: Question, refused: RefusedError) -> bytes:
        say = speak(question.lang)
        values = {"text": say(refused.text, **refused.values)}
        page = Page(question.path, "refused.html", say(refused.title), values)
        with self.shelf.lock:
            past = self.opened.past(self.shelf.take(), None)
            return render_page(past.site, question.lang, page).encode()


def _locate(request: Request, question: Question, address: str) -> str:
    """Where an address lies on this server: what was asked for may begin as one of another host (`//host/..`)."""
    return f"{request.scope.get('root_path', '')}/{question.lang}/{address}"


def list_changes(past: Past, question: Question) -> Page:
    """The page of what became known after one day, until another, or both."""
    site, lang = past.site, question.lang
    after, until = question.day("from"), question.day("to")
    say, days = speak(lang), {"from": after, "to": until}
    told = {name: tell_period(day.isoformat() if day else None, lang) for name, day in days.items()}
    if after is not None and until is not None and after > until:
        raise RefusedError(400, "then.swapped", "then.reversed", **told)
    told = {"from": told["from"] or say("changes.start"), "to": told["to"] or say("changes.end")}
    found = site.chronicle.between(after, until)
    text = say("changes.count" if found else "changes.none", n=f"{len(found):,}", **told)
    more = f" {say('changes.more', n=MOST)}" if len(found) > MOST else ""
    given = {name: day.isoformat() for name, day in days.items() if day is not None}
    values = {"told": text + more, "asked": {"from": "", "to": "", **given}, "parts": (PAGE,), "number": 1}
    if after is not None:
        asked = {"since": given["from"], "until": given.get("to"), "lang": lang}
        values["exact"] = "../api/v1/changes?" + urlencode({k: v for k, v in asked.items() if v})
    return change_page(site, lang, put_published_first(site, found)[:MOST], values, "?" + urlencode(given))
