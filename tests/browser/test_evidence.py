"""Photos and documents in the browser: added, looked at, removed, sent, and found again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.app_orders import ADA, an_order_that_arrived, rows
from tests.browser.conftest import OpenPage
from tests.browser.steps import (
    add_evidence,
    add_files,
    change,
    choose,
    enter,
    error_summary,
    expect_page,
    go_back,
    go_on,
    heading,
    look_up,
    press,
    reference_on,
    row,
    say,
    set_quantity,
)
from tests.files import a_picture
from tests.running_app import RunningApp

PHOTOS = "flows.defective-item.photos.title"
REMEDY = "flows.defective-item.remedy.title"


def up_to_the_photos(page: Page, server: RunningApp) -> None:
    enter(page, "defective-item", an_order_that_arrived(server).number, ADA)
    set_quantity(page, "Item 1", 1)
    go_on(page)
    choose(page, "It is broken")
    page.get_by_role("textbox", name=say("flows.defective-item.product_code.title")).fill("MUG-01")
    go_on(page)
    expect_page(page, PHOTOS)
    expect(heading(page)).to_be_focused()


def test_a_product_code_is_one_line_and_the_name_of_the_item_will_do(page: Page, server: RunningApp):
    enter(page, "defective-item", an_order_that_arrived(server).number, ADA)
    set_quantity(page, "Item 1", 1)
    go_on(page)
    choose(page, "It is broken")
    field = page.get_by_role("textbox", name=say("flows.defective-item.product_code.title"))
    expect(field).to_have_accessible_description(re.compile("Cannot find it. Enter the name of the item"))
    go_on(page)
    expect(error_summary(page)).to_contain_text(say("problems.missing_line"))
    field.fill("It")
    field.press("Enter")
    expect(error_summary(page)).to_contain_text("enter at least 3 characters")
    field.fill("Item 1")
    field.press("Enter")
    expect_page(page, PHOTOS)


def test_who_has_added_a_photo_is_not_told_what_to_do_without_one(page: Page, server: RunningApp):
    up_to_the_photos(page, server)
    without = page.get_by_text("Nothing at hand right now?")
    expect(without).to_be_visible()
    add_files(page, "photos", a_picture())
    expect(without).to_be_hidden()
    page.get_by_role("button", name="Remove Photo 1").click()
    expect(without).to_be_visible()


@pytest.mark.console_errors("/preview")
def test_a_preview_that_does_not_arrive_leaves_no_broken_picture(page: Page, server: RunningApp):
    up_to_the_photos(page, server)
    page.route("**/preview", lambda route: route.abort())
    add_files(page, "photos", a_picture())
    expect(added(page)).to_have_count(1)
    expect(added(page).locator("img")).to_have_count(0)


def chooser(page: Page) -> Locator:
    return page.get_by_label(say("evidence.photos.choose"))


def added(page: Page) -> Locator:
    return page.get_by_role("list", name=say("evidence.picker.list")).get_by_role("link")


def expect_to_be_drawn(picture: Locator) -> None:
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", True)
    expect(picture).not_to_have_js_property("naturalWidth", 0)


def test_several_photos_are_added_at_once_sent_and_found_again_from_another_device(
    page: Page, open_page: OpenPage, server: RunningApp
):
    up_to_the_photos(page, server)
    add_files(page, "photos", a_picture("JPEG"), a_picture("PNG"), a_picture("HEIF"))
    expect(page.get_by_role("status").filter(has_text="is added")).to_have_count(1)
    for picture in added(page).all():
        expect_to_be_drawn(picture.locator("img"))
    go_on(page)
    choose(page, say("remedies.replacement.title"))
    expect_page(page, "flows.defective-item.submit.title")
    expect(row(page, say("answers.photos"))).to_contain_text(say("evidence.photos.count.other", count=3))
    expect_to_be_drawn(page.get_by_role("img", name="Photo 3"))
    press(page, say("flows.defective-item.send"))
    expect_page(page, "flows.defective-item.done.title")
    reference = reference_on(page)

    elsewhere = open_page()
    elsewhere.goto("/requests")
    look_up(elsewhere, reference, ADA)
    expect_to_be_drawn(elsewhere.get_by_role("img", name="Photo 1"))
    address = elsewhere.get_by_role("link", name="Photo 1").get_attribute("href")
    assert address
    assert elsewhere.request.get(address).ok
    elsewhere.get_by_role("button", name="Look up another request").click()
    expect(elsewhere.get_by_label("Reference")).to_be_visible()
    assert elsewhere.request.get(address).status == 404
    written = "SELECT count(*) FROM evidence WHERE reference = :reference AND arrived"
    assert rows(server, written, reference=reference) == [(3,)]


def test_a_photo_is_removed_by_keyboard_and_the_focus_goes_on_to_the_next(page: Page, server: RunningApp):
    up_to_the_photos(page, server)
    chooser(page).focus()
    expect(chooser(page)).to_be_focused()
    add_files(page, "photos", a_picture(), a_picture("PNG"))
    page.get_by_role("button", name="Remove Photo 1").press("Enter")
    expect(added(page)).to_have_count(1)
    expect(page.get_by_role("button", name="Remove Photo 1")).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Photo 1 is removed")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(added(page)).to_have_count(0)
    expect(chooser(page)).to_be_focused()
    go_on(page)
    expect(error_summary(page)).to_contain_text(say("problems.no_photos"))
    error_summary(page).get_by_role("link").click()
    expect(chooser(page)).to_be_focused()
    expect(chooser(page)).to_have_accessible_description(re.compile(say("problems.no_photos")))


def test_what_was_said_to_be_missing_is_gone_once_it_is_there(page: Page, server: RunningApp):
    up_to_the_photos(page, server)
    said = page.get_by_text(say("problems.no_photos"))
    for _time in range(2):  # the second time, the server says just what it said before
        go_on(page)
        expect(error_summary(page)).to_be_focused()
        expect(said.filter(visible=True)).to_have_count(2)
        add_files(page, "photos", a_picture())
        expect(said.filter(visible=True)).to_have_count(0)
        expect(chooser(page)).not_to_have_accessible_description(re.compile(say("problems.no_photos")))
        page.get_by_role("button", name="Remove Photo 1").click()
        expect(added(page)).to_have_count(0)


def test_photos_survive_a_reload_and_going_back(page: Page, server: RunningApp):
    up_to_the_photos(page, server)
    add_files(page, "photos", a_picture(), a_picture("PNG"))
    page.reload()
    expect(added(page)).to_have_count(2)
    go_on(page)
    expect_page(page, REMEDY)
    go_back(page)
    expect(added(page)).to_have_count(2)
    page.get_by_role("button", name="Remove Photo 2").click()
    expect(added(page)).to_have_count(1)
    go_on(page)
    choose(page, say("remedies.refund.title"))
    expect(row(page, say("answers.photos"))).to_contain_text(say("evidence.photos.count.one"))
    change(page, "photos")
    expect(added(page)).to_have_count(1)


@pytest.mark.console_errors("status of 422")
def test_what_cannot_be_taken_is_named_beside_the_others_and_can_be_hidden(page: Page, server: RunningApp):
    up_to_the_photos(page, server)
    files = {
        "letter.jpg": b"<html>",
        "half.jpg": a_picture()[:2000],
        "film.jpg": bytes(10 * 1024 * 1024 + 1),
        "good.txt": a_picture(),
    }
    chooser(page).set_input_files(
        [{"name": name, "mimeType": "", "buffer": content} for name, content in files.items()]
    )
    expect(added(page)).to_have_count(1)
    for name, problem in (("letter", "wrong_kind"), ("half", "broken"), ("film", "too_large")):
        words = say(f"evidence.problems.{problem}", name=f"{name}.jpg", megabytes=10, most=6)
        told = page.get_by_role("listitem").filter(has_text=words)
        expect(told).to_be_visible()
        told.get_by_role("button", name=say("evidence.picker.dismiss")).click()
        expect(told).to_have_count(0)
    expect(added(page)).to_have_count(1)


def test_six_are_as_many_as_can_be_taken_until_one_is_removed(page: Page, server: RunningApp):
    up_to_the_photos(page, server)
    add_files(page, "photos", *[a_picture(size=(40, 30))] * 6)
    expect(page.get_by_text(say("evidence.picker.full"))).to_be_visible()
    expect(chooser(page)).to_be_disabled()
    page.get_by_role("button", name="Remove Photo 4").click()
    expect(chooser(page)).to_be_enabled()
    chooser(page).set_input_files(
        [{"name": f"{n}.jpg", "mimeType": "", "buffer": a_picture()} for n in ("one", "two")]
    )
    expect(added(page)).to_have_count(6)
    too_many = say("evidence.problems.too_many", name="two.jpg", megabytes=10, most=6)
    expect(page.get_by_role("listitem").filter(has_text=too_many)).to_be_visible()


def test_going_on_waits_for_a_photo_that_is_still_on_its_way(page: Page, server: RunningApp):
    up_to_the_photos(page, server)
    held_up: list[Route] = []
    page.route("**/evidence?*", lambda route: held_up.append(route))  # noqa: PLW0108
    chooser(page).set_input_files([{"name": "a.jpg", "mimeType": "", "buffer": a_picture()}])
    expect(page.get_by_role("progressbar", name="Sending a.jpg")).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text(say("evidence.picker.waiting")).first).to_be_visible()
    expect_page(page, PHOTOS)
    held_up[0].continue_()
    expect_page(page, REMEDY)


@pytest.mark.console_errors("ERR_INTERNET_DISCONNECTED")
def test_a_lost_connection_is_told_and_the_photo_can_be_chosen_again(page: Page, server: RunningApp):
    up_to_the_photos(page, server)
    page.route("**/evidence?*", lambda route: route.abort("internetdisconnected"))
    chooser(page).set_input_files([{"name": "a.jpg", "mimeType": "", "buffer": a_picture()}])
    lost = say("evidence.problems.lost", name="a.jpg", megabytes=10, most=6)
    expect(page.get_by_role("listitem").filter(has_text=lost)).to_be_visible()
    page.unroute("**/evidence?*")
    add_files(page, "photos", a_picture())
    go_on(page)
    expect_page(page, REMEDY)


def test_photos_can_be_dropped_on_the_page(page: Page, server: RunningApp):
    up_to_the_photos(page, server)
    dropped = page.evaluate_handle(
        """(bytes) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(bytes)], "dropped.jpg"));
            return data;
        }""",
        list(a_picture(size=(40, 30))),
    )
    page.get_by_text(say("evidence.picker.drop")).dispatch_event("drop", {"dataTransfer": dropped})
    expect(added(page)).to_have_count(1)


def test_a_missing_item_needs_the_declaration_too(page: Page, server: RunningApp):
    enter(page, "missing-item", an_order_that_arrived(server).number, ADA)
    set_quantity(page, "Item 1", 1)
    go_on(page)
    choose(page, "Damaged")
    page.get_by_role("textbox").fill("It was not in there.")
    go_on(page)
    add_files(page, "photos", a_picture())
    go_on(page)
    expect_page(page, "flows.missing-item.parcel_declaration.title")
    go_on(page)
    expect(error_summary(page)).to_contain_text(say("problems.no_declaration"))
    go_back(page)
    page.get_by_role("button", name="Remove Photo 1").click()
    expect(added(page)).to_have_count(0)
    add_evidence(page)
    choose(page, say("remedies.refund.title"))
    expect(row(page, say("answers.parcel_declaration"))).to_contain_text("Page 1")
