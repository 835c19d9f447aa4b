"""The window: its traps by a stand-in for the toolkit, then the real one on a private screen."""

from __future__ import annotations

import os
import subprocess
import sys

import cv2
import pytest

from posecoach.errors import ScreenError
from posecoach.outputs import window
from posecoach.outputs.window import KEYS, Key, Window

from .steps import blank

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 is Linux's")


class Toolkit:
    """Stands in for OpenCV's windows: what was called, what to answer."""

    def __init__(self) -> None:
        self.shown = 0
        self.codes: list[int] = []
        self.visible = 1.0
        self.gone = False
        self.rect = (0, 0, 800, 600)
        self.full = cv2.WINDOW_NORMAL

    def install(self, monkeypatch: pytest.MonkeyPatch) -> Toolkit:
        monkeypatch.setattr(window, "require_display", lambda: None)
        for name in ("namedWindow", "resizeWindow", "destroyWindow"):
            monkeypatch.setattr(cv2, name, lambda *_: None)
        monkeypatch.setattr(cv2, "imshow", self._show)
        monkeypatch.setattr(cv2, "waitKeyEx", lambda _: self._key())
        monkeypatch.setattr(cv2, "pollKey", self._key)
        monkeypatch.setattr(cv2, "getWindowProperty", self._property)
        monkeypatch.setattr(cv2, "setWindowProperty", self._set)
        monkeypatch.setattr(cv2, "getWindowImageRect", self._rect)
        return self

    def _show(self, _name, _picture) -> None:
        self.shown += 1

    def _key(self) -> int:
        return self.codes.pop(0) if self.codes else -1

    def _property(self, _name, _which) -> float:
        if self.gone:
            raise cv2.error("NULL window")
        return self.visible

    def _set(self, _name, _which, value) -> None:
        self.full = value

    def _rect(self, _name) -> tuple[int, int, int, int]:
        if self.gone:
            raise cv2.error("NULL window")
        return self.rect


@pytest.fixture
def toolkit(monkeypatch):
    return Toolkit().install(monkeypatch)


@pytest.mark.parametrize(
    ("code", "key"),
    [
        (32, Key.PAUSE),
        (ord("n"), Key.NEXT),
        (ord("N"), Key.NEXT),
        (ord("m"), Key.MUTE),
        (ord("h"), Key.HELP),
        (ord("q"), Key.QUIT),
        (27, Key.QUIT),
        (13, Key.ENTER),
        (65362, Key.UP),
        (2621440, Key.DOWN),
        (63234, Key.LEFT),
        (65363, Key.RIGHT),
        (ord("7"), Key.DIGIT_7),
    ],
)
def test_a_key_code_means_one_thing(code, key):
    assert KEYS[code] is key


def test_only_digits_have_a_number():
    assert [Key.DIGIT_0.digit, Key.DIGIT_9.digit, Key.PAUSE.digit] == [0, 9, None]


def test_all_keys_since_the_last_picture_are_given_in_their_order(toolkit):
    toolkit.codes = [ord("n"), 999999, 32]
    assert Window().show(blank()) == [Key.NEXT, Key.PAUSE]


@pytest.mark.parametrize("how", ["gone", "hidden"])
def test_a_window_closed_by_the_person_asks_to_quit_and_is_never_opened_again(toolkit, how):
    shown = Window()
    assert shown.show(blank()) == []
    if how == "gone":
        toolkit.gone = True
    else:
        toolkit.visible = 0.0
    assert shown.show(blank()) == [Key.QUIT]
    pictures = toolkit.shown
    assert shown.closed
    assert shown.show(blank()) == [Key.QUIT]
    assert toolkit.shown == pictures


def test_asking_a_closed_window_for_its_size_gives_the_last_one(toolkit):
    shown = Window(size=(640, 480))
    assert shown.size_px == (800, 600)
    toolkit.gone = True
    assert shown.size_px == (800, 600)
    assert shown.closed


