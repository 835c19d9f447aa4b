"""The page in a real browser: nothing overflows, nothing is too small, nothing is asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from chromium import Browser, find
from histories import NOW, made_up

from posecoach.report.page import render
from posecoach.report.therapist import About, Error

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="the pipes to the browser are POSIX ones"),
    pytest.mark.skipif(find() is None, reason="no Chromium here (Debian: chromium)"),
]
ABOUTS = {"bridge": About("I can't see how your pelvis tilts.", {"hip_flex_n": Error(2.1, 8.4)})}
HISTORIES = {
    "nothing": [],
    "three-days": made_up(3),
    "two-months": made_up(60, share=0.6),
    "a-year": made_up(365),
}
WIDTHS = {"desktop": 1280, "phone": 390, "small-phone": 320}

TOO_WIDE = """
[...document.querySelectorAll('body *')].filter(each => {
    const box = each.getBoundingClientRect();
    return box.width > 0 && (box.right > %d + 0.5 || box.left < -0.5);
}).map(each => `${each.tagName} ${each.getAttribute('class')} ${each.textContent.slice(0, 40)}`)
"""
SMALLEST_WORDS = """
Math.min(...[...document.querySelectorAll('body *')].filter(
    each => each.getBoundingClientRect().width > 0 && [...each.childNodes].some(
        child => child.nodeType === 3 && child.textContent.trim())
).map(each => {
    const size = parseFloat(getComputedStyle(each).fontSize);
    return each.ownerSVGElement ? size * each.getScreenCTM().a : size;
}))
"""
OVERLAPS = """
[...document.querySelectorAll('svg')].flatMap(svg => {
    const boxes = [...svg.querySelectorAll('text')].map(
        each => [each.textContent, each.getBoundingClientRect()]).filter(each => each[1].width > 0);
    return boxes.flatMap(([words, a], at) => boxes.slice(at + 1).filter(([_, b]) =>
        a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4
    ).map(([other]) => words + ' | ' + other));
})
"""
CONTRASTS = """
(() => {
    const parts = colour => colour.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(
        v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
    ).reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
    const behind = each => {
        for (let at = each; at; at = at.parentElement) {
            const colour = parts(getComputedStyle(at).backgroundColor);
            if (colour.length < 4 || colour[3] > 0) return colour;
        }
    };
    return [...document.querySelectorAll('body *')].filter(
        each => each.getBoundingClientRect().width > 0 && [...each.childNodes].some(
            child => child.nodeType === 3 && child.textContent.trim())
    ).map(each => {
        const style = getComputedStyle(each);
        const [a, b] = [light(parts(each.ownerSVGElement ? style.fill : style.color)),
                        light(behind(each))];
        const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        return [contrast, each.textContent.trim().slice(0, 40)];
    }).filter(each => each[0] < 4.5);
})()
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with (
        TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        Browser(Path(profile)) as browser,
    ):
        yield browser


@pytest.fixture(scope="module", params=HISTORIES.values(), ids=HISTORIES.keys())
def page(request, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render(request.param, ABOUTS, NOW), encoding="utf-8")
    return path


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS.keys())
def test_the_page_fits_is_readable_and_asks_for_nothing(browser, page, width, dark):
    asked = browser.show(page, width, dark=dark)
    assert asked == [page.as_uri()]
    wide = browser.ask("document.documentElement.scrollWidth")
    assert browser.ask(TOO_WIDE % width) == []
    assert wide <= width
    assert browser.ask(SMALLEST_WORDS) >= 10
    assert browser.ask(OVERLAPS) == []
    assert browser.ask(CONTRASTS) == []


def test_light_and_dark_are_two_pages(browser, page):
    colours = []
    for dark in (False, True):
        browser.show(page, 1280, dark=dark)
        colours.append(browser.ask("getComputedStyle(document.body).backgroundColor"))
    assert colours == ["rgb(250, 246, 240)", "rgb(20, 25, 24)"]


def test_it_prints_on_a4_and_the_therapists_page_begins_anew(browser, page, tmp_path):
    browser.show(page, 1280, dark=True)
    sheet = browser.printed(tmp_path / "report.pdf").read_bytes()
    assert sheet.startswith(b"%PDF")
    assert b"/MediaBox [0 0 594.95996 841.91998]" in sheet or b"/MediaBox [0 0 595" in sheet
    pages = sheet.count(b"/Type /Page\n")
    empty = browser.ask("document.querySelector('#therapist') === null")
    assert pages == 1 if empty else 2 <= pages <= 8
