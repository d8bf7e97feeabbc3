"""The speakers' list as it is stored, and the turns it makes."""

import pytest

from flipdesk.domain.agenda import running
from flipdesk.domain.changes import Step
from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import ParticipantId, SessionId
from flipdesk.domain.queue_entry import SpeakersList, speakers_list
from flipdesk.domain.vocabulary import QueueKind
from flipdesk.errors import KnownError
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.desk import Desk


class Room:
    """Three people on one list; initials stand for them."""

    def __init__(self, desk: Desk, session_id: SessionId) -> None:
        self.desk, self.session_id = desk, session_id
        desk.invitations.add(session_id, "Tine Grøn", organisation="Nordby Kommune")
        people = desk.base.participants.of_session(session_id)
        self.ids = {one.initials: one.id for one in people}
        self.initials = {one.id: one.initials for one in people}

    def do(self, step: Step) -> Step:
        self.desk.history.record(step)
        return step

    @property
    def now(self) -> SpeakersList:
        item = running(self.desk.base.agenda.of_session(self.session_id))
        entries = self.desk.base.queue.of_session(self.session_id)
        return speakers_list(entries, item.id if item else None)

    @property
    def places(self) -> str:
        """Who has the floor and who waits, repliers in small letters."""
        now = self.now
        holder = self.name(now.holder.speaker_id) if now.holder else "-"
        names = [
            self.name(one.speaker_id).lower()
            if one.kind is QueueKind.REPLY
            else self.name(one.speaker_id)
            for one in now.waiting
        ]
        return " ".join([holder, *names])

    @property
    def turns(self) -> list[tuple[str, int, int | None, str]]:
        kinds = {(False, False): "floor", (True, False): "interruption", (False, True): "reply"}
        return [
            (
                self.initials[one.speaker_id],
                one.from_ms,
                one.to_ms,
                kinds[one.interruption, one.reply],
            )
            for one in self.desk.base.turns.of_session(self.session_id)
        ]

    def name(self, speaker_id: ParticipantId | None) -> str:
        assert speaker_id is not None
        return self.initials[speaker_id]

    def ask(self, *initials: str) -> None:
        for one in initials:
            self.do(self.desk.speaking.ask(self.session_id, self.ids[one]))

    def reply(self, initials: str) -> None:
        self.do(self.desk.speaking.reply(self.session_id, self.ids[initials]))

    def give(self, initials: str | None, at_ms: int | None = None) -> None:
        one = self.ids[initials] if initials else None
        self.do(self.desk.speaking.give(self.session_id, one, at_ms))

    def interrupt(self, initials: str, at_ms: int | None = None) -> None:
        self.do(self.desk.speaking.interrupt(self.session_id, self.ids[initials], at_ms))


@pytest.fixture
def room(desk: Desk, session_id: SessionId) -> Room:
    return Room(desk, session_id)


def test_everybody_waits_once_and_in_order(room: Room) -> None:
    room.ask("MH", "ÅB", "MH", "TG")
    assert room.places == "- MH ÅB TG"
    room.do(room.desk.speaking.ask(room.session_id, room.ids["TG"], 1))
    assert room.places == "- TG MH ÅB"
    room.do(room.desk.speaking.move(room.now.waiting[2], 0))
    assert room.places == "- ÅB TG MH"
    room.do(room.desk.speaking.take_off(room.now.waiting[1]))
    assert room.places == "- ÅB MH"


def test_replies_come_first_in_their_order_and_two_at_most(room: Room) -> None:
    room.give("MH")
    room.ask("TG", "ÅB")
    room.reply("ÅB")
    room.reply("TG")
    assert room.places == "MH åb tg TG ÅB"
    with pytest.raises(KnownError, match="to repliker"):
        room.reply("MH")
    room.give("ÅB")
    room.give("TG")
    assert room.places == "TG TG ÅB"
    with pytest.raises(KnownError):
        room.reply("MH")
    room.give("ÅB")
    room.reply("MH")
    assert room.places == "ÅB mh TG"


def test_a_line_closes_the_list_but_not_to_replies(room: Room) -> None:
    room.give("MH")
    room.ask("ÅB")
    room.do(room.desk.speaking.draw_line(room.session_id))
    with pytest.raises(KnownError, match="streg"):
        room.ask("TG")
    room.reply("TG")
    assert room.places == "MH tg ÅB"
    room.do(room.desk.speaking.take_line_away(room.session_id))
    room.ask("TG")
    assert not room.now.is_closed


