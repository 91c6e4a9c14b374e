"""An officer finds an application, follows a fact to its place on the page, and comes back."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.service]

NUMBER = "W301234567"
MOST_PICTURE_BYTES = 300_000

STRUCTURE = """() => {
  const faults = [];
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
  let level = 0;
  for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
    const own = Number(heading.tagName[1]);
    if (own > level + 1) faults.push(`heading skips a level: ${heading.textContent.trim()}`);
    level = own;
  }
  for (const field of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    if (!field.labels.length && !field.ariaLabel) faults.push(`no label: ${field.outerHTML}`);
  }
  // Who speaks to the machine says the words that are seen (WCAG 2.2, 2.5.3).
  const spoken = (words) => words.replace(/\\s+/g, " ").trim().toLowerCase();
  for (const named of document.querySelectorAll("a[aria-label], button[aria-label]")) {
    const seen = spoken(named.querySelector("title") ? "" : named.textContent);
    if (!spoken(named.ariaLabel).includes(seen)) faults.push(`not its label: ${named.outerHTML}`);
  }
  for (const image of document.querySelectorAll("img")) {
    if (!image.alt) faults.push(`no alternative: ${image.src}`);
  }
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  faults.push(...ids.filter((id, place) => ids.indexOf(id) !== place).map((id) => `twice: ${id}`));
  for (const link of document.querySelectorAll("a[href^='#']")) {
    const target = decodeURIComponent(link.getAttribute("href").slice(1));
    if (!document.getElementById(target)) faults.push(`leads nowhere: ${target}`);
  }
  if (document.querySelector("[style], style, script:not([src])")) faults.push("inline code");
  return faults;
}"""


def test_a_page_asks_to_sign_in_and_then_leads_where_the_person_wanted(
    service: object, browser: Browser
) -> None:
    context = browser.new_context(base_url=service.url, locale="fr-CA")  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"/fr/applications/{NUMBER}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ouvrir une session")
    page.get_by_label("Clé d'accès").fill("csq_" + "x" * 43)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("inconnue")
    page.get_by_label("Clé d'accès").fill(service.key)  # type: ignore[attr-defined]
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Demande {NUMBER}")
    page.get_by_role("button", name="Fermer la session").click()
    expect(page.get_by_role("status")).to_contain_text("fermée")
    page.goto(f"/fr/applications/{NUMBER}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ouvrir une session")
    context.close()


def test_an_officer_goes_from_a_fact_to_its_box_and_back_by_keyboard(signed_in: Page) -> None:
    page = signed_in
    page.goto("/en/applications")
    page.get_by_label("Application number").fill("w3012")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=NUMBER).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Application {NUMBER}")

    fact = page.get_by_role("link", name="Certificate (CSQ), Date of expiry, ").first
    fact.focus()
    page.keyboard.press("Enter")
    box = page.locator(f".box[data-mark='{fact.get_attribute('data-mark')}']")
    expect(box).to_be_focused()
    expect(box).to_be_in_viewport()
    expect(box).to_have_class("box active")

    page.keyboard.press("Enter")
    back = page.locator(f"a[data-mark='{fact.get_attribute('data-mark')}']:not(.box)").first
    expect(back).to_be_focused()
    expect(back).to_be_in_viewport()


def test_the_box_lies_on_the_words_that_it_names(signed_in: Page) -> None:
    page = signed_in
    page.goto(f"/en/applications/{NUMBER}")
    fact = page.get_by_role("link", name="Certificate (CSQ), Date of expiry, ").first
    fact.click()
    image = page.locator(".sheet img").first
    expect(image).to_have_js_property("complete", value=True)
    box = page.locator(f".box[data-mark='{fact.get_attribute('data-mark')}'] rect")
    drawn, paper = box.bounding_box(), image.bounding_box()
    assert drawn
    assert paper
    left = (drawn["x"] - paper["x"]) / paper["width"]
    assert left == pytest.approx(float(box.get_attribute("x") or "nan"), abs=0.01)


def test_facts_and_boxes_are_tied_without_scripts(
    service: object, browser: Browser, session: dict[str, object]
) -> None:
    context = browser.new_context(
        base_url=service.url,  # type: ignore[attr-defined]
        storage_state=session,
        java_script_enabled=False,
    )
    page = context.new_page()
    page.goto(f"/en/applications/{NUMBER}")
    fact = page.locator("a[data-mark]:not(.box)").last
    fact.click()
    expect(page.locator(".box:target")).to_be_in_viewport()
    page.locator(".box:target").click()
    expect(page.locator("a[data-mark]:not(.box):target")).to_be_in_viewport()
    expect(page.get_by_text("Government of Canada")).to_be_visible()
    context.close()


def test_the_language_switch_keeps_the_place(signed_in: Page) -> None:
    page = signed_in
    page.goto(f"/en/applications/{NUMBER}?revision=1")
    page.get_by_role("link", name="Français").click()
    page.wait_for_url(f"**/fr/applications/{NUMBER}?revision=1")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Demande {NUMBER}")
    assert f"Demande {NUMBER}" in page.title()


@pytest.mark.parametrize(
    "address",
    [
        "/docs?lang=fr",
        "/en/applications",
        f"/fr/applications/{NUMBER}",
        "/en/quality?scope=all",
        f"/fr/quality/{NUMBER}/u1/1",
        "/en/applications/W999999999",  # no such application: the page that says so
    ],
)
def test_pages_are_well_built_and_fit_a_narrow_screen(
    service: object, browser: Browser, session: dict[str, object], address: str
) -> None:
    # 320 CSS pixels are a screen of 1280 at 400 % zoom (WCAG 2.2, 1.4.10).
    context = browser.new_context(
        base_url=service.url,  # type: ignore[attr-defined]
        storage_state=session,
        viewport={"width": 320, "height": 800},
    )
    page = context.new_page()
    page.goto(address)
    assert page.evaluate(STRUCTURE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    context.close()


def test_the_picture_of_the_officer_page_can_be_made_again(
    signed_in: Page, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """``pytest tests/browser --pictures docs/pictures`` writes the README's picture."""
    page = signed_in
    page.set_viewport_size({"width": 1440, "height": 1000})
    # A scroll that is still on its way would move the page after it was brought to its top.
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/en/applications/{NUMBER}")
    page.locator("#requirement-csq a[data-mark]").first.click()
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    page.wait_for_timeout(600)
    folder = request.config.getoption("--pictures") or tmp_path
    picture = folder / "officer-page.png"
    page.screenshot(path=picture)
    assert picture.stat().st_size < MOST_PICTURE_BYTES
