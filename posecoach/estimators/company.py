"""Is somebody else there? When to look, where, and whether what was found is another body.

The pose model follows one person, and shows no sign when a helper kneels beside. So now and then
the tracked body is painted over and the rest of the picture is looked at: at the very beginning, a
few times a minute, and at once when something stirs outside of the body. In 1,000 looks at the
sample clips, in which everybody is alone, and in 2,000 more at halves of them, nobody was found who
counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from posecoach.core.geometry import distance_px, midpoint
from posecoach.core.pose import Joint, Point, Pose
from posecoach.estimators.gaze import ZOOM_IN_BELOW, Box, around, extent

EVERY_S = 10.0
SOON_S, SOON_LOOKS = 1.0, 3  # the first ones follow each other sooner
STIRRED_S = 0.06
LOOKS_SAVED = 15.0  # for when something stirs: as many in a row,
SAVES_ONE_S = 2.0  # and then one in two seconds, if it is a curtain that stirs for ever
THERE_S = 0.4  # between looks while somebody is there
GONE_S = 1.0  # unseen for so long, they have left by the edge where they were
HIDDEN_S = 5.0  # or are behind the person, or before
SIGHTS = 2  # in a row, to be believed
# Of the tracked body's size; a person on a screen is no company. A helper who kneels behind
# somebody lying, on a photograph, had 0.55; a thing in the open taken for a body had 0.37.
SMALLEST = 0.45
SPAN_OF_TRUNKS = 4.0  # about, from head to heels
SAME = 0.35  # of the body's size: nose and shoulders so near are the tracked body's own
UPPER_SEEN = 0.6
IN_THE_OPEN = 3  # of nose, shoulders, elbows and hips,
HALF_IN = 2  # or of whoever is still half outside of the picture
NEAR_EDGE = 0.25  # of the width; whoever is near it, and on the way out, is leaving
MOVES_OUT = 0.05  # of the width from one sight to the next; somebody who stands sways less
VERY_EDGE = 0.02


@dataclass(frozen=True, slots=True)
class Company:
    """What is known of somebody else, and when it was looked for. Times are the frames'.

    `saved` counts the looks that may be spent on what stirs; `sights` those that found somebody,
    in a row; until `there_until_s` they are believed to be in view; `edge` is how far from the
    picture's edge they were last, and `leaving` says that they move out. At `whole_s` the whole
    picture was looked at last.
    """

    looked_s: float | None = None
    looks: int = 0
    saved: float = LOOKS_SAVED
    sights: int = 0
    there_until_s: float = float("-inf")
    edge: float = 1.0
    leaving: bool = False
    whole_s: float = float("-inf")

    def there(self, time_s: float) -> bool:
        """Return whether somebody else is believed to be in view."""
        return time_s < self.there_until_s


def begun() -> Company:
    """Return what is known when somebody is first seen: nothing, and the first look is due."""
    return Company(looked_s=float("-inf"))


def is_due(company: Company, time_s: float, *, stirs: bool) -> bool:
    """Return whether to look for somebody else now; `stirs` says that something moves there."""
    if company.looked_s is None:
        return False
    passed_s = time_s - company.looked_s
    if 0 < company.sights < SIGHTS:
        return True
    if company.there(time_s):
        return passed_s >= THERE_S
    may = stirs and company.saved + passed_s / SAVES_ONE_S >= 1
    soon = company.looks < SOON_LOOKS
    return passed_s >= (STIRRED_S if may else SOON_S if soon else EVERY_S)


def whole_is_due(company: Company, time_s: float) -> bool:
    """Return whether the whole picture is to be looked at, though something stirs in a part."""
    return time_s - company.whole_s >= EVERY_S


def looked(
    company: Company,
    time_s: float,
    *,
    found: bool,
    stirs: bool = False,
    edge: float = 1.0,
    whole: bool = True,
) -> Company:
    """Return what is known after a look; `edge` is how far from it the two were, see `to_edge`.

    Who is seen where something stirs is believed at once, and so is who is there at the very first
    look, but only for a moment unless seen again: a photograph has no second one. `whole` says that
    no part was left out.
    """
    passed_s = time_s - (time_s if company.looked_s is None else company.looked_s)
    there = company.there(time_s)
    saved = LOOKS_SAVED if found or there else company.saved + passed_s / SAVES_ONE_S - 1
    sights = company.sights + (SIGHTS if stirs else 1) if found else 0
    until_s, leaving = company.there_until_s, company.leaving and there
    if found:
        touches = edge < VERY_EDGE <= company.edge
        moved_out = there and (touches or edge < company.edge - MOVES_OUT)
        stays_out = leaving and edge <= company.edge + VERY_EDGE
        leaving = edge < NEAR_EDGE and (moved_out or stays_out)
    sure = there or sights >= SIGHTS
    if found and (sure or company.looks == 0):
        until_s = time_s + (HIDDEN_S if sure and not leaving else GONE_S)
    return Company(
        looked_s=time_s,
        looks=company.looks + 1,
        saved=min(LOOKS_SAVED, max(0.0, saved)),
        sights=sights,
        there_until_s=until_s,
        edge=edge if found else company.edge,
        leaving=leaving,
        whole_s=time_s if whole else company.whole_s,
    )


def to_edge(found: Pose, tracked: Pose) -> float:
    """Return how far the other is from the left or right edge, as a share of the picture's width.

    A skeleton that has gone along with them is the tracked one: then that is at the very edge.
    """
    theirs, ours = _share_to_edge(found), _share_to_edge(tracked)
    return ours if ours < VERY_EDGE else theirs


def _share_to_edge(pose: Pose) -> float:
    box = extent(pose)
    if box is None:
        return 1.0
    return min(box.left_px, pose.width_px - box.right_px) / pose.width_px


def where(tracked: Pose, nth: int, stir_px: float | None = None) -> Box | None:
    """Return the part of the picture for the `nth` look; None is the whole.

    Beside somebody small, others are small too: the places at both sides come in turn. Else, if
    something stirs, it is the half of the picture around `stir_px`, its distance from the left:
    there, somebody who is still half outside is found a fifth of a second sooner.
    """
    body = extent(tracked)
    picture = Box(0, 0, tracked.width_px, tracked.height_px)
    if body is None or not _is_small(body, picture):
        return None if stir_px is None else _half(picture, stir_px)
    if nth % 3 == 0:
        return None
    beside = around(body, picture).width_px * (0.6 if nth % 3 == 1 else -0.6)
    left_px, right_px = body.left_px + round(beside), body.right_px + round(beside)
    return around(Box(left_px, body.top_px, right_px, body.bottom_px), picture)


def at_first(tracked: Pose) -> tuple[Box | None, ...]:
    """Return the parts of the picture for the first look, which takes its time.

    A helper on a photograph, in 24 sizes and brightnesses of it, was found in the whole picture in
    20, and in this or its middle in 22.
    """
    picture = Box(0, 0, tracked.width_px, tracked.height_px)
    if _is_small(extent(tracked), picture):
        return tuple(where(tracked, nth) for nth in range(3))
    return None, _half(picture, picture.width_px / 2)


def _is_small(body: Box | None, picture: Box) -> bool:
    return body is not None and body.span_px < ZOOM_IN_BELOW * picture.span_px


def _half(picture: Box, middle_px: float) -> Box:
    """Return half of the picture, or more of a tall one, as near about `middle_px` as it goes."""
    width_px = max(picture.width_px // 2, min(picture.width_px, round(0.6 * picture.height_px)))
    left_px = min(max(0, round(middle_px - width_px / 2)), picture.width_px - width_px)
    return Box(left_px, 0, left_px + width_px, picture.height_px)


def is_another(found: Pose, tracked: Pose, hidden: Callable[[Point], bool]) -> bool:
    """Return whether `found` is a body other than `tracked`: large enough, seen, and elsewhere.

    `hidden` tells where the tracked body was painted over; nobody is seen through that.
    """
    their_px, our_px = _size_px(found), _size_px(tracked)
    if their_px is None or our_px is None or their_px < SMALLEST * our_px:
        return False
    seen = [point for joint in _UPPER if (point := found.seen(joint, UPPER_SEEN))]
    needed = HALF_IN if _share_to_edge(found) < VERY_EDGE else IN_THE_OPEN
    if sum(not hidden(point) for point in seen) < needed:
        return False
    nose = Joint.NOSE
    apart_px = max(
        distance_px(found.landmarks[nose].point, tracked.landmarks[nose].point),
        distance_px(_middle(found, _SHOULDERS), _middle(tracked, _SHOULDERS)),
    )
    return apart_px > SAME * our_px


def _size_px(pose: Pose) -> float | None:
    """Return how large a body is: its trunk's length, which kneeling and hidden legs leave alone.

    A trunk seen end on is short; then the body's span tells.
    """
    body = extent(pose)
    if body is None:
        return None
    trunk_px = distance_px(_middle(pose, _SHOULDERS), _middle(pose, _HIPS))
    return max(trunk_px, body.span_px / SPAN_OF_TRUNKS)


_SHOULDERS = (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)
_HIPS = (Joint.LEFT_HIP, Joint.RIGHT_HIP)
_UPPER = (Joint.NOSE, *_SHOULDERS, Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW, *_HIPS)


def _middle(pose: Pose, joints: tuple[Joint, Joint]) -> Point:
    left, right = (pose.landmarks[joint].point for joint in joints)
    return midpoint(left, right)
