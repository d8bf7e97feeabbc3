import threading

from flipdesk.audio.clock import ManualClock
from flipdesk.audio.ring import Block, End, Lost, Pause, Ring, Skip
from flipdesk.audio.spec import AudioSpec
from tests.helpers.heard import wait_until

SPEC = AudioSpec(1_000, 1)


def block(frames: int = 100) -> bytes:
    return b"\x07\x00" * frames


def test_blocks_come_out_in_order_with_their_places() -> None:
    ring = Ring(SPEC, ManualClock())
    ring.put(block(), False)
    ring.mark(Pause())
    ring.put(block(50), True)
    first, mark, second = ring.take()
    assert isinstance(first, Block)
    assert isinstance(second, Block)
    assert (first.first_sample, second.first_sample) == (0, 100)
    assert mark == Pause()
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


def test_returning_device_moves_the_place_by_the_clock() -> None:
    clock = ManualClock()
    ring = Ring(SPEC, clock)
    clock.advance(100)
    ring.put(block(), False)
    ring.await_return()
    clock.advance(3_100)
    ring.put(block(), False)
    _, lost, skip, after = ring.take()
    assert lost == Lost()
    assert skip == Skip(3_100)
    assert isinstance(after, Block)
    assert after.first_sample == 3_100


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
