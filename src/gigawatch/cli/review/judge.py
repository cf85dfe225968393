"""`gigawatch review accept`, `correct`, `reject`, `same`, `not-same`, `unsure`, `withdraw`: a line in the log each."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gigawatch.cli.review.look import judgement_record, open_built
from gigawatch.cli.terminal import (
    HERE,
    Format,
    FormatOption,
    Language,
    LanguageOption,
    WorkspaceOption,
    find_workspace,
    name_workspace,
    print_json,
    program,
    say,
)
from gigawatch.model import InputError, Verdict

if TYPE_CHECKING:
    from gigawatch.ledger import Ledger
    from gigawatch.ledger.review import Told
    from gigawatch.model import Judgement
    from gigawatch.run.workspace import Workspace

By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges.")]
Why = Annotated[
    str, typer.Option("--why", metavar="REASON", help="On what ground: a page, a call, a slip that is seen.")
]
On = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day of the judgement; today by default.")
]
ClaimArgument = Annotated[str, typer.Argument(metavar="CLAIM", help="A claim or table cell, by id: see `why FACT`.")]
Left = Annotated[str, typer.Argument(metavar="LEFT", help="A name as written, or the id of a thing.")]
Right = Annotated[str, typer.Argument(metavar="RIGHT", help="The other name or id.")]


def accept(
    claim: ClaimArgument,
    by: By,
    why: Why,
    on: On = None,
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    lang: LanguageOption = Language.EN,
) -> None:
    """Accept a claim: its value counts before every other one."""
    _judge_claim(workspace, Verdict.ACCEPT, claim, [], _told(by, on, why), output, lang)


def reject(
    claim: ClaimArgument,
    by: By,
    why: Why,
    on: On = None,
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    lang: LanguageOption = Language.EN,
) -> None:
    """Reject a claim or table cell: it counts for nothing, and stays beside what does."""
    _judge_claim(workspace, Verdict.REJECT, claim, [], _told(by, on, why), output, lang)


def correct(
    claim: ClaimArgument,
    changes: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...", help="value=235 unit=GWh/yr phase= ...")],
    by: By,
    why: Why,
    on: On = None,
    new: Annotated[
        bool, typer.Option("--new", help="A subject or place set here is a new name, though known ones are near.")
    ] = False,
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    lang: LanguageOption = Language.EN,
) -> None:
    """Correct fields of a claim; the claim itself stays as its document states it. An empty VALUE takes a field away.

    Fields: value, high, unit, qualifier, measure, subject, object, place, period, status, phase, basis, multiple,
    same_as, speaker; of events and agreements those of `read --help`.
    """
    wanted = [_change(text) for text in changes]
    _judge_claim(workspace, Verdict.CORRECT, claim, wanted, _told(by, on, why), output, lang, is_sure=new)


def same(
    left: Left,
    right: Right,
    by: By,
    why: Why,
    on: On = None,
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    lang: LanguageOption = Language.EN,
) -> None:
    """Two names, or two things, are one."""
    _judge_pair(workspace, Verdict.SAME, (left, right), _told(by, on, why), output, lang)


def not_same(
    left: Left,
    right: Right,
    by: By,
    why: Why,
    on: On = None,
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    lang: LanguageOption = Language.EN,
) -> None:
    """Two names, or two things, are not one: what was taken for one is parted."""
    _judge_pair(workspace, Verdict.NOT_SAME, (left, right), _told(by, on, why), output, lang)


def unsure(
    left: Left,
    right: Right,
    by: By,
    why: Why,
    on: On = None,
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    lang: LanguageOption = Language.EN,
) -> None:
    """It was looked at and is not clear: the rules go on deciding, and it stays in the queue."""
    _judge_pair(workspace, Verdict.UNSURE, (left, right), _told(by, on, why), output, lang)


def withdraw(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="Its id: see `review log`.")],
    by: By,
    why: Why,
    on: On = None,
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    lang: LanguageOption = Language.EN,
) -> None:
    """Take a judgement back: it counts no longer, and the one before it counts again."""
    from gigawatch.ledger.review import withdraw_judgement

    place, _, past = _open(workspace)
    _keep(place, [withdraw_judgement(past, judgement, _told(by, on, why))], output, lang)


def _judge_claim(
    workspace: Path,
    verdict: Verdict,
    claim: str,
    changes: list[tuple[str, str]],
    told: Told,
    output: Format,
    lang: Language,
    *,
    is_sure: bool = False,
) -> None:
    from gigawatch.ledger.queue import word
    from gigawatch.ledger.review import find_new, judge_claim

    place, ledger, past = _open(workspace)
    _refuse_fact(ledger, claim)
    new = [name for change in changes for name in find_new(ledger.material, *change, is_sure=is_sure)]
    wanted: list[tuple[str, str] | None] = [*changes] or [None]
    made = [judge_claim(ledger.material, past, verdict, claim, change, told) for change in wanted]
    _keep(place, made, output, lang)
    for name in new:
        say(word("say", "new_name", lang.value, name=name))
    _tell_lack(place, ledger, made, name_workspace(workspace), lang.value)


def _tell_lack(place: Workspace, ledger: Ledger, made: list[Judgement], where: str, lang: str) -> None:
    """Say that what was judged counts in no fact, why, and which command mends it."""
    from gigawatch.ledger.queue import word
    from gigawatch.ledger.review import find_lack

    lack = find_lack(ledger.material, made)
    if lack is not None:
        say(word("say", lack.value, lang, claim=made[0].left, program=program(), where=where, place=place.root))


def _judge_pair(
    workspace: Path, verdict: Verdict, names: tuple[str, str], told: Told, output: Format, lang: Language
) -> None:
    from gigawatch.ledger.review import judge_pair

    place, ledger, past = _open(workspace)
    _keep(place, [judge_pair(ledger.material, past, verdict, names, told)], output, lang)


def _open(workspace: Path) -> tuple[Workspace, Ledger, tuple[Judgement, ...]]:
    """The workspace, its ledger as built, and the judgements so far with their force."""
    from gigawatch.run.queueing import load_review

    place = find_workspace(workspace)
    ledger = open_built(place)
    return place, ledger, load_review(place, ledger)[1].judgements


def _keep(place: Workspace, made: list[Judgement], output: Format, lang: Language) -> None:
    """Write the judgements, each as one line, and say where they are."""
    from gigawatch.ledger.queue import word
    from gigawatch.ledger.review import hold_log

    with hold_log(place.reviews) as append:
        files = append(made)
    if output is Format.JSON:
        print_json([judgement_record(judgement) for judgement in made])
    for judgement, file in zip(made, files, strict=True):
        values = {"file": file, "id": judgement.id, "program": program(), "place": place.root}
        say(word("say", "kept", lang.value, **values))


def _told(by: str, on: datetime | None, why: str) -> Told:
    from gigawatch.ledger.review import Told

    for name, text in (("--by", by), ("--why", why)):
        if not text.strip():
            raise InputError(f"{name} is empty", hint="a judgement says who and why")
    today = date.today()
    if on is not None and on.date() > today:
        raise InputError(f"--on {on.date()} has not come", hint=f"today is {today}; a judgement counts from its day on")
    return Told(" ".join(by.split()), on.date() if on else today, " ".join(why.split()))


def _change(text: str) -> tuple[str, str]:
    field, mark, value = text.partition("=")
    if not mark:
        raise InputError(f"{text!r} is no change", hint="write FIELD=VALUE, such as unit=GWh/yr")
    return field.strip(), value.strip()


def _refuse_fact(ledger: Ledger, key: str) -> None:
    """A fact is not judged itself, but the claims that it is settled from."""
    if key in ledger.facts:
        ordered = sorted(ledger.candidates[key], key=lambda c: (not c.kept, c.claim))
        hint = f"judge one of its claims: {', '.join(candidate.claim for candidate in ordered)}"
        raise InputError(f"{key} is a fact", hint=hint)
