import threading

from flipdesk.audio.clock import ManualClock
from flipdesk.audio.ring import Block, End, Lost, Pause, Ring, RingItem
from flipdesk.audio.spec import AudioSpec
from tests.helpers.heard import wait_until

SPEC = AudioSpec(1_000, 1)


def block(frames: int = 100) -> bytes:
    return b"\x07\x00" * frames


def test_blocks_come_out_in_order_with_their_places() -> None:
    ring = Ring(SPEC, ManualClock())
    ring.put(block(), False)
    ring.mark(Pause(7))
    ring.put(block(50), True)
    first, mark, second = ring.take()
    assert isinstance(first, Block)
    assert isinstance(second, Block)
    assert (first.first_sample, second.first_sample) == (0, 100)
    assert mark == Pause(7)
    assert second.overflowed
    assert not first.overflowed
    assert ring.take() == []


def test_full_ring_drops_and_counts_and_keeps_the_place() -> None:
    ring = Ring(SPEC, ManualClock(), seconds=60)
    for _ in range(610):
        ring.put(block(), False)
    assert ring.dropped_blocks == 10
    assert ring.held_frames == 60_000
    assert len(ring.take()) == 600
    ring.put(block(), False)
    (after,) = ring.take()
    assert isinstance(after, Block)
    assert after.first_sample == 61_000


def test_block_is_as_old_as_its_source_says() -> None:
    clock = ManualClock()
    ring = Ring(SPEC, clock)
    clock.advance(500)
    ring.put(block(), False, 30_000_000)
    ring.put(block(), False)
    aged, arrived = ring.take()
    assert isinstance(aged, Block)
    assert isinstance(arrived, Block)
    assert (aged.monotonic_ns, aged.exact) == (470_000_000, True)
    assert (arrived.monotonic_ns, arrived.exact) == (500_000_000, False)
    assert ring.last_ns == 500_000_000


def test_taker_is_woken_by_what_comes() -> None:
    ring = Ring(SPEC, ManualClock())
    taken: list[RingItem] = []
    taker = threading.Thread(target=lambda: taken.extend(ring.take(wait_s=20)))
    taker.start()
    ring.mark(Lost())
    taker.join(5)
    assert taken == [Lost()]


def test_closed_ring_takes_nothing_more() -> None:
    ring = Ring(SPEC, ManualClock())
    ring.mark(End())
    ring.closed = True
    ring.put(block(), False)
    assert ring.take() == [End()]


def test_source_that_can_wait_waits_for_room() -> None:
    ring = Ring(SPEC, ManualClock(), seconds=2)

    def play() -> None:
        for _ in range(100):
            ring.put_when_room(block(), False)

    player = threading.Thread(target=play)
    player.start()
    taken = 0

    def take() -> bool:
        nonlocal taken
        taken += sum(SPEC.frames(item.data) for item in ring.take() if isinstance(item, Block))
        return taken == 10_000

    wait_until(take)
    player.join()
    assert ring.dropped_blocks == 0


def test_source_that_waits_is_let_go_when_the_ring_closes() -> None:
    ring = Ring(SPEC, ManualClock(), seconds=1)
    for _ in range(10):
        ring.put(block(), False)
    player = threading.Thread(target=ring.put_when_room, args=(block(), False))
    player.start()
    ring.closed = True
    player.join(5)
    assert not player.is_alive()
