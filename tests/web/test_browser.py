"""The pages as they are used: a real Chromium over the sample record."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

AXE = Path(__file__).parent / "vendor" / "axe.min.js"  # 4.14.1, MPL-2.0, as it came
SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}


@pytest.fixture
def page(browser, address):
    """A page in its own context; an error on its console fails the test."""
    context = browser.new_context(base_url=address, viewport=SIZES["desk"])
    context.set_default_timeout(20_000)
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def bare(browser, address):
    """A page of a phone without JavaScript."""
    context = browser.new_context(base_url=address, viewport=SIZES["phone"], java_script_enabled=False)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def list_rooms(record) -> list[str]:
    article = record.document("quarry")
    okafor = article.statements[0].speakers[0][0]
    return ["/", "/search?q=quarry&act=commit", "/search?q=submarine", "/articles", f"/articles/{article.key}",
            f"/statements/{article.statements[1].key}", "/people", f"/people/{okafor}", "/overview", "/api", "/nowhere"]


@pytest.mark.parametrize(("size", "scheme"), [("desk", "light"), ("phone", "dark")])
def test_no_page_has_a_serious_fault_of_access_or_runs_over_the_edge(browser, address, record, size, scheme):
    # Without the pages' own policy, which rightly keeps the checker's script out too.
    context = browser.new_context(base_url=address, viewport=SIZES[size], color_scheme=scheme, bypass_csp=True,
                                  reduced_motion="reduce")
    page = context.new_page()
    for room in list_rooms(record):
        page.goto(room)
        page.add_script_tag(path=AXE)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        faults = [(fault["id"], [node["html"][:150] for node in fault["nodes"][:3]]) for fault in found["violations"]
                  if fault["impact"] in ("serious", "critical")]
        assert faults == [], room
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, room
    context.close()


def test_search_filter_open(page):
    page.goto("/")
    page.fill("#q", "quarry shares")
    page.wait_for_url(re.compile(r"q=quarry\+shares"))  # found while typing; the address can be shared
    page.get_by_role("link", name="Valley Radio").click()
    assert page.locator(".total strong").inner_text() == "1"
    page.get_by_role("link", name="Statement", exact=True).click()
    assert page.locator("h1").inner_text() == "Ada Okafor said"
    page.go_back()
    assert page.locator(".total strong").inner_text() == "1"


def test_touching_a_statement_in_the_text_opens_its_card(page, record):
    article = record.document("quarry")
    denial = article.statements[1]
    page.goto(f"/articles/{article.key}")
    page.get_by_text("that she owns shares in the pit").first.click()
    card = page.locator(f"#s-{denial.key}")
    assert card.get_attribute("open") is not None
    assert "Unsure who" in card.inner_text()
    assert page.url.endswith(f"#s-{denial.key}")
    assert page.locator(".m.lit").all_inner_texts() == ["She", "denied", "that she owns shares in the pit"]
    page.locator("summary", has_text="Tom Reyes").first.click()
    assert card.get_attribute("open") is None  # one card at a time
    page.keyboard.press("Escape")
    assert page.locator("details.note[open]").count() == 0


def test_a_citation_is_copied(page, record):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    hit = record.document("quarry").statements[0]
    page.goto(f"/statements/{hit.key}")
    page.get_by_role("button", name="Copy as citation").click()
    page.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "I will not vote on the quarry" in copied
    assert page.url in copied


def test_everything_is_done_with_the_keyboard(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("/")
    page.keyboard.type("accounts")
    page.wait_for_url(re.compile("q=accounts"))
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.locator("[data-card].current").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/statements/"))
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"


def test_the_cards_of_an_article_open_with_the_keyboard(page, record):
    page.goto(f"/articles/{record.document('quarry').key}")
    for _ in range(3):
        page.keyboard.press("j")
    opened = page.locator("details.note[open]")
    assert opened.count() == 1
    assert "a senior city official" in opened.inner_text()


def test_dragging_over_the_timeline_narrows_to_the_range(page):
    page.goto("/search?q=quarry")
    box = page.locator("[data-timeline] svg").bounding_box()
    before = int(page.locator(".total strong").inner_text())
    page.mouse.move(box["x"] + 2, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 3, box["y"] + 30, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile(r"since=.*until="))
    assert 0 < int(page.locator(".total strong").inner_text()) < before


def test_the_theme_is_chosen_and_kept(page):
    page.goto("/")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="Dark page").click()
    dark = page.evaluate(paper)
    page.goto("/articles")
    assert page.evaluate(paper) == dark != light


def test_words_of_an_article_do_not_run(page, record):
    [hit] = record.search("document title taken")
    page.goto(f"/articles/{hit.document}")
    assert "taken" not in page.title().split("–")[0] or "<script>" in page.title()
    assert page.evaluate("document.scripts.length") == 2


def test_without_javascript_on_a_phone_one_searches_filters_and_opens(bare):
    bare.goto("/")
    bare.fill("#q", "quarry")
    bare.get_by_role("button", name="Search", exact=True).click()
    bare.get_by_role("button", name=re.compile("^Filters")).click()
    bare.locator("#filters").get_by_role("link", name="promised").click()
    assert bare.locator(".total strong").inner_text() == "13"
    bare.locator(".card-article").first.click()
    note = bare.locator("details.note").first
    note.locator("summary").click()
    assert note.locator(".note-content").is_visible()
    note.get_by_role("link", name="Statement and reasons").click()
    assert bare.get_by_role("heading", name="How it is read").is_visible()
