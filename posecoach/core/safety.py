"""What is asked before exercising, and what the answers mean: stop, ask first, or go gently.

The questions and rules are those of the stretch specification, section 5, with its sources (NHS red
flag lists, the IFOMPT neck framework, the source article). It is no diagnosis and no advice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .stretch import Stretch

NOT_ADVICE: tuple[str, ...] = (
    "posecoach is a form-checking timer. It is not medical advice, not a diagnosis and not a "
    "medical device.",
    "Ask your doctor before you start this or any new exercise programme.",
)
URGENT = "Please get urgent medical help now. No exercise today."
ASK_FIRST = "Please ask a professional first. The stretches stay locked until you say they agreed."
PATTERN = (
    "This pattern can help you tell a clinician what you feel. It cannot tell muscle from disc."
)
ASK_AGAIN_AFTER_DAYS = 28


class Block(StrEnum):
    """How grave a yes is: urgent help, a professional's word first, or a pattern to know."""

    URGENT = "A"
    ASK_FIRST = "B"
    PATTERN = "C"


@dataclass(frozen=True, slots=True)
class Question:
    """One yes-or-no question. `flags` are the contra-indications that a yes puts on the person.

    With `may_continue`, who already has advice to stretch may go on at the beginner's level.
    """

    id: str
    block: Block
    text: str
    flags: tuple[str, ...] = ()
    may_continue: bool = False


QUESTIONS: tuple[Question, ...] = (
    Question(
        "saddle-numbness",
        Block.URGENT,
        "New numbness around the genitals, the anus or the inner thighs?",
    ),
    Question(
        "bladder-bowel",
        Block.URGENT,
        "New trouble passing urine or feeling it, loss of bladder or bowel control, "
        "or new sexual numbness?",
    ),
    Question(
        "leg-weakness",
        Block.URGENT,
        "Increasing weakness in one or both legs, or new unsteady walking?",
    ),
    Question("both-legs", Block.URGENT, "Pain down both legs that came on suddenly?"),
    Question("after-a-fall", Block.URGENT, "Back or neck pain after a fall, a crash or a blow?"),
    Question(
        "neck-signs",
        Block.URGENT,
        "With neck pain: new dizziness, double vision, trouble speaking or swallowing, sudden "
        "falls, a numb face, nausea with unsteadiness, or a sudden worst-ever headache?",
    ),
    Question(
        "clumsy-hands",
        Block.URGENT,
        "Clumsy hands, or numbness or weakness in arms and legs?",
    ),
    Question(
        "chest-pain",
        Block.URGENT,
        "Chest pain, a tearing pain in belly or back, or feeling faint now?",
    ),
    Question(
        "infection",
        Block.ASK_FIRST,
        "Fever, chills or feeling unwell with the pain; a recent serious infection, injected "
        "drugs, or a weak immune system?",
    ),
    Question("cancer", Block.ASK_FIRST, "A history of cancer, or weight loss without a reason?"),
    Question("night-pain", Block.ASK_FIRST, "Constant night pain that no position eases?"),
    Question(
        "first-episode",
        Block.ASK_FIRST,
        "A first episode under 20 or over 55, or pain in the chest part of the spine?",
    ),
    Question(
        "osteoporosis",
        Block.ASK_FIRST,
        "Known osteoporosis, a spinal fracture, or long use of steroids?",
        ("osteoporosis",),
    ),
    Question(
        "inflammatory",
        Block.ASK_FIRST,
        "An inflammatory disease of the spine, or stiff mornings of over half an hour for months "
        "before the age of 45?",
    ),
    Question(
        "disc",
        Block.ASK_FIRST,
        "A diagnosed disc problem, or any past injury of the low back?",
        ("flexion-sensitive",),
    ),
    Question(
        "three-days",
        Block.ASK_FIRST,
        "Pain that has not improved for more than 72 hours?",
        may_continue=True,
    ),
    Question(
        "three-months",
        Block.ASK_FIRST,
        "Pain for longer than three months?",
        may_continue=True,
    ),
    Question(
        "surgery",
        Block.ASK_FIRST,
        "Surgery of spine, hip, knee, shoulder or belly in the last twelve months, or a hip "
        "replacement?",
        ("hip-replacement",),
    ),
    Question(
        "radiating",
        Block.ASK_FIRST,
        "Pain, numbness or pins and needles down an arm or a leg?",
        ("arm-symptoms", "leg-symptoms"),
    ),
    Question(
        "pregnancy",
        Block.ASK_FIRST,
        "Pregnant, or gave birth in the last twelve weeks?",
        ("pregnancy",),
    ),
    Question(
        "pressure",
        Block.ASK_FIRST,
        "Glaucoma or eye surgery, uncontrolled blood pressure, heart failure or blood clots?",
        ("blood-clots", "blood-pressure", "eye-pressure", "heart-failure"),
    ),
    Question(
        "told-not-to",
        Block.ASK_FIRST,
        "Has a doctor told you not to exercise, or have you not exercised for a long time?",
    ),
    Question("bend-pain", Block.PATTERN, "Does it hurt when you bend forward?"),
    Question("up-pain", Block.PATTERN, "Does it hurt when you come back up?"),
    Question("sitting-worse", Block.PATTERN, "Is it worse after long sitting or much bending?"),
    Question("cough-worse", Block.PATTERN, "Is it worse when you cough, sneeze or laugh?"),
    Question("tingling", Block.PATTERN, "Numbness or pins and needles?"),
    Question(
        "back-bend",
        Block.PATTERN,
        "Does it hurt to bend backward, or were you told of a narrow spinal canal or a slipped "
        "vertebra?",
        ("extension-sensitive",),
    ),
    Question("knees", Block.PATTERN, "Do your knees hurt when you kneel?", ("knee-problems",)),
    Question(
        "wrists", Block.PATTERN, "Do your wrists hurt when you lean on them?", ("wrist-problems",)
    ),
)
KNOWN: Mapping[str, Question] = {question.id: question for question in QUESTIONS}
FLEXION_SENSITIVE = "flexion-sensitive"


