"""Eyes on the person while nothing is coached: who chooses, gets ready or rests is seen, too.

The pictures are looked at in a thread of their own, so that a screen stays alive while the
estimator works or a camera is gone. Only one may read a source: leave the `with` block first.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Condition, Event
from typing import TYPE_CHECKING

from posecoach.core.gesture import Gesture, HandWatch
from posecoach.core.pose import Joint, Pose
from posecoach.ports import Closing, Estimator, Frame, Source

if TYPE_CHECKING:
    from posecoach.outputs.mirror import Mirror

WAIT_S = 0.05  # a screen is drawn at least that often
OVER = "The clip is over. The keys still work."
NOBODY = "I see nobody"
CROWD = "One person in view, please"
TOO_NEAR = "Step back so that I see your shoulders"
SEEN = "I see you"
_UPPER = (Joint.NOSE, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """The newest frame, who is in it, and what raised hands ask for.

    `gesture` is there once, when hands have been up long enough; until then `asking` says what they
    will have asked for and `progress`, 0 to 1, how near that is.
    """

    frame: Frame
    pose: Pose
    gesture: Gesture | None = None
    asking: Gesture | None = None
    progress: float = 0.0

    @property
    def well_in_view(self) -> bool:
        """Return whether one person is seen, head and shoulders at least."""
        return not self.pose.crowded and all(self.pose.seen(joint) for joint in _UPPER)

    @property
    def caption(self) -> str:
        """Return what is to be said about what the camera sees."""
        if self.frame.trouble:
            return self.frame.trouble
        if self.pose.crowded:
            return CROWD
        if self.pose.empty:
            return NOBODY
        return SEEN if self.well_in_view else TOO_NEAR

    def mirror(self) -> Mirror:
        """Return what a screen shows of it."""
        from posecoach.outputs.mirror import Mirror

        return Mirror(
            self.frame.bgr,
            self.caption,
            good=self.well_in_view,
            both=self.asking is Gesture.SKIP,
            progress=self.progress,
        )


class Watcher(Closing):
    """Looks at a source that others own through an estimator that others own, until closed.

    A hand that was up before the watch began must come down before it counts.
    """

    def __init__(self, source: Source, estimator: Estimator) -> None:
        self._source = source
        self._estimator = estimator
        width_px, height_px = source.size_px
        self._last = _nobody(_grey(width_px, height_px))
        self._newest: Look | None = None
        self._news = Condition()  # guards the newest look
        self._stop = Event()
        self._pool = ThreadPoolExecutor(1, "watcher")
        self._work = self._pool.submit(self._watch)

    def look(self) -> Look:
        """Return the newest look; soon the last one again, where nothing new has come.

        When the source is over, nobody is seen any more. What the estimator raises is raised here.
        """
        with self._news:
            if self._newest is None:
                self._news.wait(WAIT_S)
            if self._work.done() and self._newest is None:
                self._work.result()
            fresh, self._newest = self._newest, None
        self._last = fresh or replace(self._last, gesture=None)
        return self._last

    def gesture(self) -> Gesture | None:
        """Return what raised hands ask for now, for screens that show no picture."""
        return self.look().gesture

    def close(self) -> None:
        """Stop looking; closing twice does no harm."""
        self._stop.set()
        self._pool.shutdown()

    def _watch(self) -> None:
        """Look at every frame that comes: the work of the thread."""
        hands, frame = HandWatch(down_first=True), self._last.frame
        for frame in self._source.frames():
            if self._stop.is_set():
                return
            look = _nobody(frame) if frame.trouble else Look(frame, self._estimator.estimate(frame))
            gesture = hands.step(look.pose)
            self._put(replace(look, gesture=gesture, asking=hands.asking, progress=hands.progress))
        self._put(_nobody(replace(frame, trouble=OVER)))

    def _put(self, look: Look) -> None:
        """Make `look` the newest; a gesture that nobody has taken yet is not lost."""
        with self._news:
            if self._newest is not None and look.gesture is None:
                look = replace(look, gesture=self._newest.gesture)
            self._newest = look
            self._news.notify()


def _nobody(frame: Frame) -> Look:
    height_px, width_px = frame.bgr.shape[:2]
    return Look(frame, Pose(frame.time_s, width_px, height_px))


def _grey(width_px: int, height_px: int) -> Frame:
    import numpy as np

    return Frame(0.0, np.full((height_px, width_px, 3), 96, np.uint8))
