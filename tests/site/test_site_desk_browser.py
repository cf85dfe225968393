from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from desk_server import Desk, serving_desk

from gigawatch.model import Verdict

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONFLICT = "status of 409"  # a browser logs the page that tells it
KEYS_OFF = "gigawatch-desk-keys-off"


@contextmanager
def sitting(browser: Browser, desk: Desk, name: str = "Anna", lang: str = "en", **told: Any) -> Iterator[Page]:
    """A page of a browser in which a person has signed in; what it logs or asks elsewhere fails at the end."""
    context = browser.new_context(**told)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: None if CONFLICT in message.text else faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith(desk.root.removesuffix("review/")) else faults.append(r.url))
    page.goto(f"{desk.root}{lang}/")
    page.fill("#name", name)
    page.fill("#token", desk.tokens[name])
    page.click("main form button")
    page.wait_for_selector("table.queue")
    page.wait_for_load_state("load")
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def desk(review_desk: Desk) -> Desk:
    """The review desk, where other tests have another desk by this name."""
    return review_desk


def pages_of(page: Page, root: str) -> list[str]:
    """Every kind of page of the desk, as addresses."""
    kinds = page.evaluate("Object.values(Object.fromEntries([...document.querySelectorAll('tbody tr')]"
                          ".map(row => [row.cells[2].textContent, row.querySelector('a').href])))")  # fmt: skip
    page.goto(kinds[0])
    corrections = []
    for kind in kinds:
        page.goto(kind)
        corrections += page.evaluate("[...document.querySelectorAll('a.correct')].slice(0, 1).map(one => one.href)")
    return [
        root,
        *kinds,
        *corrections,
        *(f"{root}{name}" for name in ("log", "help", "audit", "reviewers", "item/none")),
    ]


