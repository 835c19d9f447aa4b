"""How whole files are broken: bytes flipped, cut out, spliced in; lines and words of texts too.

Everything comes from the `Random` that is handed in, so that a seed gives the same files again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Break = Callable[[Random, bytes, bytes], bytes]
_WORD = re.compile(rb"[A-Za-z_-]+|-?\d+(?:\.\d+)?|[^\sA-Za-z\d]")
_STRANGE = (
    *(
        b"nan",
        b"inf",
        b"-1",
        b"0",
        b"1e308",
        b"-1e308",
        b"1e-320",
        b"9" * 400,
        b"9" * 5000,
        b"null",
        b"true",
    ),
    *(b"", b"[]", b"{}", b'""', b"'", b'"', b"[[", b"]", b"}", b"=", b"#", b"\\", b"\x00", b"\xff"),
    *(b"\xef\xbb\xbf", b"\r", b"\n\n", b"[" * 3000, b"{" * 3000, b"x" * 5000, "é·°".encode()),
    *(b"2020-01-01", b"1_000", b"0x10", b"a.b.c = 1\n", b"\n[stretch]\n", b"\n[[fault]]\n"),
    *(b'"\\ud800"', b"hip_flex_n > 3 or", b"{side}", b"{0}", b"{}{}", b"%s", b"a" * 70000),
)
_VALUE = re.compile(rb'(?<=[=:,\[ ])(?:"[^"\n]*"|-?\d+(?:\.\d+)?|true|false|null)')
# Well-formed in TOML, in JSON, or in both: these get past the parser.
_VALUES = (
    *(b"-1", b"0", b"1", b"0.0", b"-0.0", b"1e308", b"-1e308", b"1e-320", b"1" * 30, b"1e400"),
    *(b"nan", b"inf", b"-inf", b"NaN", b"Infinity", b"true", b"null", b"1979-05-27", b"07:32:00"),
    *(b'""', b'" "', b'"x"', b'"none"', b'"side"', b'"hold"', b'"hip_flex_n"', b'"{side}{x}"'),
    *(b"[]", b"[[]]", b"[1]", b"[1, 2]", b"[2, 1]", b"[1, 2, 3]", b"[0, 0, 0]", b'["x"]', b"{}"),
    *(b'{"a": 1}', b"{a = 1}", b'"hip_flex_n > 1 or hip_flex_n < 1e9"', b'"|stir| >= 0"'),
    *(b'"' + b"long words " * 300 + b'"', '"é·°🙂"'.encode(), b'"\\u0000"', b'"\\n"'),
)


def broken(rng: Random, whole: bytes, other: bytes, *, text: bool) -> bytes:
    """Return `whole` with one to four things wrong; `other` is what may be spliced in."""
    ways = (*_BYTES, *_TEXT) if text else _BYTES
    for _ in range(rng.choice((1, 1, 2, 4))):
        whole = rng.choice(ways)(rng, whole, other) or whole[:1]
    return whole


def _piece(rng: Random, whole: bytes) -> tuple[int, int]:
    """Return where a piece begins and ends; most are short."""
    longest = rng.choice((4, 64, 1024, len(whole)))
    start = rng.randrange(len(whole) + 1)
    return start, min(len(whole), start + rng.randrange(max(1, longest)))


def _flipped(rng: Random, whole: bytes, other: bytes) -> bytes:
    made = bytearray(whole)
    for _ in range(min(len(made), rng.choice((1, 3, 20, 300)))):
        made[rng.randrange(len(made))] ^= 1 << rng.randrange(8)
    return bytes(made)


def _flipped_head(rng: Random, whole: bytes, other: bytes) -> bytes:
    """Break the first or the last of it, where containers keep what everything hangs on."""
    edge = min(len(whole) // 2, 4000)
    if rng.random() < 0.5:
        return _flipped(rng, whole[:edge], other) + whole[edge:]
    return whole[: len(whole) - edge] + _flipped(rng, whole[len(whole) - edge :], other)


def _shortened(rng: Random, whole: bytes, other: bytes) -> bytes:
    return whole[: rng.randrange(len(whole) + 1)]


def _without(rng: Random, whole: bytes, other: bytes) -> bytes:
    start, end = _piece(rng, whole)
    return whole[:start] + whole[end:]


def _twice(rng: Random, whole: bytes, other: bytes) -> bytes:
    start, end = _piece(rng, whole)
    return whole[:end] + whole[start:]


def _blank(rng: Random, whole: bytes, other: bytes) -> bytes:
    start, end = _piece(rng, whole)
    return whole[:start] + bytes(end - start) + whole[end:]


def _noise(rng: Random, whole: bytes, other: bytes) -> bytes:
    start, end = _piece(rng, whole)
    return whole[:start] + rng.randbytes(end - start) + whole[end:]


def _spliced(rng: Random, whole: bytes, other: bytes) -> bytes:
    start, _ = _piece(rng, whole)
    first, last = _piece(rng, other)
    return whole[:start] + other[first:last] + whole[rng.choice((start, len(whole))) :]


def _other_word(rng: Random, whole: bytes, other: bytes) -> bytes:
    words = list(_WORD.finditer(whole))
    if not words:
        return rng.choice(_STRANGE)
    word = rng.choice(words)
    new = rng.choice(_STRANGE) if rng.random() < 0.7 else rng.choice(words)[0]
    return whole[: word.start()] + new + whole[word.end() :]


def _other_value(rng: Random, whole: bytes, other: bytes) -> bytes:
    """Put another value, or one from elsewhere in the file, where one stands."""
    values = list(_VALUE.finditer(whole))
    if not values:
        return rng.choice(_VALUES)
    value = rng.choice(values)
    new = rng.choice(_VALUES) if rng.random() < 0.7 else rng.choice(values)[0]
    return whole[: value.start()] + new + whole[value.end() :]


def _other_line(rng: Random, whole: bytes, other: bytes) -> bytes:
    lines = whole.split(b"\n")
    nth = rng.randrange(len(lines))
    way = rng.randrange(4)
    if way == 0:
        del lines[nth]
    elif way == 1:
        lines.insert(rng.randrange(len(lines)), lines[nth])
    elif way == 2:
        rng.shuffle(lines)
    else:
        lines[nth] = rng.choice(other.split(b"\n"))
    return b"\n".join(lines)


_BYTES: tuple[Break, ...] = (
    *(_flipped, _flipped_head, _shortened, _without, _twice, _blank, _noise, _spliced),
)
_TEXT: tuple[Break, ...] = (*[_other_value] * 8, *[_other_word] * 3, *[_other_line] * 3)
