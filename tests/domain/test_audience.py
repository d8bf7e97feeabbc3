"""What the room sees: never a note, a tag, a number of minutes over, or more names than needed."""

from dataclasses import astuple, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.audience import (
    AudienceChoice,
    AudienceView,
    AudienceWords,
    FloorNow,
    Layer,
    NameStyle,
    RoomSound,
    Waiting,
    audience_view,
)
from flipdesk.domain.audience_names import shown_names
from flipdesk.domain.ids import MarkerId, ParticipantId
from flipdesk.domain.participant import Participant
from flipdesk.domain.reflection import Marker
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import LegalBasis, OutcomeKind, OutcomeStatus, Role
from tests.helpers.nordby import nordby

ALL = AudienceChoice(frozenset(Layer))
LATEST = 600
SECRET = "Hemmeligt"
choices = st.builds(
    AudienceChoice, st.frozensets(st.sampled_from(Layer)), st.sampled_from(NameStyle)
)


def begun(number: int = 4) -> SessionRecord:
    """Return the sample with one item under way and the rest to come."""
    record = nordby()
    agenda = [
        *record.agenda[:number],
        replace(record.agenda[number], ended=None),
        *(replace(item, started=None, ended=None) for item in record.agenda[number + 1 :]),
    ]
    return replace(record, agenda=tuple(agenda))


def secretive(record: SessionRecord) -> SessionRecord:
    """Return the record with a mark on everything that belongs to those who run the session."""
    reflections = tuple(
        replace(one, text=f"{SECRET} {one.text}", tags=(f"{SECRET}-mærkat",), is_private=True)
        for one in record.reflections
    )
    outcomes = tuple(
        one if one.kind is OutcomeKind.PARKED else replace(one, text=f"{SECRET} {one.text}")
        for one in record.outcomes
    )
    agenda = tuple(
        replace(one, how=SECRET, plan_b=SECRET, materials=(SECRET,)) for one in record.agenda
    )
    people = tuple(replace(one, unit=SECRET, organisation=SECRET) for one in record.participants)
    marker = Marker(MarkerId("m"), record.session.id, 0, SECRET, 0)
    return replace(
        record,
        reflections=reflections,
        outcomes=outcomes,
        agenda=agenda,
        participants=people,
        markers=(marker,),
    )


def view(
    record: SessionRecord,
    after: timedelta = timedelta(),
    choice: AudienceChoice = ALL,
    words: AudienceWords | None = None,
    floor: FloorNow | None = None,
    sound: RoomSound = RoomSound.OFF,
) -> AudienceView:
    """Return what is seen so long after the running item began."""
    current = next((item for item in record.agenda if item.is_running), None)
    start = current.started if current and current.started else datetime(2021, 4, 22, 6, tzinfo=UTC)
    return audience_view(
        record, start + after, choice, words or AudienceWords(), floor or FloorNow(), sound
    )


def texts(value: object) -> list[str]:
    """Return every text in a view, however deep."""
    if isinstance(value, str):
        return [value]
    return [text for one in value for text in texts(one)] if isinstance(value, tuple) else []


def numbers(value: object) -> list[int]:
    """Return every number in a view."""
    if isinstance(value, int) and not isinstance(value, bool):
        return [value]
    return [one for part in value for one in numbers(part)] if isinstance(value, tuple) else []


@given(
    number=st.integers(0, 6),
    seconds=st.integers(-1_200, LATEST * 60),
    extra=st.integers(-60, 30),
    choice=choices,
    sound=st.sampled_from(RoomSound),
)
def test_nothing_private_and_no_delay_gets_in(
    number: int, seconds: int, extra: int, choice: AudienceChoice, sound: RoomSound
) -> None:
    record = secretive(begun(number))
    agenda = tuple(
        replace(item, extra_minutes=extra) if item.is_running else item for item in record.agenda
    )
    record = replace(record, agenda=agenda)
    everybody = [one.id for one in record.participants]
    floor = FloorNow(everybody[0], tuple(Waiting(one) for one in everybody[1:]))
    seen = view(record, timedelta(seconds=seconds), choice, floor=floor, sound=sound)
    shown = texts(astuple(seen))
    assert not [text for text in shown if SECRET in text]
    allowed = agenda[number].allowed_minutes
    left = numbers(astuple(seen))
    assert len(left) <= 1
    assert all(1 <= minutes <= allowed for minutes in left)
    if seconds >= allowed * 60:
        assert left == []
    # No time of day, no digit that is not in a title somebody wrote.
    titles = {item.title for item in agenda} | {one.text for one in record.outcomes}
    assert not [text for text in shown if any(map(str.isdigit, text)) and text not in titles]
    assert len(seen.queue) <= 3


@given(seconds=st.integers(0, 3 * 3600))
def test_the_minutes_never_rise_while_an_item_lasts(seconds: int) -> None:
    record = begun()
    before = view(record, timedelta(seconds=seconds))
    after = view(record, timedelta(seconds=seconds + 1))
    assert (after.minutes or 0) <= (before.minutes or 0)
    assert before.is_closing is (before.minutes is None)


def test_over_time_there_are_words_and_no_number() -> None:
    for late in (timedelta(minutes=49, seconds=1), timedelta(minutes=50), timedelta(hours=2)):
        seen = view(begun(), late)
        assert seen.minutes is None
        assert seen.is_closing


def test_whole_minutes_are_shown_of_what_is_left() -> None:
    assert view(begun(), timedelta(minutes=20, seconds=36)).minutes == 29
    assert view(begun(), timedelta(minutes=49)).minutes == 1
    # A clock that was set back promises no more than there is.
    assert view(begun(), timedelta(minutes=-20)).minutes == 50