@pytest.fixture(scope="module")
def still(
    settled: tuple[Path, dict[str, str]], built: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """A desk with a few judgements, at which nothing more is judged."""
    import shutil

    place = tmp_path_factory.mktemp("still") / "w"
    shutil.copytree(settled[0], place)
    with serving_desk(place, built, settled[1]) as desk:
        anna, lina = desk.sit("Anna"), desk.sit("Li Na")
        anna.judge(anna.item("Gotion"), "reject", "a slip of the paper")
        lina.judge(lina.item("Yibin power"), "unsure", "asked the company")
        yield desk


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_page_passes_axe_fits_its_window_and_asks_nobody_else(
    browser: Browser, still: Desk, lang: str, scheme: Any
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()
    with sitting(browser, still, lang=lang, color_scheme=scheme) as page:
        addresses = pages_of(page, f"{still.root}{lang}/")
        assert len(addresses) >= 9
        for address in addresses[:-1]:
            page.goto(address)
            for width in (390, 820, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, (address, width)
            for width in (390, 1280) if scheme == "light" else (1280,):
                page.set_viewport_size({"width": width, "height": 900})
                found = axe.run(page, options={"runOnly": RULES})
                assert found.violations_count == 0, (address, found.generate_report())


def test_axe_finds_nothing_on_the_sign_in_page(browser: Browser, still: Desk) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page()
    page.goto(f"{still.root}zh/sign-in")
    assert Axe().run(page, options={"runOnly": RULES}).violations_count == 0
    page.close()


def test_the_queue_is_walked_judged_and_undone_by_keys_alone(browser: Browser, desk: Desk) -> None:
    with sitting(browser, desk) as page:
        for key in ("j", "j", "j", "k"):
            page.keyboard.press(key)
        assert "Gotion" in page.evaluate("document.activeElement.textContent")
        page.keyboard.press("Enter")
        page.wait_for_url("**/item/*")
        page.keyboard.press("2")
        chosen = page.locator("input[name=claim]:checked").get_attribute("value")
        assert chosen == page.locator("input[name=claim]").nth(1).get_attribute("value")
        page.keyboard.press("r")
        assert page.evaluate("document.activeElement.id") == "why"
        assert "Reject: Type the reason" in page.locator(".pending").inner_text()
        page.keyboard.type("rejected and said so")  # keys of verdicts among them: they are letters here
        page.keyboard.press("Enter")
        page.wait_for_selector(".note")
        (made,) = desk.judgements
        assert (made.verdict, made.left, made.reason) == (Verdict.REJECT, chosen, "rejected and said so")
        page.keyboard.press("u")
        page.wait_for_selector("text=Taken back")
        assert {one.verdict for one in desk.judgements} == {Verdict.REJECT, Verdict.WITHDRAW}


def test_the_key_of_a_correction_leads_to_the_form_of_the_statement_that_is_chosen(
    browser: Browser, desk: Desk
) -> None:
    with sitting(browser, desk) as page:
        page.click("text=CATL, Yibin")
        page.wait_for_url("**/item/*")
        page.keyboard.press("2")
        chosen = page.locator("input[name=claim]:checked").get_attribute("value")
        page.keyboard.press("c")
        page.wait_for_url(f"**/correct/*/{chosen}")
        page.fill("[name='field.value']", "5.5e10")
        page.fill("#why", "the page says 55")
        page.click("text=Record the correction")
        page.wait_for_selector(".note")
        assert [(one.field, one.value, one.left) for one in desk.judgements] == [("value", "5.5e10", chosen)]


def test_escape_leaves_a_verdict_and_keys_can_be_switched_off(browser: Browser, desk: Desk) -> None:
    with sitting(browser, desk) as page:
        page.click("text=CATL, Yibin")
        page.wait_for_url("**/item/*")
        page.keyboard.press("a")
        page.keyboard.press("Escape")
        assert page.locator(".pending").inner_text() == ""
        page.keyboard.press("?")
        assert page.locator("#keys[open]").count() == 1
        page.click("text=Switch single keys off")
        page.reload()
        assert page.evaluate(f"localStorage.getItem('{KEYS_OFF}')") == "yes"
        page.keyboard.press("a")
        assert page.evaluate("document.activeElement.id") != "why"
        page.locator("#keys summary").click()
        page.click("text=Switch single keys on")
        page.keyboard.press("a")
        assert page.evaluate("document.activeElement.id") == "why"
        assert desk.judgements == ()


def test_all_of_it_works_without_a_script(browser: Browser, desk: Desk) -> None:
    with sitting(browser, desk, "Li Na", "zh", java_script_enabled=False) as page:
        page.click("a.row >> text=宁德时代")
        page.check("input[name=claim] >> nth=1")
        page.fill("#why", "公告为560亿元")
        page.press("#why", "Enter")  # no button is chosen: nothing is sent
        assert desk.judgements == ()
        page.click("button.accept")
        assert "已记录：认可" in page.inner_text(".note")
        assert [(one.verdict, one.reason, one.by) for one in desk.judgements] == [
            (Verdict.ACCEPT, "公告为560亿元", "Li Na")
        ]
        page.click(".note button")
        assert "已撤回" in page.inner_text(".note")


def test_one_who_was_overtaken_sees_both_sides_and_decides_knowingly(browser: Browser, desk: Desk) -> None:
    lina = desk.sit("Li Na")
    item = lina.item("CATL")
    with sitting(browser, desk) as page:
        page.click("text=CATL, Yibin")
        page.wait_for_url("**/item/*")
        lina.judge(item, "reject", "Li Na's reason")
        page.fill("#why", "Anna's reason")
        page.click("button.accept")
        assert "Someone was faster" in page.inner_text("h1")
        assert "Li Na's reason" in page.inner_text("main")
        assert "Anna's reason" in page.inner_text("main")
        page.click("text=Record mine all the same")
        page.wait_for_selector(".note")
    assert sorted(one.by for one in desk.judgements) == ["Anna", "Li Na"]


def test_a_form_of_another_site_can_write_nothing(browser: Browser, desk: Desk) -> None:
    lina = desk.sit("Li Na")
    address = f"{desk.root}en/{lina.item('CATL')}".replace("127.0.0.1", "localhost")
    with sitting(browser, desk) as page:
        other = page.context.new_page()
        fields = "<input name=verdict value=accept><input name=why value=x><button>go</button>"
        other.set_content(f"<form method=post action='{address}'>{fields}</form>")
        other.click("button")
        other.wait_for_selector("h1")
        assert "signed out" in other.inner_text("h1")
        other.close()
    assert desk.judgements == ()
