"""Do the planned minutes hold? `python -m tests.benchmarks.minutes [ROUTINE ...]`.

Every routine is done from its first item to its last by somebody who obeys (see `pupil`), coached
by the core as fast as possible. Between two items they take as long as the program gives them at
most, and each ends as it does live. The warm-up has a plan of its own and is left out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from posecoach.commands.between import change
from posecoach.commands.coaching import DONE_S
from posecoach.commands.routine import announced
from posecoach.core.coach import Phase
from posecoach.core.routine import CAMERA_CHANGE_S, Routine
from posecoach.core.session import Session, Step
from posecoach.core.stretch import Level, Stretch
from posecoach.routines import all_routines
from tests.benchmarks.pupil import Pupil

FPS = 10.0
WITHIN = 0.15
PATIENCE = 4.0  # times the plan, and then it is given up


@dataclass(frozen=True, slots=True)
class Took:
    """What one item took and was planned to take, with the way to it; `done` of `wanted` sets."""

    stretch: str
    planned_s: float
    took_s: float
    done: int
    wanted: int

    @property
    def off(self) -> float:
        """Return by how much the plan was missed, as a share of it."""
        return self.took_s / self.planned_s - 1


def main() -> int:
    """Print every routine; fail when a plan is off by more than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("routines", nargs="*", metavar="ROUTINE")
    asked = parser.parse_args().routines
    known = all_routines()
    good = True
    for routine in [known[id_] for id_ in asked or known]:
        took = list(items_of(routine))
        whole_s = sum(each.took_s for each in took)
        off = whole_s / routine.planned_s - 1
        good = good and abs(off) <= WITHIN
        sys.stdout.write(
            f"{routine.id}: planned {routine.planned_s / 60:.1f} minutes, took {whole_s / 60:.1f} "
            f"({off:+.0%}, wanted within {WITHIN:.0%})\n"
        )
        sys.stdout.writelines(f"  {told(each)}\n" for each in took)
        sys.stdout.flush()
    return 0 if good else 1


def told(each: Took) -> str:
    """Return one line of figures."""
    missed = "" if each.done >= each.wanted else f", only {each.done} of {each.wanted} counted"
    return (
        f"{each.stretch:<30}{each.planned_s:5.0f} s planned, {each.took_s:5.0f} taken "
        f"({each.off:+.0%}){missed}"
    )


def items_of(routine: Routine) -> Iterator[Took]:
    """Yield what became of each item, and of what comes after them."""
    before: Stretch | None = None
    items = (*routine.items, *routine.after)
    for nth, (item, stretch) in enumerate(zip(items, announced(items), strict=True)):
        way_s = change(before, stretch).wait_s if before and nth < len(routine.items) else 0.0
        moved = before is not None and before.camera != stretch.camera
        planned_s = item.planned_s + (CAMERA_CHANGE_S if moved else 0.0)
        step, took_s = done_by_a_pupil(stretch, item.level, PATIENCE * planned_s)
        yield Took(stretch.id, planned_s, way_s + took_s, *step.feedback.sets)
        before = item.stretch


def done_by_a_pupil(stretch: Stretch, level: Level, most_s: float) -> tuple[Step, float]:
    """Coach a pupil until the stretch is over; return the last step, and how long it took."""
    session, pupil = Session(stretch, level), Pupil(stretch, level)
    step: Step | None = None
    done_s: float | None = None
    for nth in range(max(1, round(most_s * FPS))):
        time_s = nth / FPS
        step = session.step(pupil.pose(time_s, step))
        done, wanted = step.feedback.sets
        if done < wanted or step.phase is not Phase.REST:
            done_s = None
        elif done_s is None:
            done_s = time_s
        elif time_s - done_s >= DONE_S:
            break
    assert step is not None
    return step, step.pose.time_s


if __name__ == "__main__":
    raise SystemExit(main())
