"""A scene drafted from reflections names nobody and tells nothing that must stay in the room."""

import pytest

from flipdesk.domain.ids import ReflectionId, SessionId
from flipdesk.domain.withheld import WithheldReason
from flipdesk.services.capturing import Moment
from flipdesk.services.desk import Desk
from flipdesk.services.scenes import Scenes
from tests.helpers.nordby import nordby


@pytest.fixture
def nordby_id(desk: Desk) -> SessionId:
    return desk.files.take_in(nordby(), "eksempel").session_id


@pytest.fixture
def said(desk: Desk, nordby_id: SessionId) -> list[ReflectionId]:
    return [one.id for one in desk.base.reflections.of_session(nordby_id)]


def test_scene_tells_who_by_voice_and_in_the_order_it_was_said(
    desk: Desk, said: list[ReflectionId]
) -> None:
    draft = Scenes(desk.base).draft([said[15], said[3], said[0]])
    assert draft.used == (said[0], said[3], said[15])
    opening, research, quote, conclusion = draft.text.split("\n\n")
    assert opening == "Det er formiddag. Rundt om bordet sidder 6 fra praksis og et par forskere."
    assert research.startswith("En af forskerne supplerer fra forskningen: Borgerens egne")
    assert quote == "En fra praksis siger: »Hun sagde det jo. Jeg skrev bare noget andet.«"
    assert conclusion.startswith("De ender her: Gribning kræver tid")


def test_what_may_not_leave_the_room_stays_and_is_told(
    desk: Desk, nordby_id: SessionId, said: list[ReflectionId]
) -> None:
    draft = Scenes(desk.base).draft(said)
    reasons = {one.reason for one in draft.withheld}
    assert {WithheldReason.STAYS_IN_THE_ROOM, WithheldReason.KNOWN_BY_ROLE} <= reasons
    assert len(draft.used) + len(draft.withheld) == len(said)
    assert "lastbil og bliver afbrudt" not in draft.text
    assert "Måltallet er mit problem som leder" not in draft.text
    record = desk.base.record(nordby_id)
    for person in record.participants:
        assert person.name not in draft.text
    assert "Nordby" not in draft.text
    assert "2021" not in draft.text


def test_names_in_the_words_give_way(desk: Desk, nordby_id: SessionId) -> None:
    name = desk.base.record(nordby_id).participants[3].name.split()[0]
    line = f"{name} ventede fire sekunder"
    desk.capturing.commit(nordby_id, line, Moment(desk.clock.now(), None))
    last = desk.base.reflections.of_session(nordby_id)[-1]
    draft = Scenes(desk.base).draft([last.id])
    assert name not in draft.text
    assert "En deltager ventede fire sekunder" in draft.text


def test_nothing_chosen_is_no_scene(desk: Desk) -> None:
    assert Scenes(desk.base).draft([]).text == ""
