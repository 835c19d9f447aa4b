"""Sees ahead: while a frame is judged and drawn, the model already has the next one.

The model leaves the interpreter alone while it computes, so what a frame costs beside it is all but
hidden. This is for recordings: the newest picture of a camera would only be older.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from time import sleep

from posecoach import affinity
from posecoach.core.pose import Pose
from posecoach.estimators.mediapipe_pose import made_ready
from posecoach.ports import Closing, Estimator, Frame, Source

# The interpreter runs one thread at a time, and judging takes it for longer than the model needs to
# begin: without this head start most of what was won is lost.
_HEAD_START_S = 0.0005
# With the next one always waiting at the model's door, it never waits for two threads to wake.
_AHEAD = 2


class SeenAhead(Closing):
    """A recording and its estimator in one: give it to the loop as the source and the estimator.

    Every frame is seen once and in its order, so the poses are what they are without it. It owns
    neither of the two, and must be closed before them: then nothing is being seen any more.
    """

    def __init__(self, source: Source, estimator: Estimator) -> None:
        self._source, self._estimator = source, estimator
        self._worker = ThreadPoolExecutor(1, "ahead", initializer=affinity.keep_to_model)
        self._pose: Pose | None = None

    @property
    def name(self) -> str:
        """Return the source's name."""
        return self._source.name

    @property
    def size_px(self) -> tuple[int, int]:
        """Return width and height of the pictures."""
        return self._source.size_px

    @property
    def duration_s(self) -> float | None:
        """Return how long it lasts."""
        return self._source.duration_s

    def frames(self) -> Iterator[Frame]:
        """Yield the source's frames, each when it has been seen."""
        ready = (replace(frame, ready=made_ready(frame.bgr)) for frame in self._source.frames())
        waiting = deque((frame, self._begin(frame)) for frame in islice(ready, _AHEAD))
        while waiting:
            frame, seen = waiting.popleft()
            pose = seen.result()
            sleep(_HEAD_START_S)
            self._pose = pose
            yield frame
            waiting.extend((after, self._begin(after)) for after in islice(ready, 1))

    def _begin(self, frame: Frame) -> Future[Pose]:
        return self._worker.submit(self._estimator.estimate, frame)

    def estimate(self, frame: Frame) -> Pose:
        """Return the pose in the frame that was yielded last, at the time that `frame` states."""
        if self._pose is None:
            raise RuntimeError("nothing was seen yet; take a frame first")
        return replace(self._pose, time_s=frame.time_s)

    def close(self) -> None:
        """Wait until nothing is being seen; closing twice does no harm."""
        self._worker.shutdown(cancel_futures=True)