def test_every_item_has_a_list_and_nobody_vanishes(room: Room) -> None:
    room.do(room.desk.running.next_item(room.session_id))
    room.ask("MH", "ÅB")
    room.do(room.desk.speaking.draw_line(room.session_id))
    room.do(room.desk.running.next_item(room.session_id))
    assert room.places == "-"
    assert not room.now.is_closed
    assert [room.name(one.speaker_id) for one in room.now.left_over] == ["MH", "ÅB"]
    room.ask("TG")
    room.do(room.desk.speaking.bring_along(room.session_id))
    assert room.places == "- TG MH ÅB"
    assert room.now.left_over == ()
    room.desk.history.undo()
    room.do(room.desk.speaking.let_go(room.session_id))
    assert room.places == "- TG"
    assert room.now.left_over == ()


def test_who_waits_on_two_lists_is_brought_along_once(room: Room) -> None:
    room.ask("MH")
    room.ask("ÅB")
    room.do(room.desk.running.next_item(room.session_id))
    room.ask("MH")
    room.do(room.desk.speaking.bring_along(room.session_id))
    assert room.places == "- MH ÅB"
    assert not room.now.left_over
    room.desk.history.undo()
    assert room.places == "- MH"
    assert [room.name(one.speaker_id) for one in room.now.left_over] == ["MH", "ÅB"]


def test_turns_of_a_recording_never_overlap(room: Room, clock: ManualClock) -> None:
    room.give("MH", 1_000)
    began = clock.now()
    clock.advance(seconds=4)
    room.ask("TG")
    room.interrupt("ÅB", 5_000)
    assert room.places == "ÅB TG"
    assert room.now.interrupted is not None
    clock.advance(seconds=2)
    room.do(room.desk.speaking.end_interruption(room.session_id, 7_000))
    assert room.places == "MH TG"
    assert room.now.holder is not None
    assert room.now.holder.since == began
    room.reply("ÅB")
    room.give("ÅB", 9_000)
    room.give("TG", 10_000)
    room.give(None, 12_000)
    assert room.turns == [
        ("MH", 1_000, 5_000, "floor"),
        ("ÅB", 5_000, 7_000, "interruption"),
        ("MH", 7_000, 9_000, "floor"),
        ("ÅB", 9_000, 10_000, "reply"),
        ("TG", 10_000, 12_000, "floor"),
    ]
    assert room.places == "-"


def test_one_interruption_takes_the_place_of_another(room: Room) -> None:
    room.give("MH")
    room.interrupt("ÅB")
    room.interrupt("TG")
    room.do(room.desk.speaking.end_interruption(room.session_id, None))
    assert room.places == "MH"
    assert room.turns == []


def test_interrupting_a_free_floor_is_having_it(room: Room) -> None:
    room.interrupt("ÅB", 1_000)
    assert room.turns == [("ÅB", 1_000, None, "floor")]


def test_all_of_it_is_undone_and_done_again(room: Room) -> None:
    room.do(room.desk.running.next_item(room.session_id))
    before = room.desk.base.record(room.session_id)
    room.ask("MH", "ÅB")
    room.give("MH", 0)
    room.interrupt("TG", 1_000)
    room.do(room.desk.speaking.end_interruption(room.session_id, 2_000))
    room.reply("TG")
    room.do(room.desk.speaking.draw_line(room.session_id))
    room.give("TG", 3_000)
    room.do(room.desk.running.next_item(room.session_id))
    room.do(room.desk.speaking.bring_along(room.session_id))
    room.do(room.desk.speaking.move(room.now.waiting[0], 0))
    room.give(None, 9_000)
    after = room.desk.base.record(room.session_id)
    steps = 0
    while room.desk.base.record(room.session_id) != before:
        assert room.desk.history.undo() is not None
        steps += 1
    for _step in range(steps):
        room.desk.history.redo()
    assert room.desk.base.record(room.session_id) == after


def test_it_is_all_there_after_opening_again(room: Room, clock: ManualClock) -> None:
    room.give("MH")
    room.ask("ÅB")
    room.reply("TG")
    before = room.now
    folder = room.desk.base.folder
    room.desk.base.close()
    room.desk.base = KnowledgeBase.open(folder, clock)
    assert room.now == before
    assert room.places == "MH tg ÅB"
    room.desk.base.close()
