"""The text of a truth file: one line a key, one line a frame."""

from __future__ import annotations

import json
from collections.abc import Mapping


def text(truth: Mapping[str, object]) -> str:
    """Return the truth as JSON, its frames one to a line."""
    rows = []
    for key, value in truth.items():
        if key == "frames" and isinstance(value, list):
            frames = ",\n".join(_compact(frame) for frame in value)
            rows.append(f'"frames": [\n{frames}\n]')
        else:
            rows.append(f"{json.dumps(key)}: {json.dumps(value)}")
    return "{" + ",\n ".join(rows) + "}\n"


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
