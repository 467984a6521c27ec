"""Sends nasty messages to a real sidecar: none may end it, stay unanswered, or find a bug of ours.

`python -m tests.soak.nasty --seed 1 --count 20000` reports each fault with its seed and message.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.soak.fresh import fresh
from tests.soak.memory import memory
from tests.soak.messages import Messages, Sent
from tests.soak.rows import Row
from tests.soak.scene import Scene, make
from tests.soak.talk import Hung, Talk
from tests.soak.values import Values

GOAL_MESSAGES = 1_000_000
MOST_BYTES = 350 * 10**6
_FLIGHT = 100  # messages that are sent before their answers are awaited
_TALKS = 4  # the last of so many shares is sent with headers
_SHOWN = 1_500  # characters of a message in a report


@dataclass
class Findings:
    """What went wrong, in words, and the process's memory at points."""

    faults: list[str] = field(default_factory=list)
    internal: int = 0
    unanswered: int = 0
    unasked: int = 0
    deaths: int = 0
    sent: int = 0
    bytes: list[tuple[int, int]] = field(default_factory=list)  # messages so far, resident bytes
    peak: int = 0
    causes: set[str] = field(default_factory=set)

    def fault(self, seed: int, sent: Sent, what: str) -> None:
        shown = sent.body[:_SHOWN].decode("utf-8", "replace")
        self.faults.append(f"seed {seed}, message {sent.number}: {what}\n  {shown}")


def attack(
    seed: int, count: int, folder: Path, say: Callable[[str], None] = lambda line: None
) -> Findings:
    """Send `count` messages of a seed to a sidecar over a new home in `folder`."""
    scene = make(folder / f"seed-{seed}")
    findings = Findings()
    values = Values(scene)
    for headers, numbers in (
        (False, range(1, count - count // _TALKS + 1)),
        (True, range(count - count // _TALKS + 1, count + 1)),
    ):
        talk = Talk(scene, headers=headers)
        try:
            talk.health(0)  # its first byte says whether messages have headers
            _converse(talk, Messages(values, seed), numbers, seed, findings, scene, say)
        finally:
            _end(talk, findings)
    return findings


def _converse(
    talk: Talk,
    messages: Messages,
    numbers: range,
    seed: int,
    findings: Findings,
    scene: Scene,
    say: Callable[[str], None],
) -> None:
    for start in range(numbers.start, numbers.stop, _FLIGHT):
        some = range(start, min(start + _FLIGHT, numbers.stop))
        messages.values.learnt.update(talk.learnt)
        make_one = messages.framed if talk.log.stem == "headers" else messages.message
        flight = [make_one(number) for number in some]
        before = len(talk.internal)
        try:
            talk.exchange(flight)
            talk.health(start)
        except (Hung, OSError) as error:
            findings.deaths += talk.process.poll() is not None
            missing = error.ids if isinstance(error, Hung) else []
            findings.unanswered += max(1, len(missing))
            unanswered = [each for each in flight if set(each.answers) & set(missing)]
            for each in unanswered[:20] or flight[:1]:
                findings.fault(seed, each, str(error))
            return
        findings.sent += len(flight)
        for id in talk.internal[before:]:
            findings.internal += 1
            named = next((each for each in flight if id in each.answers), flight[0])
            findings.fault(seed, named, f"InternalError for id {id}")
        if (start // _FLIGHT) % 20 == 0:
            now, most = memory(talk.process.pid)
            findings.peak = max(findings.peak, most)
            findings.bytes.append((start, now))
            say(f"seed {seed}: {start} messages, {now / 1e6:.0f} MB, {findings.internal} internal")
            scene.sweep()
            _read_log(talk.log, findings)


def _end(talk: Talk, findings: Findings) -> None:
    findings.peak = max(findings.peak, memory(talk.process.pid)[1])
    code = talk.close()
    findings.deaths += code != 0
    if code != 0:
        findings.faults.append(f"the sidecar ended with code {code}")
    findings.unasked += sum(talk.unasked.values())
    for id in [*talk.unasked][:3]:
        findings.faults.append(f"an answer too many, for id {id[:99]}")
    _read_log(talk.log, findings)


def _read_log(log: Path, findings: Findings) -> None:
    """Find the causes of unforeseen errors: the innermost frame of ours, and the last line."""
    text = log.read_text("utf-8", "replace")
    for trace in re.findall(r"Traceback \(most recent call last\):\n((?:[ \t].*\n|\n)*.*)", text):
        frames = re.findall(r'File "[^"]*/(sidecar/[^"]*)", line (\d+)', trace)
        last = trace.rstrip().splitlines()[-1][:160]
        findings.causes.add(f"{':'.join(frames[-1]) if frames else '?'} {last}")
    with log.open("ab") as opened:
        opened.truncate(0)


def main(scale: float = 1.0) -> list[Row]:
    """Send a million messages times `scale`, with a seed that was never used before."""
    with fresh("nasty") as (seed, folder):
        found = attack(seed, max(1_000, round(GOAL_MESSAGES * scale)), folder, print)
    report(found)
    return rows(found)


def report(found: Findings) -> None:
    for fault in found.faults[:30]:
        print(fault)
    for cause in sorted(found.causes):
        print("cause:", cause)


def rows(found: Findings) -> list[Row]:
    """Make the rows of what was found."""
    sent = f"{found.sent:,} nasty messages"
    points = found.bytes or [(0, 0)]
    first, last = points[len(points) // 4][1], points[-1][1]
    memory = f"{found.peak / 1e6:.0f} MB at most, {(last - first) / 1e6:+.0f} MB from a quarter on"
    return [
        Row(f"{sent}: deaths", str(found.deaths), "0", found.deaths == 0),
        Row(f"{sent}: unanswered", str(found.unanswered), "0", found.unanswered == 0),
        Row(f"{sent}: answers too many", str(found.unasked), "0", found.unasked == 0),
        Row(f"{sent}: InternalErrors", str(found.internal), "0", found.internal == 0),
        Row(f"{sent}: memory", memory, "<= 350 MB", found.peak <= MOST_BYTES),
    ]


def _run() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, required=True, help="an empty folder to work in")
    chosen = parser.parse_args()
    found = attack(chosen.seed, chosen.count, chosen.folder, lambda line: print(line, flush=True))
    report(found)
    for row in rows(found):
        print(row)


if __name__ == "__main__":
    _run()
