"""What a job makes in steps tells how far it is, and ends between two of them when asked to."""

from collections.abc import Generator

from flipdesk.ui.jobs import Progress, step_by_step


def made(steps: int, gone: list[int]) -> Generator[None, None, str]:
    for number in range(steps):
        gone.append(number)
        yield
    return "made"


def test_it_tells_how_far_it_is_and_never_that_it_is_done() -> None:
    told: list[int] = []
    assert step_by_step(made(4, []), 4, Progress(told.append)) == "made"
    assert told == [25, 50, 75, 99]
    told.clear()
    assert step_by_step(made(3, []), 0, Progress(told.append)) == "made"
    assert told == [99, 99, 99]


def test_cancelled_it_ends_before_the_next_step() -> None:
    gone: list[int] = []

    def cancel(percent: int) -> None:
        if percent >= 50:
            progress.cancel()

    progress = Progress(cancel)
    assert step_by_step(made(4, gone), 4, progress) is None
    assert gone == [0, 1]