@pytest.mark.parametrize("layer", Layer)
def test_each_layer_alone_shows_its_own_and_nothing_else(layer: Layer) -> None:
    record = begun()
    first, second = record.participants[3].id, record.participants[4].id
    everything = {
        "words": AudienceWords("Spørgsmål før råd.", "Hvad hører I?"),
        "floor": FloorNow(first, (Waiting(second, is_reply=True),)),
        "sound": RoomSound.RECORDED,
    }
    bare = view(record, choice=AudienceChoice(frozenset()), **everything)  # type: ignore[arg-type]
    seen = view(record, choice=AudienceChoice(frozenset({layer})), **everything)  # type: ignore[arg-type]
    changed = {
        name for name in AudienceView.__slots__ if getattr(seen, name) != getattr(bare, name)
    }
    own = {
        Layer.CLOCK: {"minutes"},
        Layer.QUESTION: {"question"},
        Layer.FLOOR: {"speaker", "queue"},
        Layer.PARKED: {"parked"},
        Layer.RULE: {"rule"},
        Layer.PROGRAM: {"program"},
        Layer.RECORDING: {"recording", "is_recorded"},
    }
    assert changed == own[layer]


def test_title_question_and_next_follow_the_agenda() -> None:
    planned = replace(
        nordby(),
        agenda=tuple(replace(item, started=None, ended=None) for item in nordby().agenda),
    )
    before = view(planned)
    assert before.title == planned.session.title
    assert before.question == planned.session.purpose
    assert before.next_title == "Tjek-ind og spilleregler"
    presentation = view(begun(1))
    assert presentation.question == "Fælles sprog for mønstre i samtaler"
    asked = view(begun(1), words=AudienceWords(question="Hvad hører I?"))
    assert asked.question == "Hvad hører I?"
    last = view(begun(6))
    assert (last.title, last.next_title) == ("Aftaler og næste møde", "")
    over = view(nordby())
    assert (over.title, over.minutes, over.is_closing) == ("Tak for i dag", None, False)


def test_only_parked_topics_that_wait_are_shown() -> None:
    record = begun()
    assert view(record).parked == (
        "Ventetid på mentorstøtte",
        "Skal klip kunne deles mellem kommuner?",
    )
    gone = tuple(replace(one, status=OutcomeStatus.DROPPED) for one in record.outcomes)
    assert view(replace(record, outcomes=gone)).parked == ()


def test_the_program_is_that_of_the_day() -> None:
    record = begun()
    agenda = tuple(replace(item, day=1 if n < 4 else 2) for n, item in enumerate(record.agenda))
    shown = view(replace(record, agenda=agenda)).program
    assert [line.title for line in shown] == [item.title for item in agenda[4:]]
    assert [line.is_now for line in shown] == [True, False, False]


@pytest.mark.parametrize(
    ("basis", "sound", "words"),
    [
        (LegalBasis.RESEARCH, RoomSound.RECORDED, "Vi optager, kun til forskning"),
        (LegalBasis.CONSENT, RoomSound.RECORDED, "Vi optager, kun til forskning"),
        (LegalBasis.OTHER, RoomSound.RECORDED, "Vi optager"),
        (None, RoomSound.RECORDED, "Vi optager"),
        (LegalBasis.RESEARCH, RoomSound.PAUSED, "Optagelsen holder pause"),
        (LegalBasis.RESEARCH, RoomSound.OFF, ""),
    ],
)
def test_the_recording_is_told_as_it_is(
    basis: LegalBasis | None, sound: RoomSound, words: str
) -> None:
    record = begun()
    record = replace(record, session=replace(record.session, legal_basis=basis))
    seen = view(record, sound=sound)
    assert seen.recording == words
    assert seen.is_recorded is (sound is RoomSound.RECORDED)


def people(*names: str) -> tuple[Participant, ...]:
    record = nordby()
    first = record.participants[0]
    return tuple(
        replace(first, id=ParticipantId(str(number)), initials=f"I{number}", name=name)
        for number, name in enumerate(names)
    )


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (("Mette Holm", "Tine Grøn"), ["Mette", "Tine"]),
        (("Mette Holm", "Mette Krag"), ["Mette H.", "Mette K."]),
        (("Mette Holm", "mette Hansen"), ["Mette Ho.", "mette Ha."]),
        (("Mette Holm", "Mette Holm"), ["Mette (I0)", "Mette (I1)"]),
        (("Mette", "Mette Holm"), ["Mette (I0)", "Mette H."]),
        (("Åse Marie Bjerre", "Åse Bjerregaard"), ["Åse (I0)", "Åse Bjerreg."]),
        (("", "Bo"), ["I0", "Bo"]),
    ],
)
def test_first_names_are_told_apart_by_no_more_than_is_needed(
    names: tuple[str, ...], shown: list[str]
) -> None:
    assert list(shown_names(people(*names), by_role=False).values()) == shown


@given(st.lists(st.text("aåmø -", max_size=6), max_size=6))
def test_no_two_people_are_called_the_same(names: list[str]) -> None:
    shown = [name.casefold() for name in shown_names(people(*names), by_role=False).values()]
    assert len(set(shown)) == len(shown)


def test_roles_hide_the_names() -> None:
    record = begun()
    speaker = record.by_initials("MH")
    assert speaker is not None
    choice = AudienceChoice(frozenset({Layer.FLOOR}), NameStyle.ROLE)
    seen = view(record, choice=choice, floor=FloorNow(speaker.id))
    assert speaker.role is Role.CASEWORKER
    assert seen.speaker == "Sagsbehandler"
    assert not [text for text in texts(astuple(seen)) if "Mette" in text]
