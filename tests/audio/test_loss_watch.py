"""Sound that is lost without a word, and everything that only looks like it."""

import random
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flipdesk.audio.loss_watch import LossWatch

RATE_HZ = 48_000
BLOCK = RATE_HZ // 10
BLOCK_NS = 100_000_000
MS = 1_000_000


@dataclass
class Machine:
    """A sound system: a card with its own clock, late deliveries, and losses."""

    seed: int = 1
    drift_ppm: float = 0
    jitter_ms: float = 5
    watch: LossWatch = field(default_factory=lambda: LossWatch(RATE_HZ))
    true_ns: float = 0
    given: int = 0
    found: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._not_before_ns = 0.0

    def run(self, seconds: float, *, blur_ns: int = 0) -> None:
        """Let so much sound be heard and handed over."""
        for _ in range(round(seconds * 10)):
            self.true_ns += BLOCK_NS * (1 + self.drift_ppm / 1e6)
            self.given += BLOCK
            late_ns = self._chance.expovariate(1 / (self.jitter_ms * MS)) if self.jitter_ms else 0
            at_ns = max(self.true_ns + late_ns, self._not_before_ns)
            self._not_before_ns = at_ns
            lost = self.watch.heard(self.given, round(at_ns), blur_ns=blur_ns)
            if lost:
                self.found.append(lost)

    def lose(self, ms: float) -> None:
        """Let so much be heard and never handed over."""
        self.true_ns += ms * MS

    def stall(self, ms: float) -> None:
        """Let everything that is heard from now on wait for so long."""
        self._not_before_ns = self.true_ns + ms * MS

    def error_ms(self, lost_ms: float) -> float:
        return sum(self.found) * 1000 / RATE_HZ - lost_ms


@settings(max_examples=60)
@given(
    seed=st.integers(0, 10_000),
    drift_ppm=st.floats(-200, 200),
    jitter_ms=st.floats(0, 12),
    losses_ms=st.lists(st.one_of(st.floats(60, 400), st.floats(400, 60_000)), max_size=4),
    stalls_ms=st.lists(st.floats(50, 20_000), max_size=4),
)
def test_what_is_lost_is_found_to_fifty_milliseconds_and_nothing_else(
    seed: int,
    drift_ppm: float,
    jitter_ms: float,
    losses_ms: list[float],
    stalls_ms: list[float],
) -> None:
    machine = Machine(seed, drift_ppm, jitter_ms)
    machine.run(20)
    for stall_ms in stalls_ms:
        machine.stall(stall_ms)
        machine.run(stall_ms / 1000 + 8)
    assert machine.found == []
    for number, loss_ms in enumerate(losses_ms, start=1):
        machine.lose(loss_ms)
        machine.run(12)
        assert len(machine.found) == number
        assert abs(machine.found[-1] * 1000 / RATE_HZ - loss_ms) <= 50


@pytest.mark.parametrize("drift_ppm", [-200, 0, 200])
def test_eight_hours_without_a_loss_have_no_gap(drift_ppm: float) -> None:
    machine = Machine(drift_ppm=drift_ppm, jitter_ms=8)
    for minute in range(8 * 60):
        if minute % 7 == 0:
            machine.stall(300 + 40 * minute)
        machine.run(60)
    assert machine.found == []


def test_loss_is_found_sooner_after_an_overflow() -> None:
    waits = []
    for hurried in (False, True):
        machine = Machine()
        machine.run(10)
        machine.lose(200)
        if hurried:
            machine.watch.hurry()
        before = machine.given
        while not machine.found:
            machine.run(0.1)
        waits.append((machine.given - before) / RATE_HZ)
    assert waits[1] < 1.5 < 2.5 < waits[0] < 4


def test_arrivals_in_the_rhythm_of_another_block_size_are_no_loss() -> None:
    """A server that hands over every 106.25 ms, and every 100.5 ms: lateness like a saw's teeth."""
    for server_ns in (106_250_000, 100_500_000, 101_000_000):
        watch = LossWatch(RATE_HZ)
        for number in range(1, 18_000):
            arrival_ns = -(-number * BLOCK_NS // server_ns) * server_ns
            assert watch.heard(number * BLOCK, arrival_ns, blur_ns=BLOCK_NS) == 0


def test_one_block_with_a_time_too_early_is_not_believed() -> None:
    machine = Machine()
    machine.run(10)
    machine.given += BLOCK
    machine.true_ns += BLOCK_NS
    machine.watch.heard(machine.given, round(machine.true_ns - 90 * MS))
    machine.run(60)
    assert machine.found == []


def test_machine_that_falls_behind_and_catches_up_has_lost_nothing() -> None:
    watch = LossWatch(RATE_HZ)
    late_ns = 0.0
    for number in range(1, 600):
        late_ns = max(0.0, late_ns + (12 * MS if 100 < number < 200 else -12 * MS))
        assert watch.heard(number * BLOCK, round(number * BLOCK_NS + late_ns)) == 0


def test_time_of_a_sample_is_told_without_the_jitter() -> None:
    machine = Machine(jitter_ms=0)
    machine.run(10)
    machine.given += BLOCK
    machine.true_ns += BLOCK_NS
    arrived_ns = round(machine.true_ns + 70 * MS)
    machine.watch.heard(machine.given, arrived_ns)
    for late in (False, True):
        heard_ns = machine.watch.heard_ns(machine.given, arrived_ns, late=late)
        assert abs(heard_ns - machine.true_ns) < 4 * MS
