"""Whatever is done to notes in Bearbejd, nothing that was said in the room is lost."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flipdesk.domain.capture import NoteKind
from flipdesk.domain.changes import Step
from flipdesk.domain.ids import SessionId
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.vocabulary import OutcomeKind, ReflectionKind
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk
from tests.helpers.rows import dump
from tests.services.test_merging import session

__all__ = ["session"]
Noted = Reflection | Outcome
_ACTS = (
    *("rewrite", "merge", "merge", "unmerge", "split", "up", "down", "leave_out", "promote"),
    *("to_item", "kind"),
)


def said(desk: Desk, session: SessionId) -> set[str]:
    """Return every wording that stands anywhere."""
    record = desk.base.record(session)
    notes: tuple[Noted, ...] = (*record.reflections, *record.merged, *record.outcomes)
    return {one.text for one in notes} | {one.text for one in record.text_versions}


def joined(desk: Desk, session: SessionId) -> set[str]:
    """Return the texts that nobody wrote: put together of others that are still there."""
    record = desk.base.record(session)
    wholes = {one.merged_into for one in record.merged}
    return {one.text for one in (*record.reflections, *record.merged) if one.id in wholes}


def act(desk: Desk, session: SessionId, name: str, random: Random) -> Step:
    """Do something to notes that come to hand."""
    record = desk.base.record(session)
    one = random.choice(record.reflections)
    some = random.sample(record.reflections, min(2, len(record.reflections)))
    notes: tuple[Noted, ...] = (*record.reflections, *record.outcomes)
    every = random.choice(notes)
    match name:
        case "rewrite":
            return desk.capturing.change(every, text=f"{every.text[:20]} {random.random()}")
        case "merge":
            return desk.merging.merge(some)
        case "unmerge":
            wholes = [one for one in record.reflections if desk.base.reflections.parts_of(one.id)]
            return desk.merging.unmerge(random.choice(wholes or [one]))
        case "split":
            return desk.merging.split(every, random.randint(0, len(every.text)))
        case "up":
            return desk.note_order.move_up([every])
        case "down":
            return desk.note_order.move_down(some)
        case "leave_out":
            return desk.many_notes.leave_out(some)
        case "promote":
            return desk.many_notes.promote([one])
        case "to_item":
            return desk.note_order.move_to_item(some, random.choice(record.agenda).id)
        case _:
            kinds: tuple[NoteKind, ...] = (*ReflectionKind, *OutcomeKind)
            return desk.many_notes.set_kind([every], random.choice(kinds))


@pytest.mark.slow
def test_no_word_is_lost_and_undo_brings_the_same_base_back(desk: Desk, session: SessionId) -> None:
    start, record = dump(desk.base), desk.base.record(session)
    originals = said(desk, session)

    @settings(
        max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(st.lists(st.sampled_from(_ACTS), min_size=1, max_size=20), st.integers(0, 10_000))
    def run(names: list[str], seed: int) -> None:
        random = Random(seed)
        desk.history.forget()
        met = set(originals)
        for name in names:
            before = dump(desk.base)
            try:
                step = act(desk, session, name, random)
            except KnownError:
                assert dump(desk.base) == before, name
                continue
            desk.history.record(step)
            here = said(desk, session)
            assert met <= here, name
            met |= here - joined(desk, session)
        end = dump(desk.base)
        assert desk.base.check() == ()
        while desk.history.undo() is not None:
            pass
        assert dump(desk.base) == start
        assert desk.base.record(session) == record
        while desk.history.redo() is not None:
            pass
        assert dump(desk.base) == end
        while desk.history.undo() is not None:
            pass

    run()
