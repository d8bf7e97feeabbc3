"""Work in a knowledge base that dies, or that the disk refuses, at any touch of the disk.

    LD_PRELOAD=disturbance.so python -m tests.faults.disturbed PLACE plain|encrypted FIRST FAULTS

One process has everything loaded and forks for each fault. First the work is done undisturbed, to
know what stands on the disk after each piece of it; then it is done again and disturbed. Whatever
is found must be what stood after the last piece that was said to be done, or after the one that
was being done. Prints one JSON object a run, until there were so many faults.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from flipdesk.domain.clock import ManualClock
from flipdesk.errors import KnownError
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.i18n import use_language
from flipdesk.knowledge.engine import connect
from flipdesk.knowledge.keys import Keys
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.desk import Desk
from tests.faults.disturbance import Fault, Tell, disarm, drawn, forked, is_met, pause, touches
from tests.faults.edits import Edits, State, outside, rows_of, state_of
from tests.helpers.app import MORNING
from tests.helpers.locked import new_keys
from tests.helpers.mutations import Maker
from tests.services.test_every_mutation import filled

PIECES = 12
OPEN, CLOSE = -1, PIECES
STAGES = range(OPEN, CLOSE + 1)
RUNS_AS_ONE = 10
"""So many runs do the same work, each disturbed in another way."""


class Place:
    """A knowledge base that is put back for each run."""

    def __init__(self, place: Path, *, encrypted: bool) -> None:
        self._template = place / "skabelon.flipkb"
        self.folder = place / "prøve.flipkb"
        self.keys: Keys | None = None
        if encrypted:
            self.keys, _recovery = new_keys(self._template)
        clock = ManualClock(MORNING)
        books = load_shipped("da").values()
        base = KnowledgeBase.create(self._template, clock, books, keys=self.keys)
        desk = Desk(base, clock)
        filled(desk)
        # What it makes once is made before the forks.
        Maker(desk, Random(0)).make(int, "at_ms")
        base.close()
        if self.keys is not None:
            self.keys.folder = self.folder

    def put_back(self) -> None:
        for place in (self.folder, outside(self.folder)):
            shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self._template, self.folder)
        outside(self.folder).mkdir()

    def open(self, clock: ManualClock) -> KnowledgeBase:
        return KnowledgeBase.open(self.folder, clock, keys=self.keys)


class Reference:
    """What work that nobody disturbs comes to."""

    def __init__(self, place: Place, seed: int) -> None:
        self.states: list[State] = []
        self.refused: set[int] = set()
        self.touches: list[int] = []
        """How often each stage touches the disk, from `OPEN` on."""
        place.put_back()
        for told in forked(lambda tell: _undisturbed(place, seed, tell)):
            assert "broke" not in told, told["broke"]
            self.touches.append(told["touches"])
            if "state" in told:
                told["state"]["backups"] = tuple(told["state"]["backups"])
                self.states.append(State(**told["state"]))
                if told["refused"]:
                    self.refused.add(len(self.states) - 2)


def _undisturbed(place: Place, seed: int, tell: Tell) -> None:
    clock = ManualClock(MORNING)
    disarm()
    base = place.open(clock)
    edits = Edits(base, clock, seed)
    tell(touches=touches(), state=asdict(state_of(base)), refused=False)
    for number in range(PIECES):
        disarm()
        refused = False
        try:
            edits.do(number)
        except KnownError:
            refused = True
        tell(touches=touches(), state=asdict(state_of(base)), refused=refused)
    disarm()
    base.close()
    tell(touches=touches())


class Run:
    """Work that is refused now and then, until it is killed; what is refused is done again."""

    def __init__(self, place: Place, seed: int, reference: Reference, random: Random) -> None:
        self._place = place
        self._seed = seed
        self._reference = reference
        self._random = random
        self._doomed = random.choice(STAGES)

    def __call__(self, tell: Tell) -> None:
        clock = ManualClock(MORNING)
        fault = self._arm(OPEN)
        base = self._opened(clock, fault, tell)
        edits = Edits(base, clock, self._seed)
        tell(done=0)
        for number in range(PIECES):
            fault = self._arm(number)
            try:
                edits.do(number)
            except KnownError:
                if number not in self._reference.refused:
                    tell(refused=number, clean=self._is_as_before(base, number))
                    self._again(edits, number, fault)
            self._tell_fault(fault, tell)
            tell(done=number + 1)
        fault = self._arm(CLOSE)
        base.close()
        self._tell_fault(fault, tell)
        tell(closed=True)

    def _arm(self, stage: int) -> Fault:
        random = self._random
        kills = stage >= self._doomed
        fault = drawn(random, self._reference.touches[stage - OPEN], kills=kills)
        if kills or random.random() < 0.9:
            fault.arm()
        else:
            disarm()
        return fault

    @staticmethod
    def _tell_fault(fault: Fault, tell: Tell) -> None:
        if is_met():
            tell(fault=fault.kind)
        disarm()

    def _opened(self, clock: ManualClock, fault: Fault, tell: Tell) -> KnowledgeBase:
        try:
            base = self._place.open(clock)
        except KnownError:
            assert is_met()
            self._tell_fault(fault, tell)
            return self._place.open(clock)
        self._tell_fault(fault, tell)
        return base

    def _is_as_before(self, base: KnowledgeBase, number: int) -> bool:
        """Tell whether what was refused has left no trace in what FlipDesk itself sees."""
        return rows_of(base) == self._reference.states[number].rows

    def _again(self, edits: Edits, number: int, fault: Fault) -> None:
        assert is_met()
        if fault.lasts:
            with suppress(KnownError):
                edits.do(number)
                return
            if self._random.random() < 0.1:
                # The battery is empty as well.
                os.kill(os.getpid(), signal.SIGKILL)
        pause()
        edits.do(number)


def reopened(place: Place, fault: Fault | None, tell: Tell) -> None:
    """Open what is left, perhaps disturbed once more, and tell what is found."""
    if fault is not None:
        fault.arm()
        try:
            place.open(ManualClock(MORNING)).close()
        except KnownError:
            assert not fault.kills
        if is_met():
            tell(fault=fault.kind)
        disarm()
        return
    disarm()
    base = place.open(ManualClock(MORNING))
    tell(wrong=[*base.check(), *base.seals.check()], state=asdict(state_of(base)))
    for backup in base.backups():
        copy = connect(str(backup), None if place.keys is None else place.keys.database)
        tell(wrong=[row[0] for row in copy.execute("pragma integrity_check") if row[0] != "ok"])
        copy.close()
    base.close()


@dataclass
class Report:
    """What came of one run."""

    seed: int
    done: int = -1
    closed: bool = False
    refused: int = 0
    lost: int = 0
    openings_disturbed: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def take(self, tales: Iterator[dict[str, Any]]) -> int:
        """Take what a fork tells; return how many faults it has met."""
        before = sum(self.faults.values())
        for told in tales:
            if "broke" in told:
                self.wrong.append(told["broke"])
            if told.get("clean") is False:
                self.wrong.append(f"what was refused left a trace: {told}")
            self.done = told.get("done", self.done)
            self.refused += "refused" in told
            self.closed |= "closed" in told
            if "fault" in told:
                self.faults[told["fault"]] = self.faults.get(told["fault"], 0) + 1
        return sum(self.faults.values()) - before


def verdict(place: Place, reference: Reference, report: Report, random: Random) -> None:
    """Open what is left and hold it against what was said to be done."""
    done = max(0, report.done)
    if random.random() < 0.5:
        fault = drawn(random, 40, kills=random.random() < 0.5)
        ended = report.take(forked(lambda tell: reopened(place, fault, tell)))
        report.openings_disturbed += ended
    found: dict[str, Any] = {}
    for told in forked(lambda tell: reopened(place, None, tell)):
        if told.get("wrong") or "broke" in told:
            report.wrong.append(str(told.get("broke", told)))
            return
        found |= told.get("state", {})
    last = min(done + 1, PIECES)
    for part in ("rows", "pseudonyms", "files"):
        stood = [getattr(one, part) for one in reference.states]
        if found[part] not in stood[: last + 1]:
            report.wrong.append(f"{part} is mixed after {done}")
            return
        reached = max(n for n in range(last + 1) if stood[n] == found[part])
        report.lost = max(report.lost, done - reached)
    lacking = set(reference.states[done].backups) - set(found["backups"])
    if lacking:
        report.wrong.append(f"no backup {lacking}")


def main() -> None:
    use_language("da")
    folder, kind, first, count = sys.argv[1:]
    place = Place(Path(folder), encrypted=kind == "encrypted")
    reference, known, faults, number = None, -1, 0, int(first)
    while faults < int(count):
        seed, random = number // RUNS_AS_ONE, Random(f"run {number}")
        if reference is None or seed != known:
            reference, known = Reference(place, seed), seed
        place.put_back()
        report = Report(number)
        report.take(forked(Run(place, seed, reference, random)))
        if not report.wrong:
            verdict(place, reference, report, random)
        faults += sum(report.faults.values())
        print(json.dumps(asdict(report)), flush=True)
        number += 1


if __name__ == "__main__":
    main()
