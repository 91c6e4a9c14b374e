"""QA corrects a type with one key and sees the revision that follows."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.service]

NUMBER = "W301234567"
REVISION_MS = 90_000


def test_one_key_corrects_a_type_and_a_new_revision_is_made_and_delivered(signed_in: Page) -> None:
    page = signed_in
    page.goto("/en/quality?scope=all")
    page.get_by_role("link", name="Review Quebec invitation letter").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(NUMBER)

    page.keyboard.press("2")
    second = page.locator("[data-key='2']")
    expect(second).to_be_checked()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Review saved")
    revision = page.get_by_role("status")
    expect(revision).to_contain_text("Revision 2 is made", timeout=REVISION_MS)
    expect(revision).to_contain_text("Delivered", timeout=REVISION_MS)
    expect(revision).to_contain_text("Quebec invitation letter (IMP+) became")

    page.get_by_role("link", name="See the application").click()
    expect(page.locator("#revisions")).to_be_visible()
    expect(page.get_by_text("Revision 2 of")).to_be_visible()
    expect(page.get_by_text(re.compile("Decided by: reviewer"))).to_have_count(1)
    page.get_by_role("link", name="Show revision 1").click()
    expect(page.get_by_text("Revision 1 was superseded")).to_be_visible()


def test_number_keys_can_be_switched_off_and_stay_off(signed_in: Page) -> None:
    page = signed_in
    page.goto(f"/en/quality/{NUMBER}/u1/1")
    before = page.locator("[name=type]:checked").get_attribute("value")
    page.get_by_label("Number keys pick a type").uncheck()
    page.locator("h1").click()
    page.keyboard.press("2")
    expect(page.locator(f"#type-{before}")).to_be_checked()
    page.reload()
    expect(page.get_by_label("Number keys pick a type")).not_to_be_checked()


def test_a_review_without_pages_is_refused_and_what_was_chosen_stays(signed_in: Page) -> None:
    page = signed_in
    page.on("response", lambda _answer: None)
    page.goto(f"/en/quality/{NUMBER}/u1/1")
    page.get_by_role("checkbox", name="Page 1").uncheck()
    page.get_by_label("All types").select_option("caq")
    expect(page.get_by_label("Another type")).to_be_checked()
