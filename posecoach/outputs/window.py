"""The window, and what its toolkit does behind one's back.

With no display to talk to, the toolkit ends the whole process; so the display is tried first. A
window that the person has closed comes back at the next picture, and asking for its state raises;
so it is watched, and a closed window stays closed. Pictures of another size are scaled coarsely;
so `size_px` tells what to draw.
"""

from __future__ import annotations

import ctypes
import os
import sys
from enum import StrEnum
from typing import TYPE_CHECKING

import cv2

from posecoach.errors import ScreenError
from posecoach.ports import Closing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from posecoach.ports import Picture

FIRST_SIZE = (1280, 720)


class Key(StrEnum):
    """What the person asked for; digits are their own names ("1")."""

    PAUSE = "pause"
    NEXT = "next"
    FULL_SCREEN = "full_screen"
    MUTE = "mute"
    HELP = "help"
    QUIT = "quit"
    ENTER = "enter"
    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    EASE = "ease"
    HURTS = "hurts"
    STOP = "stop"
    YES = "yes"
    TEN = "ten"
    DIGIT_0 = "0"
    DIGIT_1 = "1"
    DIGIT_2 = "2"
    DIGIT_3 = "3"
    DIGIT_4 = "4"
    DIGIT_5 = "5"
    DIGIT_6 = "6"
    DIGIT_7 = "7"
    DIGIT_8 = "8"
    DIGIT_9 = "9"

    @property
    def digit(self) -> int | None:
        """Return the number of a digit key, None for any other."""
        return int(self.value) if self.value.isdigit() else None


_LETTERS = {
    " ": Key.PAUSE,
    "n": Key.NEXT,
    "f": Key.FULL_SCREEN,
    "m": Key.MUTE,
    "h": Key.HELP,
    "?": Key.HELP,
    "e": Key.EASE,
    "x": Key.HURTS,
    "s": Key.STOP,
    "y": Key.YES,
    "t": Key.TEN,
    "q": Key.QUIT,
    "\x1b": Key.QUIT,
    "\r": Key.ENTER,
    "\n": Key.ENTER,
}
# Arrow keys have other codes on each system: X11, Windows, macOS.
_ARROWS = {
    Key.LEFT: (65361, 2424832, 63234),
    Key.UP: (65362, 2490368, 63232),
    Key.RIGHT: (65363, 2555904, 63235),
    Key.DOWN: (65364, 2621440, 63233),
}
KEYS: Mapping[int, Key] = (
    {ord(letter): key for letter, key in _LETTERS.items()}
    | {ord(letter.upper()): key for letter, key in _LETTERS.items() if letter.isalpha()}
    | {ord(str(digit)): Key(str(digit)) for digit in range(10)}
    | {code: key for key, codes in _ARROWS.items() for code in codes}
    | {65293: Key.ENTER, 65421: Key.ENTER}  # where the toolkit gives X11's own codes
)


class Window(Closing):
    """One window on the screen. Leaves with its `with` block, or by its own close button."""

    def __init__(self, name: str = "posecoach", size: tuple[int, int] = FIRST_SIZE) -> None:
        """Open the window; raises ScreenError when there is no display to open it on."""
        require_display()
        # The toolkit's remarks about fonts and styles are nothing to the person.
        os.environ.setdefault("QT_LOGGING_RULES", "*.debug=false;*.info=false;*.warning=false")
        self._name = name
        self._last_size = size
        self._open = True
        self._full = False
        flags = cv2.WINDOW_NORMAL | cv2.WINDOW_GUI_NORMAL | cv2.WINDOW_FREERATIO
        try:
            cv2.namedWindow(name, flags)
            cv2.resizeWindow(name, *size)
        except cv2.error as error:
            raise ScreenError(f"window: {_reason(error)}; a display is wanted") from error

    @property
    def closed(self) -> bool:
        """Return whether the window is gone, closed by the person or by the program."""
        return not self._open

    @property
    def size_px(self) -> tuple[int, int]:
        """Return width and height of the picture to draw, the window's own inside."""
        if self._open:
            try:
                _, _, width, height = cv2.getWindowImageRect(self._name)
            except cv2.error:
                self._open = False
            else:
                if width >= 64 and height >= 64:  # a minimised window has no size
                    self._last_size = (width, height)
        return self._last_size

    def show(self, picture: Picture) -> list[Key]:
        """Show `picture` and return the keys pressed since the last one, oldest first.

        A closed window shows nothing and answers QUIT. The full screen key is answered and already
        done.
        """
        if not self._open:
            return [Key.QUIT]
        cv2.imshow(self._name, picture)
        keys = self._keys()
        if not self._is_visible():
            self._open = False
            return [*keys, Key.QUIT]
        if keys.count(Key.FULL_SCREEN) % 2:
            self.toggle_full_screen()
        return keys

    def toggle_full_screen(self) -> None:
        """Fill the screen, or go back to a window."""
        self._full = not self._full
        state = cv2.WINDOW_FULLSCREEN if self._full else cv2.WINDOW_NORMAL
        cv2.setWindowProperty(self._name, cv2.WND_PROP_FULLSCREEN, state)

    def close(self) -> None:
        """Close the window; closing twice does no harm."""
        if self._open:
            self._open = False
            if self._is_visible():
                cv2.destroyWindow(self._name)
                cv2.pollKey()  # lets the toolkit take it off the screen

    def _keys(self) -> list[Key]:
        """Return what was pressed; this is also when the toolkit draws and handles the mouse."""
        codes = [cv2.waitKeyEx(1)]
        while codes[-1] != -1 and len(codes) < 16:
            codes.append(cv2.pollKey())
        return [KEYS[code] for code in codes if code in KEYS]

    def _is_visible(self) -> bool:
        try:
            return cv2.getWindowProperty(self._name, cv2.WND_PROP_VISIBLE) >= 1
        except cv2.error:
            return False


def require_display() -> None:
    """Raise ScreenError when a window would end the process.

    Only X11 can be missing in this way: OpenCV's wheel for Linux carries no other backend, so a
    Wayland desktop serves through its X11 bridge.
    """
    if not sys.platform.startswith("linux") or "QT_QPA_PLATFORM" in os.environ:
        return
    display = os.environ.get("DISPLAY", "")
    if not display:
        raise ScreenError("screen: DISPLAY is not set; run on a desktop, or with --no-window")
    if not _answers(display):
        raise ScreenError(
            f"screen: nothing answers at DISPLAY={display}; run on a desktop, or with --no-window"
        )


def _answers(display: str) -> bool:
    """Return whether an X server lets us in; the library is one that OpenCV itself needs."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    for name in ("xcb_connection_has_error", "xcb_disconnect"):
        getattr(xcb, name).argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not refused


def _reason(error: cv2.error) -> str:
    """Return the last line of an OpenCV message, which says what was missing."""
    return str(error).strip().splitlines()[-1]
