"""Drafts learnt from the correct sample clips, on the other clips of the same stretch."""

from __future__ import annotations

from samples.learning import all_trials

STRETCHES, SAME_SHARE, FALSE_A_MINUTE = 10, 0.80, 0.5


def test_drafts_count_as_the_hand_written_files_do_and_rarely_cue_wrongly(tmp_path):
    trials = list(all_trials(tmp_path))
    assert len({trial.stretch for trial in trials}) >= STRETCHES
    same = sum(trial.same for trial in trials) / len(trials)
    false = sum(len(trial.false_cues) for trial in trials)
    minutes = sum(trial.minutes for trial in trials)
    assert same >= SAME_SHARE
    assert false / minutes <= FALSE_A_MINUTE
    by_stretch = {trial.stretch: True for trial in trials}
    for trial in trials:
        by_stretch[trial.stretch] &= trial.same and not trial.false_cues
    assert sum(by_stretch.values()) >= STRETCHES  # and ten of them without a single difference
