"""The page as text: everything that it must say, whatever the history is like."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from histories import NOW, attempt, fault, item, made_up, session

from posecoach.core.pose import Side
from posecoach.core.stretch import DoseKind, Grade
from posecoach.records import Pain, ScreeningRecord
from posecoach.report.page import render
from posecoach.report.therapist import About, Error

ABOUTS = {
    "neck-lateral-ear-to-shoulder": About("", {"head_roll": Error(1.1, 3.5)}),
    "bridge": About("I can't see how your pelvis tilts.", {"hip_flex_n": Error(2.1, 8.4)}),
}


def words(page: str) -> str:
    """The page's words, without marks and with single spaces."""
    body = page.split("</style>")[-1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", body)).replace("&nbsp;", " ")


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (ScreeningRecord(NOW), "Safety questions, 22 Nov 2026. All answered with no."),
        (
            ScreeningRecord(NOW, ("cancer", "tingling"), cleared=True),
            "Safety questions, 22 Nov 2026. A professional had agreed to stretching. "
            "Answered yes to: A history of cancer, or weight loss without a reason? "
            "Numbness or pins and needles?",
        ),
    ],
)
def test_the_therapist_reads_what_was_answered_to_the_safety_questions(record, said):
    sessions = [session(0, [item([attempt()])])]
    assert said in words(render(sessions, ABOUTS, NOW, record))
    assert "Safety questions" not in words(render(sessions, ABOUTS, NOW))


class Checker(HTMLParser):
    """Finds marks that are not closed, and every address that a browser would fetch."""

    VOID = ("meta", "link", "br", "img", "input")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.fetched: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.fetched += [values[key] for key in ("src", "href") if key in values and tag != "a"]
        self.links += [values["href"][1:]] if tag == "a" else []
        self.ids += [values["id"]] if "id" in values else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


HISTORIES = {
    "none": [],
    "answers alone": [session(0, before=Pain(4, 2))],
    "one hold": [session(0, [item([attempt(Side.LEFT, deg=20)])])],
    "nothing in full": [session(0, [item([attempt(held_s=1, missing="hold")])])],
    "the clock alone": [
        session(
            0,
            [
                item(
                    [attempt()],
                    measure=None,
                    upward=None,
                    grade=Grade.C,
                    score=None,
                    kind=DoseKind.TIMER,
                )
            ],
        )
    ],
    "three days": made_up(3),
    "two months with free days": made_up(60, share=0.6),
    "a year": made_up(365),
}


@pytest.mark.parametrize("sessions", HISTORIES.values(), ids=HISTORIES.keys())
def test_every_history_makes_a_whole_page_that_loads_nothing(sessions):
    page = render(sessions, ABOUTS, NOW)
    checker = Checker()
    checker.feed(page)
    assert checker.open == []
    assert checker.fetched == ["data:,"]
    assert set(checker.links) <= set(checker.ids)
    assert not re.search(r"<script|@import|url\(|https?://", page)
    assert "not medical advice" in words(page)
    assert "None" not in words(page)
    assert "nan" not in page


def test_an_empty_history_is_a_friendly_page():
    said = words(render([], ABOUTS, NOW))
    assert "Nothing here yet, and that is fine" in said
    assert "posecoach start neck-lateral-ear-to-shoulder" in said


def test_a_stretch_of_ones_own_can_do_no_harm():
    own = item([attempt(Side.LEFT, deg=20)], name="<script>alert(1)</script>", stretch="own")
    said = fault("<img src=x onerror=y>", 2)
    page = render(
        [session(n, [own]) for n in range(8)] + [session(8, [item([attempt()], faults=(said,))])],
        {},
        NOW,
    )
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)" in page


def course(degrees, **about):
    return [
        session(n - 30, [item([attempt(Side.LEFT, deg=d)], **about)]) for n, d in enumerate(degrees)
    ]


@pytest.mark.parametrize(
    ("degrees", "said"),
    [
        ([20] * 5, "early days"),
        ([20] * 3 + [28] * 3, "about the same"),
        ([20] * 3 + [34] * 3, "14° further"),
        ([34] * 3 + [20] * 3, "14° less far"),
    ],
)
def test_a_change_is_claimed_only_beyond_the_noise(degrees, said):
    chips = re.findall(r'class="chip [a-z]+">([^<]*)<', render(course(degrees), {}, NOW))
    assert chips == [said]


@pytest.mark.parametrize("degrees", [[34] * 3 + [20] * 3, [20] * 3 + [34] * 3])
def test_nothing_shames(degrees):
    sessions = [session(-60, [item([attempt(missing="hold")], score=12)]), *course(degrees)]
    said = words(render(sessions, {}, NOW)).lower()
    for word in ("worse", "bad", "poor", "fail", "missed", "lazy", "lost", "broken"):
        assert not re.search(rf"\b{word}\b", said), word


def test_the_therapists_table_has_the_figures_and_their_error():
    page = render(course([20, 21, 22, 40, 41, 42]), ABOUTS, NOW)
    table = words(page.split('id="therapist"')[1])
    assert (
        "Ear to shoulder left beginner 6 6 of 6 10 of 10 s 21° → 41° +20° yes (10°) 1.1° / 3.5°"
        in table
    )
    assert "What the camera cannot see" in table
    assert "How the pelvis tilts" in table


def test_where_no_error_was_measured_none_is_made_up():
    table = words(render(course([20] * 6), {}, NOW).split('id="therapist"')[1])
    assert "21°" not in table
    assert "20° → 20° +0° no (10°)" in table
    assert "/ 3.5°" not in table


def test_the_honest_line_of_each_stretch_that_was_done_is_there():
    bridge = item([attempt(deg=5)], stretch="bridge", name="Bridge", measure="hip_flex_n")
    assert "Bridge : I can't see how your pelvis tilts." in words(
        render([session(0, [bridge])], ABOUTS, NOW)
    ).replace("&#39;", "'")
    assert "pelvis tilts." not in words(render(course([20]), ABOUTS, NOW))


def test_a_rough_measure_is_called_an_estimate_and_the_clock_has_no_form():
    rough = item([attempt()], grade=Grade.B, measure=None, score=80, stretch="a", name="Rough")
    clock = item([attempt()], grade=Grade.C, measure=None, score=None, stretch="b", name="Clock")
    holds = words(render([session(0, [rough, clock])], {}, NOW)).split("How well you held")[1]
    assert re.search(r"Rough 100 % of 1 80 estimate", holds)
    assert re.search(r"Clock 100 % of 1 by the clock not measured", holds)


def test_a_year_stays_small():
    assert len(render(made_up(365), ABOUTS, NOW).encode()) < 1.5e6
