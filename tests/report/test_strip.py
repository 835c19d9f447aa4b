"""What was said when: the record of it, of people whose every angle is known."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from bodies import front, mirrored, nobody

from posecoach.core.coach import Phase
from posecoach.core.feedback import CueKind, Urgency
from posecoach.core.stretch import Level
from posecoach.core.summary import Tally
from posecoach.report.strip import entries
from posecoach.report.strip_scale import bins, lines, time_marks, value_ends
from posecoach.report.strip_taker import StripTaker
from tests.conftest import SAMPLES
from tests.core.motions import STRETCHES, in_mirror, length_s, right, short

from .strips import AT_S, BACK_S, BREATH, BRIDGE, LATERAL, done_well, done_wrong, sample, strip_of


def test_the_time_that_counts_is_where_it_was_held():
    (held,) = [span for span in done_well(LATERAL).held if span.good]
    assert AT_S < held.start_s < AT_S + 1.2  # 0.7 s of calm come first
    assert held.end_s == pytest.approx(held.start_s + 4.0 - 0.7, abs=0.4)  # which count as well


def test_the_angle_is_what_was_built_into_the_body():
    strip = done_well(LATERAL)
    wanted = STRETCHES[LATERAL].primary.bands[Level.BEGINNER]
    during = [v for time_s, v in strip.values if AT_S + 0.5 < time_s < BACK_S - 0.5 and v]
    before = [v for time_s, v in strip.values if time_s < 1.5 and v is not None]
    assert wanted.holds(min(during))
    assert max(during) - min(during) < 1.0
    assert max(before) < 2.0


def test_the_angle_goes_up_toward_whichever_side_is_worked_on():
    left = done_well(LATERAL)
    other = strip_of(short(LATERAL), in_mirror(right(LATERAL)), length_s())
    peaks = [max(v for _, v in strip.values if v is not None) for strip in (left, other)]
    assert peaks[0] == pytest.approx(peaks[1], abs=0.5)
    assert min(v for _, v in other.values if v is not None) > -3.0


def test_a_fault_is_there_from_when_it_was_made():
    strip = done_wrong(LATERAL, "hike-opposite")
    (track,) = [each for each in strip.faults if each.fault.id == "hike-opposite"]
    assert 5.6 < track.spans[0].start_s < 5.6 + 0.6 + track.fault.persist_s + 0.5
    waits = [span for span in strip.held if not span.good]
    assert waits
    assert waits[0].start_s >= 5.6


def test_a_correction_is_among_the_words_at_its_second_and_only_once():
    strip = done_wrong(LATERAL, "hike-opposite")
    cue = next(f.cue for f in STRETCHES[LATERAL].faults if f.id == "hike-opposite")
    (word,) = [each for each in strip.words if each.text == cue]
    assert (word.cue, word.urgency, word.spoken) == (
        CueKind.COMPENSATION, Urgency.COMPENSATION, True,
    )  # fmt: skip
    assert word.phase is Phase.HOLD
    assert 6.0 < word.time_s < 9.0
    assert word in strip.corrections


def test_nothing_is_corrected_of_what_is_done_well():
    assert done_well(LATERAL).corrections == ()
    assert done_well(LATERAL).faults == ()
    assert done_well(LATERAL).headline.startswith("1 of 1 holds in full, 0 corrections, form ")


def test_nobody_there_is_time_that_is_not_judged():
    def motion(time_s: float):
        return front() if time_s < 2 else nobody()

    strip = strip_of(short(LATERAL), motion, 8.0)
    assert strip.notices
    assert strip.notices[-1].text == "I can't see you. Step into the picture."
    assert 2.0 < strip.notices[-1].start_s < 6.0
    assert strip.notices[-1].end_s == 8.0
    assert strip.values[-1][1] is None


def test_what_the_clock_alone_counts_has_no_angle_and_still_its_holds():
    strip = done_well(BREATH)
    assert strip.values == ()
    assert [span for span in strip.held if span.good]


def test_an_empty_clip_is_an_empty_strip():
    taker = StripTaker(STRETCHES[BRIDGE].working, "hip_flex_n")
    summary = Tally(STRETCHES[BRIDGE], Level.BEGINNER).summary(())
    strip = taker.strip("none.mp4", summary)
    assert (strip.values, strip.held, strip.words) == ((), (), ())
    assert entries(strip) == []


def test_the_account_of_a_sample_agrees_with_its_truth():
    strip = sample(f"{LATERAL}-good-1")
    truth = json.loads((SAMPLES / f"{LATERAL}-good-1.truth.json").read_text(encoding="utf-8"))
    counted = [entry for entry in entries(strip) if entry.why == "counted"]
    ends = [hold["end_s"] for hold in truth["holds"]]
    assert [entry.time_s for entry in counted] == pytest.approx(ends, abs=0.5)
    assert [entry.text for entry in counted] == [
        "left, held 10.0 s, in full", "right, held 10.0 s, in full",
    ]  # fmt: skip
    told = entries(strip)
    assert [entry.time_s for entry in told] == sorted(entry.time_s for entry in told)


def test_words_that_the_next_ones_break_into_lose_their_end():
    strip = done_well(LATERAL)
    spoken = [word for word in strip.words if word.spoken]
    assert all(word.cut_s >= 0 for word in spoken)
    assert spoken[-1].cut_s == 0


class TestScale:
    def test_all_that_was_measured_and_asked_for_has_room(self):
        strip = done_well(LATERAL)
        low, high = value_ends(strip)
        band = STRETCHES[LATERAL].primary.bands[Level.BEGINNER]
        seen = [v for _, v in strip.values if v is not None]
        assert low <= min(*seen, band.low)
        assert high >= max(*seen, band.high)

    def test_the_bins_hold_every_value_of_their_time(self):
        strip = done_well(LATERAL)
        found = bins(strip, 11)
        assert len(found) == 11
        top = max(v for _, v in strip.values if v is not None)
        assert max(high for _, high in filter(None, found)) == top

    def test_more_columns_than_frames_leave_no_gaps(self):
        assert None not in bins(done_well(LATERAL), 400)

    def test_what_was_not_seen_is_a_gap_and_no_zero(self):
        strip = replace(done_well(LATERAL), values=((0.0, 5.0), (4.0, None), (8.0, 6.0)))
        strip = replace(strip, start_s=0.0, end_s=9.0)
        assert bins(strip, 3) == [(5.0, 5.0), None, (6.0, 6.0)]
        assert lines(strip.values, 100) == [[(0.0, 5.0)], [(8.0, 6.0)]]

    def test_many_points_are_thinned_and_no_peak_is_lost(self):
        values = [(nth / 15, 50.0 if nth == 4321 else float(nth % 7)) for nth in range(9000)]
        (line,) = lines(values, 600)
        assert len(line) <= 610
        assert max(v for _, v in line) == 50.0
        assert [t for t, _ in line] == sorted(t for t, _ in line)

    @pytest.mark.parametrize(
        ("start_s", "end_s", "wanted"),
        [(0, 12, [0, 2, 4, 6, 8, 10, 12]), (3.2, 9, [4, 5, 6, 7, 8, 9]), (0, 0, [0])],
    )
    def test_full_seconds_are_named(self, start_s, end_s, wanted):
        assert time_marks(start_s, end_s, 8) == wanted


def test_the_mirror_image_has_the_same_words_but_for_the_side():
    other = strip_of(short(LATERAL), lambda t: mirrored(right(LATERAL)(t)), length_s())
    here = done_well(LATERAL)
    assert [w.time_s for w in here.words] == pytest.approx([w.time_s for w in other.words], abs=0.2)
