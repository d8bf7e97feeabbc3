"""Random histories of sending, editing here and there, taking in, deciding, undoing and redoing."""

import os
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from flipdesk.services.desk import Desk
from tests.helpers.edit_history import ACTS, EditHistory, letters
from tests.helpers.nordby import nordby
from tests.helpers.rows import Dump, dump

HISTORIES = int(os.environ.get("FLIPDESK_HISTORIES", "100"))
FACTS = ("minutes", "minutes_text", "change_log", "pseudonym")


def steps_only(desk: Desk) -> Dump:
    """Return every row that a step can have written."""
    return dump(desk.base, FACTS)


@pytest.mark.slow
def test_no_text_is_lost_and_no_comment_lands_at_another_note(desk: Desk) -> None:
    record = nordby()
    reflections = tuple(
        replace(one, text=f"{one.text} mærker{letters(number)}")
        for number, one in enumerate(record.reflections)
    )
    outcomes = tuple(
        replace(one, text=f"{one.text} mærkeo{letters(number)}")
        for number, one in enumerate(record.outcomes)
    )
    desk.base.add_record(replace(record, reflections=reflections, outcomes=outcomes))
    start, counted = steps_only(desk), {"comments": 0, "refused": 0}

    @settings(
        max_examples=HISTORIES,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate),
    )
    @given(st.lists(st.sampled_from(ACTS), min_size=4, max_size=14), st.integers(0, 10**6))
    def run(names: list[str], seed: int) -> None:
        desk.history.forget()
        history = EditHistory(desk, record.session.id, Random(seed))
        try:
            for name in ("send", *names):
                history.act(name)
            counted["comments"] += len(desk.reviewing.comments(record.session.id))
            counted["refused"] += history.refused
            end = steps_only(desk)
            desk.history.forget_undone()
        finally:
            while desk.history.undo() is not None:
                pass
        assert steps_only(desk) == start
        while desk.history.redo() is not None:
            pass
        assert steps_only(desk) == end
        while desk.history.undo() is not None:
            pass

    run()
    assert desk.base.check() == ()
    assert counted["comments"] > HISTORIES / 2