class Verdict(StrEnum):
    """What the answers allow."""

    GO = "go"
    ASK_FIRST = "ask-first"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Screening:
    """What the answers of one day amount to.

    `gently` says that only the beginner's level is offered; `reasons` are the questions answered
    yes that lock.
    """

    verdict: Verdict
    flags: frozenset[str]
    gently: bool = False
    reasons: tuple[Question, ...] = ()


def screen(yes: Iterable[str], *, cleared: bool = False) -> Screening:
    """Return what a yes to these question ids means; `cleared` is a professional's word.

    Raises KeyError for an id that is no question.
    """
    asked = [KNOWN[id_] for id_ in yes]
    flags = frozenset(flag for question in asked for flag in question.flags)
    if _bends_badly({question.id for question in asked}):
        flags |= {FLEXION_SENSITIVE}
    urgent = tuple(question for question in asked if question.block is Block.URGENT)
    if urgent:
        return Screening(Verdict.URGENT, flags, reasons=urgent)
    locking = tuple(question for question in asked if question.block is Block.ASK_FIRST)
    if locking and not cleared:
        return Screening(Verdict.ASK_FIRST, flags, reasons=locking)
    return Screening(Verdict.GO, flags, gently=bool(locking))


def _bends_badly(yes: set[str]) -> bool:
    """Return whether the pattern is one that forward bending may make worse."""
    together = {"bend-pain", "up-pain", "sitting-worse"}
    return bool(yes & {"tingling", "cough-worse"}) or together <= yes


@dataclass(frozen=True, slots=True)
class Gate:
    """What pain of 0 to 10 allows today: which stretches, at which level, how many fewer times."""

    only: tuple[str, ...] | None = None
    beginner_only: bool = False
    fewer_reps: int = 0
    advice: str = ""


REST_ONLY = ("relaxed-breathing", "lying-static-leg-raise")
SEVERE, MODERATE = 7, 4


def gate(pain: int | None) -> Gate:
    """Return what is offered with this pain; None, when nobody said, is as no pain."""
    if pain is None or pain < MODERATE:
        return Gate()
    if pain < SEVERE:
        return Gate(beginner_only=True, fewer_reps=1)
    return Gate(
        only=REST_ONLY,
        beginner_only=True,
        advice="With pain of seven or more, rest, and ask a professional.",
    )


# What a flag does not take away but leaves at the beginner's range (stretches.md 5.4).
BEGINNER_ONLY: Mapping[str, frozenset[str]] = {
    FLEXION_SENSITIVE: frozenset({"hamstring-towel"}),
    "leg-symptoms": frozenset({"hamstring-towel"}),
    "osteoporosis": frozenset({"lower-trunk-rotation"}),
}
FLAG_ADVICE: Mapping[str, str] = {
    "arm-symptoms": "Arm symptoms: never pull your head with a hand.",
    "leg-symptoms": "Leg symptoms: stop at any tingling.",
    "blood-pressure": "Blood pressure: breathe freely, never hold your breath.",
    "hip-replacement": "Hip or surgery: ask your surgeon or therapist how far to bend it.",
    "pregnancy": "Change position often: never lie flat for more than two minutes.",
}


