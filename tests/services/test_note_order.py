"""The order of the minutes: notes move, their moment does not, and the minutes follow."""

import pytest

from flipdesk.domain.ids import SessionId
from flipdesk.domain.placing import Note, grouped
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.vocabulary import Audience
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk
from tests.helpers.rows import dump
from tests.services.test_merging import do, note, session

__all__ = ["session"]
SUPPLEMENT, MODEL = 2, 4


def beginnings(desk: Desk, session: SessionId, item: int) -> list[str]:
    record = desk.base.record(session)
    notes = grouped(record)[record.agenda[item].id]
    return [words(one)[:12] for one in notes]


def words(one: Note) -> str:
    return getattr(one, "text", "") or getattr(one, "label", "")


def shown(desk: Desk, session: SessionId) -> list[str]:
    """Return the GUIDs in the order of the minutes' paragraphs."""
    snapshot = desk.minutes.prepare(session, Audience.RESEARCHERS)
    groups = (group for item in snapshot.items for group in item.groups)
    return [one.key for group in groups for one in group.contributions]


def test_a_note_moves_past_another_and_back(desk: Desk, session: SessionId) -> None:
    before, start = beginnings(desk, session, SUPPLEMENT), dump(desk.base)
    moved = note(desk, session, "Måltallet")
    place = before.index("Måltallet er")
    do(desk, desk.note_order.move_up([moved]))
    wanted = [*before]
    wanted[place - 1], wanted[place] = wanted[place], wanted[place - 1]
    assert beginnings(desk, session, SUPPLEMENT) == wanted
    do(desk, desk.note_order.move_down([note(desk, session, "Måltallet")]))
    assert beginnings(desk, session, SUPPLEMENT) == before
    # Where the moment it was said fits, nothing is left that says where it stands.
    assert dump(desk.base) == start


def test_the_minutes_follow_and_the_moment_stays(desk: Desk, session: SessionId) -> None:
    moved = note(desk, session, "De unge siger")
    while beginnings(desk, session, SUPPLEMENT)[0] != "De unge sige":
        do(desk, desk.note_order.move_up([note(desk, session, "De unge siger")]))
    ids = shown(desk, session)
    first = note(desk, session, "En borger nævnte")
    assert ids.index(moved.id) < ids.index(first.id)
    stored = note(desk, session, "De unge siger")
    assert (stored.at_ms, stored.said_at) == (moved.at_ms, moved.said_at)


def test_several_notes_keep_their_order_and_go_to_the_next_item(
    desk: Desk, session: SessionId
) -> None:
    record = desk.base.record(session)
    notes = grouped(record)[record.agenda[SUPPLEMENT].id]
    last = [one for one in notes if isinstance(one, Reflection)][-2:]
    texts = [one.text[:12] for one in last]
    for _n in range(len(notes)):
        stored = [desk.base.reflections.get(one.id) for one in last]
        do(desk, desk.note_order.move_down([one for one in stored if one is not None]))
        if texts[0] not in beginnings(desk, session, SUPPLEMENT):
            break
    everywhere = [beginnings(desk, session, n) for n in range(len(record.agenda))]
    below = next(group for group in everywhere if texts[0] in group)
    assert below[:2] == texts


def test_outermost_says_so(desk: Desk, session: SessionId) -> None:
    record = desk.base.record(session)
    first = next(notes[0] for notes in grouped(record).values() if notes)
    assert isinstance(first, Reflection)
    above = sum(1 for notes in list(grouped(record).values())[:1] if not notes)
    for _n in range(above):
        do(desk, desk.note_order.move_up([first]))
    with pytest.raises(KnownError, match="øverst eller nederst"):
        desk.note_order.move_up([first])


def test_a_note_goes_to_another_item_where_its_moment_puts_it(
    desk: Desk, session: SessionId
) -> None:
    record = desk.base.record(session)
    moved = note(desk, session, "Måltallet")
    do(desk, desk.note_order.move_to_item([moved], record.agenda[MODEL].id))
    assert beginnings(desk, session, MODEL)[0] == "Måltallet er"
    assert "Måltallet er" not in beginnings(desk, session, SUPPLEMENT)


def test_a_note_is_put_before_another_however_often(desk: Desk, session: SessionId) -> None:
    """There is always room between two notes, be it that others have to give way."""
    record = desk.base.record(session)
    item = record.agenda[SUPPLEMENT].id
    names = ["Måltallet", "De unge siger", "Vi skal nå et antal"]
    for turn in range(40):
        moved, before = note(desk, session, names[turn % 3]), note(desk, session, names[turn % 2])
        if moved.id == before.id:
            continue
        do(desk, desk.note_order.move_before([moved], item, before.id))
        now = beginnings(desk, session, SUPPLEMENT)
        assert now.index(moved.text[:12]) == now.index(before.text[:12]) - 1
