"""Work in a knowledge base that dies, or that the disk refuses, at any touch of the disk.

    LD_PRELOAD=disturbance.so python -m tests.faults.disturbed PLACE plain|encrypted FIRST COUNT

One process has everything loaded and forks for each fault. First the work is done undisturbed, to
know what stands on the disk after each piece of it; then it is done again and disturbed. Whatever
is found must be what stood after the last piece that was said to be done, or after the one that
was being done. Prints one JSON object a fault.
"""

import ctypes
import errno
import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
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
from tests.faults.edits import Edits, State, outside, rows_of, state_of
from tests.helpers.app import MORNING
from tests.helpers.locked import new_keys
from tests.helpers.mutations import Maker
from tests.services.test_every_mutation import filled

PIECES = 12
FAULTS_A_RUN = 20
Tell = Callable[..., None]


@dataclass(frozen=True)
class Fault:
    """What happens at the n-th touch of the disk, and perhaps at every one after it."""

    at: int
    kind: str
    lasts: bool
    is_torn: bool

    @property
    def kills(self) -> bool:
        return self.kind == "kill"

    def arm(self) -> None:
        error = 0 if self.kills else getattr(errno, self.kind)
        _shim().disturb_arm(ctypes.c_long(self.at), error, self.lasts, self.is_torn)


def drawn(random: Random, touches: int) -> Fault:
    kind = random.choice(("kill", "kill", "ENOSPC", "EIO"))
    lasts = kind != "kill" and random.random() < 0.5
    return Fault(random.randint(1, touches), kind, lasts, random.random() < 0.5)


def disarm() -> None:
    _shim().disturb_arm(ctypes.c_long(0), 0, 0, 0)


def touches() -> int:
    return int(_shim().disturb_seen())


def _shim() -> ctypes.CDLL:
    return ctypes.CDLL(None)


