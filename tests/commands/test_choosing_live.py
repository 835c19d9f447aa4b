"""A real window on a private screen: chosen by a hand, then by keys, and drawn without a stop."""

from __future__ import annotations

from tests.conftest import run_on

CHOOSE = """
import subprocess, sys, time
import numpy as np
from bodies import front, with_hand
from dataclasses import replace
from posecoach.commands.home import choose, home_items
from posecoach.commands.ready import ready
from posecoach.commands.watching import Watcher
from posecoach.core.pose import Side
from posecoach.outputs.window import Window
from posecoach.ports import Closing, Frame
from posecoach.routines import all_routines

class Camera(Closing):
    name, size_px, duration_s = "camera 0", (640, 480), None
    def frames(self):
        start_s = time.monotonic()
        while True:
            time.sleep(0.05)
            yield Frame(time.monotonic() - start_s, np.full((480, 640, 3), 90, np.uint8))

class Body(Closing):
    def __init__(self, up_s):
        self.up_s = up_s
    def estimate(self, frame):
        body = with_hand(front(), Side.LEFT) if frame.time_s > self.up_s else front()
        return replace(body, time_s=frame.time_s)

class Counted(Window):
    pictures = 0
    def show(self, picture):
        self.pictures += 1
        return super().show(picture)

routines = all_routines()
items = home_items(routines.values(), [])
with Counted("posecoach test", (1280, 720)) as window:
    begun_s = time.monotonic()
    with Watcher(Camera(), Body(1.0)) as watcher:
        by_hand = choose(window, watcher, None, items, 2)
        fps = window.pictures / (time.monotonic() - begun_s)
    with Watcher(Camera(), Body(1.0)) as watcher:
        goes_on = ready(window, watcher, None, routines[by_hand.item.id])
    xdo = "sleep 1; xdotool search --sync --name 'posecoach test' windowfocus; "
    keys = subprocess.Popen(["sh", "-c", xdo + "xdotool key --delay 300 Down Down Return"])
    with Watcher(Camera(), Body(1e9)) as watcher:
        by_key = choose(window, watcher, None, items, 2)
    keys.wait()
print(by_hand.index, goes_on, by_key.index, fps)
"""


def test_a_hand_and_then_keys_choose_in_a_real_window(screen, tmp_path):
    words = run_on(screen, CHOOSE, tmp_path)
    by_hand, goes_on, by_key, fps = words
    assert (by_hand, goes_on, by_key) == ("2", "True", "4")
    assert float(fps) >= 6, "15 and more on a computer of one's own; tests share theirs"