def barred(stretch: Stretch, flags: Iterable[str]) -> bool:
    """Return whether one of these flags takes the stretch away altogether."""
    return any(flag in stretch.contra and not gently(stretch, [flag]) for flag in flags)


def gently(stretch: Stretch, flags: Iterable[str]) -> bool:
    """Return whether one of these flags leaves only the beginner's range of the stretch."""
    return any(stretch.id in BEGINNER_ONLY.get(flag, ()) for flag in flags)


def offered(stretch: Stretch, flags: Iterable[str], pain: int | None) -> bool:
    """Return whether a stretch is offered to who has these flags and this pain."""
    only = gate(pain).only
    allowed = only is None or stretch.id in only
    return allowed and not stretch.locked and not barred(stretch, flags)


class Distress(StrEnum):
    """What a person may say at any time."""

    EASE = "ease"
    HURTS = "hurts"
    STOP = "stop"
    TINGLING = "tingling"
    DIZZY = "dizzy"


STOP_LINES: Mapping[Distress, str] = {
    Distress.EASE: "Ease back a little.",
    Distress.HURTS: "Ease up. Come out slowly.",
    Distress.STOP: "Stopped. Rest as long as you like.",
    Distress.TINGLING: "Stop here. Rest in a comfortable position.",
    Distress.DIZZY: "Stop. Sit or lie down safely.",
}
ARE_YOU_ALL_RIGHT = "Are you all right?"


@dataclass(frozen=True, slots=True)
class Hurt:
    """One answer to what hurts: what it is, and what stands on the screen after its line."""

    choice: str
    distress: Distress
    screen: tuple[str, ...]

    @property
    def line(self) -> str:
        """Return what is said at once."""
        return STOP_LINES[self.distress]


WHAT_HURTS = "What do you feel?"
HURTS: tuple[Hurt, ...] = (
    Hurt(
        "Sharp pain",
        Distress.HURTS,
        (
            "Pain is a message that something is wrong.",
            "This stretch is over for today. Go on only if the pain has gone.",
        ),
    ),
    Hurt(
        "Tingling, numbness, or pain going further down",
        Distress.TINGLING,
        (
            "Stop for today, and rest until it has gone.",
            "If it stays or comes back, see a doctor or physiotherapist before the next session.",
        ),
    ),
    Hurt(
        "Dizziness, nausea, trouble seeing or speaking",
        Distress.DIZZY,
        (
            URGENT,
            "If it does not pass at once, or speech, sight or a limb fails, call an ambulance.",
        ),
    ),
)

ALWAYS_TRUE: tuple[str, ...] = (
    "A stretch must be free of pain. Never force a difficult or painful position.",
    "Pain is a message that something is wrong: if it hurts, ease up.",
    "Do not ignore it when something does not feel right, during or after exercise.",
    "Increasing pain or other symptoms may mean a more serious spine condition: "
    "contact your spine professional.",
    "Do not push too hard. Doing too much may injure and leave more pain.",
    "Never: neck circles, quick neck movements, bouncing, pulling hard on the head.",
)
TO_EXPECT: tuple[str, ...] = (
    "Most simple back strains settle in a few weeks; some feel relief in the first week.",
    "Muscles and joints adapt in small steps, over weeks: a long-term habit, not a quick fix.",
    "Consistency and good form beat effort. What is hard at first gets easier.",
    "Relax and stay positive: tension from worry makes pain worse.",
    "Keep a healthy weight, sit and stand well, sit less, take breaks often.",
    "Lift with bent knees and the load close, so that the legs do the work.",
    "Vitamin D helps the body take up calcium for bone; ask a clinician before supplements.",
)

FLARE_POINTS = 2
FLARED: tuple[str, ...] = (
    "It hurts more than before you began. Rest, and take it a level easier next time.",
    "If it stays, or gets worse, contact your doctor or physiotherapist.",
)


def flared(before: int | None, after: int | None) -> bool:
    """Return whether a session has made pain plainly worse: 2 points or more of 10."""
    return before is not None and after is not None and after - before >= FLARE_POINTS


def level_back(recent: Iterable[bool]) -> int:
    """Return how many of the latest sessions (newest last) flared in a row; 2 go a level back."""
    run = 0
    for one in recent:
        run = run + 1 if one else 0
    return run
