"""All measurements, each a command of its own: `python -m tests.benchmarks [NAME ...]`.

Without a name it lists them; `all` runs those that take less than ten minutes, one after the other.
What follows `--` goes to the one that is named.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

# in the order in which they are run; with how long each takes on two quiet cores
KNOWN = {
    "replay": ("a whole replay against the bare model, interleaved", "3 min"),
    "stages": ("what each stage of a frame costs", "1 min"),
    "growth": ("a replay's cost by the clip's length and size", "1 min"),
    "startup": ("from nothing to the list, and to the first coached frame", "30 s"),
    "overlay": ("what drawing costs", "20 s"),
    "light": ("what knowing the light costs", "10 s"),
    "voice": ("what the voice costs the frames", "1 min"),
    "report": ("what a year of history costs", "30 s"),
    "small": ("how well somebody small is seen", "5 min"),
    "dark": ("what becomes of coaching in the dark", "5 min"),
    "two_people": ("what becomes of coaching when somebody else comes", "5 min"),
    "minutes": ("whether the planned minutes hold", "30 s"),
    "session": ("half an hour, at the pace of life and in a hurry", "45 min"),
}
LONG = {"session"}


def main() -> int:
    """List the measurements, or run some; fail when one of them does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    words = sys.argv[1:]
    cut = words.index("--") if "--" in words else len(words)
    names, more = parser.parse_args(words[:cut]).names, words[cut + 1 :]
    if wrong := [name for name in names if name not in (*KNOWN, "all")]:
        parser.error(f"{wrong[0]!r}: there is none of that name; wanted one of {', '.join(KNOWN)}")
    if not names:
        sys.stdout.writelines(
            f"{name:<12}{what} ({long})\n" for name, (what, long) in KNOWN.items()
        )
        return 0
    if "all" in names:
        names = [name for name in KNOWN if name not in LONG]
    failed = [name for name in names if not passes(name, more)]
    if failed:
        sys.stdout.write(f"above a limit, or broken: {', '.join(failed)}\n")
    return 1 if failed else 0


def passes(name: str, more: list[str]) -> bool:
    """Run one measurement in a process of its own; return whether it kept its limits."""
    sys.stdout.write(f"== {name}: {KNOWN[name][0]}\n")
    sys.stdout.flush()
    return subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}", *more]).returncode == 0


if __name__ == "__main__":
    raise SystemExit(main())