def forked(work: Callable[[Tell], None]) -> Iterator[dict[str, Any]]:
    """Do work in a copy of this process and yield what it tells, until it ends or dies."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            work(lambda **told: os.write(writing, (json.dumps(told) + "\n").encode()) and None)
        except BaseException:
            disarm()
            told = {"broke": traceback.format_exc()}
            os.write(writing, (json.dumps(told) + "\n").encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as lines:
        yield from (json.loads(line) for line in lines if line.endswith("\n"))
    os.waitpid(child, 0)


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
        self.touches = 0
        place.put_back()
        for told in forked(lambda tell: _undisturbed(place, seed, tell)):
            assert "broke" not in told, told["broke"]
            if "touches" in told:
                self.touches = told["touches"]
            else:
                told["state"]["backups"] = tuple(told["state"]["backups"])
                self.states.append(State(**told["state"]))
                if told["refused"]:
                    self.refused.add(len(self.states) - 1)


def _undisturbed(place: Place, seed: int, tell: Tell) -> None:
    clock, count = ManualClock(MORNING), 0
    disarm()
    base = place.open(clock)
    edits = Edits(base, clock, seed)
    for number in range(-1, PIECES):
        refused = False
        try:
            if number >= 0:
                edits.do(number)
        except KnownError:
            refused = True
        count += touches()
        tell(state=asdict(state_of(base)), refused=refused)
        disarm()
    base.close()
    tell(touches=count + touches())


def disturbed(place: Place, seed: int, fault: Fault, reference: Reference, tell: Tell) -> None:
    """Work until the fault kills; what is refused is done again once the disk takes it."""
    clock = ManualClock(MORNING)
    fault.arm()
    base = _insisting(lambda: place.open(clock), fault, tell)
    edits = Edits(base, clock, seed)
    tell(done=0)
    for number in range(PIECES):
        try:
            edits.do(number)
        except KnownError:
            if number + 1 not in reference.refused:
                _look(base, reference, number, tell)
                _again(edits, number, fault, tell)
        tell(done=number + 1)
    base.close()
    tell(closed=True, met=int(_shim().disturb_met()))


def _insisting(work: Callable[[], KnowledgeBase], fault: Fault, tell: Tell) -> KnowledgeBase:
    try:
        return work()
    except KnownError:
        assert not fault.kills
        tell(refused=-1)
        disarm()
        return work()


def _look(base: KnowledgeBase, reference: Reference, number: int, tell: Tell) -> None:
    """Tell whether what was refused has left no trace in what FlipDesk itself sees."""
    tell(refused=number, clean=rows_of(base) == reference.states[number].rows)


def _again(edits: Edits, number: int, fault: Fault, tell: Tell) -> None:
    if fault.lasts:
        try:
            edits.do(number)
        except KnownError:
            tell(refused=number, clean=True)
        else:
            return
        if fault.at % 3 == 0:
            # The battery is empty as well.
            os._exit(0)
    disarm()
    edits.do(number)


def reopened(place: Place, fault: Fault | None, tell: Tell) -> None:
    """Open what is left, perhaps disturbed once more, and tell what is found."""
    if fault is not None:
        fault.arm()
        try:
            place.open(ManualClock(MORNING)).close()
        except KnownError:
            assert not fault.kills
        disarm()
        tell(disturbed=True)
        return
    base = place.open(ManualClock(MORNING))
    tell(wrong=[*base.check(), *base.seals.check()], state=asdict(state_of(base)))
    for backup in base.backups():
        copy = connect(str(backup), None if place.keys is None else place.keys.database)
        tell(wrong=[row[0] for row in copy.execute("pragma integrity_check") if row[0] != "ok"])
        copy.close()
    base.close()


def verdict(
    place: Place, reference: Reference, done: int, random: Random
) -> dict[str, int | str | bool]:
    """Open what is left and hold it against what was said to be done."""
    opening_disturbed = random.random() < 0.4
    if opening_disturbed:
        fault = drawn(random, 40)
        for told in forked(lambda tell: reopened(place, fault, tell)):
            if "broke" in told:
                return {"wrong": told["broke"]}
    found: dict[str, Any] = {}
    for told in forked(lambda tell: reopened(place, None, tell)):
        if told.get("wrong") or "broke" in told:
            return {"wrong": str(told)}
        found |= told.get("state", {})
    last = min(done + 1, PIECES)
    report: dict[str, int | str | bool] = {"lost": 0, "opening_disturbed": opening_disturbed}
    for part in ("rows", "pseudonyms", "files"):
        stood = [getattr(one, part) for one in reference.states]
        if found[part] not in stood[: last + 1]:
            return {"wrong": f"{part} is mixed after {done}"}
        reached = max(n for n in range(last + 1) if stood[n] == found[part])
        report["lost"] = max(int(report["lost"]), done - reached)
    lacking = set(reference.states[done].backups) - set(found["backups"])
    return report | ({"wrong": f"no backup {lacking}"} if lacking else {})


def run_one(place: Place, seed: int, reference: Reference, random: Random) -> dict[str, Any]:
    fault = drawn(random, reference.touches)
    place.put_back()
    report: dict[str, Any] = {"seed": seed, **asdict(fault), "done": -1, "refused": 0}
    work = forked(lambda tell: disturbed(place, seed, fault, reference, tell))
    for told in work:
        if "broke" in told or told.get("clean") is False:
            report["wrong"] = told.get("broke", f"a refusal left a trace: {told}")
        report["done"] = told.get("done", report["done"])
        report["refused"] += "refused" in told
        report["closed"] = told.get("closed", False)
    if "wrong" not in report:
        report |= verdict(place, reference, max(0, report["done"]), random)
    return report


def main() -> None:
    use_language("da")
    folder, kind, first, count = sys.argv[1:]
    place = Place(Path(folder), encrypted=kind == "encrypted")
    reference: Reference | None = None
    for number in range(int(first), int(first) + int(count)):
        seed, left = divmod(number, FAULTS_A_RUN)
        if reference is None or not left:
            reference = Reference(place, seed)
        print(json.dumps(run_one(place, seed, reference, Random(f"fault {number}"))), flush=True)


if __name__ == "__main__":
    main()