def test_a_minimised_window_keeps_its_size(toolkit):
    toolkit.rect = (0, 0, 0, 0)
    assert Window(size=(640, 480)).size_px == (640, 480)


def test_f_fills_the_screen_and_goes_back(toolkit):
    shown = Window()
    toolkit.codes = [ord("f")]
    assert shown.show(blank()) == [Key.FULL_SCREEN]
    assert toolkit.full == cv2.WINDOW_FULLSCREEN
    toolkit.codes = [ord("f")]
    shown.show(blank())
    assert toolkit.full == cv2.WINDOW_NORMAL


def test_closing_twice_does_no_harm(toolkit):
    with Window() as shown:
        shown.close()
    assert shown.closed


@LINUX
@pytest.mark.parametrize("display", ["", ":987", "nowhere.invalid:0"])
def test_without_a_display_one_line_says_so_before_the_toolkit_is_asked(display, monkeypatch):
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setattr(cv2, "namedWindow", lambda *_: pytest.fail("the toolkit was asked"))
    with pytest.raises(ScreenError, match=r"screen: .*--no-window"):
        Window()


def run(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    keep = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, "-c", script],
        env={**keep, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@LINUX
def test_a_process_without_a_display_goes_on_after_the_error():
    done = run(
        "from posecoach.errors import ScreenError\n"
        "from posecoach.outputs.window import Window\n"
        "try: Window()\n"
        "except ScreenError as error: raise SystemExit(str(error))\n"
    )
    assert done.returncode == 1
    assert done.stderr == "screen: DISPLAY is not set; run on a desktop, or with --no-window\n"


LIVE = """
import subprocess, sys, time
import numpy as np
from posecoach.outputs.window import Window
picture = np.full((480, 640, 3), 77, np.uint8)
def xdo(*words):
    return subprocess.run(["xdotool", *words], capture_output=True, text=True, check=True).stdout
with Window("posecoach test", (640, 480)) as window:
    found = []
    def settle(wanted, seconds=5.0):
        end, before = time.monotonic() + seconds, len(found)
        while time.monotonic() < end and len(found) < before + wanted:
            found.extend(window.show(picture))
            time.sleep(0.01)
    for _ in range(20):
        window.show(picture)
    first = window.size_px
    name = xdo("search", "--name", "posecoach test").split()[-1]
    xdo("windowfocus", name)
    for key in sys.argv[1:]:
        xdo("key", key)
        settle(1)
    xdo("windowsize", name, "800", "500")
    for _ in range(30):
        window.show(picture)
        time.sleep(0.01)
    print(first, window.size_px, *found)
assert window.closed
"""


def test_a_real_window_gives_keys_and_its_own_size_and_writes_nothing(screen, tmp_path):
    script = tmp_path / "live.py"
    script.write_text(LIVE)
    keys = ["space", "n", "Left", "Up", "Right", "Down", "Return", "5", "m", "h", "Escape"]
    keep = {**os.environ, "DISPLAY": screen, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, str(script), *keys],
        env=keep,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    wanted = "pause next left up right down enter 5 mute help quit"
    assert done.stdout.strip() == f"(640, 480) (800, 500) {wanted}"
    assert done.stderr == ""


def test_a_real_window_destroyed_under_us_is_noticed_and_stays_away(screen):
    done = run(
        "import cv2, numpy as np\n"
        "from posecoach.outputs.window import Window\n"
        "picture = np.zeros((480, 640, 3), np.uint8)\n"
        "window = Window('gone')\n"
        "for _ in range(5): window.show(picture)\n"
        "cv2.destroyWindow('gone')\n"
        "window.size_px\n"
        "print(window.show(picture), window.show(picture), window.closed)\n"
        "window.close()\n",
        DISPLAY=screen,
        PYTHONPATH=os.pathsep.join(sys.path),
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["[<Key.QUIT:", "'quit'>]"] * 2 + ["True"]
