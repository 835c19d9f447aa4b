"""The page about one clip in a real browser: it fits, it can be read, and it asks for nothing."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from chromium import Browser, find

from posecoach.report.strip_page import page

from .strips import STRIPS
from .test_browser import CONTRASTS, OVERLAPS, SMALLEST_WORDS, TOO_WIDE, WIDTHS

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="the pipes to the browser are POSIX ones"),
    pytest.mark.skipif(find() is None, reason="no Chromium here (Debian: chromium)"),
]
# Takes the numbers in their dots out of the page: they stand on the dot, not on the page.
NUMBERS = """
(() => {
    const found = [...document.querySelectorAll('.number-in')];
    const colours = found.map(each => [getComputedStyle(each).fill,
        getComputedStyle(each.parentNode.querySelector('circle')).fill]);
    found.forEach(each => each.remove());
    return colours;
})()
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with (
        TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        Browser(Path(profile)) as browser,
    ):
        yield browser


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS.keys())
@pytest.mark.parametrize("name", STRIPS)
def test_it_fits_is_readable_and_asks_for_nothing(browser, tmp_path, name, width, dark):
    made = tmp_path / "strip.html"
    made.write_text(page(STRIPS[name]), encoding="utf-8")
    assert browser.show(made, width, dark=dark) == [made.as_uri()]
    assert browser.ask(TOO_WIDE % width) == []
    assert browser.ask("document.documentElement.scrollWidth") <= width
    assert browser.ask(SMALLEST_WORDS) >= 10
    assert browser.ask(OVERLAPS) == []
    for ink, ground in browser.ask(NUMBERS):
        assert contrast(ink, ground) >= 4.5
    assert browser.ask(CONTRASTS) == []


def contrast(one: str, other: str) -> float:
    lights = sorted(map(light, (one, other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def light(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(share * p for share, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
