"""Session records of every shape that hypothesis can think of."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.codebook import Codebook
from flipdesk.domain.ids import (
    AgendaItemId,
    MarkerId,
    OrganisationId,
    OutcomeId,
    ParticipantId,
    PassageId,
    PauseId,
    PersonId,
    QueueEntryId,
    RecordingId,
    ReflectionId,
    SegmentId,
    SeriesId,
    SessionId,
    TurnId,
)
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.participant import Consent, Participant
from flipdesk.domain.passage import Passage, PassageKind
from flipdesk.domain.pause import Pause
from flipdesk.domain.queue_entry import QueueEntry
from flipdesk.domain.recording import Recording, Segment
from flipdesk.domain.reflection import Marker, Pattern, Reflection, Turn
from flipdesk.domain.series import Series
from flipdesk.domain.session import Session
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import (
    STATUSES,
    AgendaKind,
    Answer,
    Attendance,
    ConsentWay,
    LegalBasis,
    OutcomeKind,
    QueueKind,
    QuoteConsent,
    RecordingConsent,
    ReflectionKind,
    Role,
    SessionKind,
    SessionState,
    Uptake,
)
from flipdesk.exchange.session_times import with_offset
from tests.exchange.consent_records import draw_consent
from tests.exchange.drawn import (
    Draw,
    guids,
    maybe_texts,
    moments_after,
    names,
    offsets_ms,
    positions,
    starts,
    texts,
    words,
    zones,
)
from tests.exchange.sorting_records import draw_merged, draw_set_asides, draw_versions


@st.composite
def records(draw: Draw, codebooks: dict[str, Codebook]) -> SessionRecord:
    """Draw a record that could stand in a knowledge base."""
    codebook = draw(st.sampled_from(list(codebooks.values())))
    organisation = draw(st.just("") | names)
    series = Series(
        id=SeriesId(draw(guids)),
        title=draw(words),
        organisation_id=OrganisationId(draw(guids)) if organisation else None,
        organisation=organisation,
        potential=draw(st.none() | slugs(codebook, "potentials")),
        is_sample=draw(st.booleans()),
    )
    session_id = SessionId(draw(guids))
    zone = draw(zones)
    start = with_offset(draw(starts).replace(tzinfo=UTC), zone)
    participants = draw_participants(draw, session_id, start, zone)
    people = [one.id for one in participants]
    agenda = draw_agenda(draw, session_id, start, zone, people)
    who = st.none() | st.sampled_from(people) if people else st.none()
    session = Session(
        id=session_id,
        series_id=series.id,
        title=draw(words),
        starts=start,
        ends=draw(moments_after(start, zone)),
        number=draw(st.none() | st.integers(0, 1000)),
        kind=draw(st.sampled_from(SessionKind)),
        codebook=codebook.id,
        potential=draw(st.none() | slugs(codebook, "potentials")),
        zone=zone,
        place=draw(maybe_texts),
        purpose=draw(maybe_texts),
        contribution=draw(maybe_texts),
        chair_id=draw(who),
        minute_taker_id=draw(who),
        legal_basis=draw(st.none() | st.sampled_from(LegalBasis)),
        delete_recording_on=draw(st.none() | st.dates(date(1, 1, 1))),
        delete_key_on=draw(st.none() | st.dates(date(1, 1, 1))),
        delete_reflections_on=draw(st.none() | st.dates(date(1, 1, 1))),
        delete_minutes_on=draw(st.none() | st.dates(date(1, 1, 1))),
        state=draw(st.sampled_from(SessionState)),
        began=draw(st.none() | moments_after(start, zone)),
        finished=draw(st.none() | moments_after(start, zone)),
        day_starts=tuple(sorted(draw(st.dictionaries(st.integers(2, 5), st.times())).items())),
    )
    clips = tuple(replace(one, is_clip=True) for one in draw_recordings(draw, session))
    spoken = draw_spoken(draw, session, codebook, people, [item.id for item in agenda])
    turns, markers, everything, outcomes = spoken
    reflections, merged = draw_merged(draw, everything)
    told, notes = draw_consent(draw, session, people)
    return SessionRecord(
        series, session, codebook, participants, agenda, turns, markers, reflections, outcomes,
        recordings=draw_recordings(draw, session),
        clips=clips,
        passages=draw_passages(draw, session, people, [item.id for item in agenda], clips),
        pauses=draw_pauses(draw, session),
        queue=draw_queue(draw, session, people, [item.id for item in agenda]),
        merged=merged,
        text_versions=draw_versions(draw, session, (*everything, *outcomes, *agenda)),
        set_asides=draw_set_asides(draw, session),
        information_texts=told,
        consent_notes=notes,
    )  # fmt: skip


def slugs(codebook: Codebook, axis: str) -> st.SearchStrategy[str]:
    return st.sampled_from([code.slug for code in codebook.axis(axis).codes])


def draw_participants(
    draw: Draw, session_id: SessionId, start: datetime, zone: str
) -> tuple[Participant, ...]:
    initials = draw(
        st.lists(st.sampled_from(["KS", "ÅB", "SØ", "M. H.", "JK2", "ß", "É"]), unique=True)
    )
    people = []
    for one, position in zip(initials, positions(draw, len(initials)), strict=True):
        organisation = draw(st.none() | names)
        attendance = draw(st.sampled_from(Attendance))
        came = attendance not in (Attendance.REGRETS, Attendance.ABSENT)
        times = st.none() | moments_after(start, zone) if came else st.none()
        people.append(
            Participant(
                id=ParticipantId(draw(guids)),
                session_id=session_id,
                person_id=PersonId(draw(guids)),
                position=position,
                initials=one,
                name=draw(names),
                role=draw(st.sampled_from(Role)),
                organisation_id=OrganisationId(draw(guids)) if organisation else None,
                organisation=organisation,
                unit=draw(maybe_texts),
                attendance=attendance,
                arrived=draw(times),
                left=draw(times),
                consent=Consent(
                    draw(st.sampled_from(RecordingConsent)),
                    draw(st.sampled_from(QuoteConsent)),
                    part=draw(st.sampled_from(Answer)),
                    by_role=draw(st.sampled_from(Answer)),
                    by_name=draw(st.sampled_from(Answer)),
                    on=draw(st.none() | st.dates(date(1900, 1, 1), date(2200, 1, 1))),
                    way=draw(st.none() | st.sampled_from(ConsentWay)),
                    basis=draw(st.none() | st.sampled_from(LegalBasis)),
                ),
                withdrawal=draw(
                    st.sampled_from([None, PassageKind.WITHDRAWN, PassageKind.SILENCED])
                ),
            )
        )
    return tuple(people)


def draw_agenda(
    draw: Draw, session_id: SessionId, start: datetime, zone: str, people: list[ParticipantId]
) -> tuple[AgendaItem, ...]:
    count = draw(st.integers(0, 5))
    whole = st.none() | st.integers(0, 600)
    start_or_none = st.none() | moments_after(start, zone)
    return tuple(
        AgendaItem(
            id=AgendaItemId(draw(guids)),
            session_id=session_id,
            position=position,
            title=draw(texts),
            kind=draw(st.sampled_from(AgendaKind)),
            minutes=draw(st.integers(0, 600)),
            minutes_min=draw(whole),
            minutes_max=draw(whole),
            extra_minutes=draw(st.integers(-60, 60)),
            flexible=draw(st.booleans()),
            owner_id=draw(st.none() | st.sampled_from(people)) if people else None,
            purpose=draw(maybe_texts),
            how=draw(maybe_texts),
            plan_b=draw(maybe_texts),
            materials=tuple(draw(st.lists(texts, max_size=3))),
            takes_up=tuple(draw(st.lists(guids.map(OutcomeId), unique=True, max_size=2))),
            key=draw(st.none() | st.just(f"a{position}")),
            day=draw(st.none() | st.integers(1, 3)),
            started=(started := draw(start_or_none)),
            ended=draw(start_or_none),
            skipped=started is None and draw(st.booleans()),
        )
        for position in positions(draw, count)
    )


def draw_spoken(
    draw: Draw,
    session: Session,
    codebook: Codebook,
    people: list[ParticipantId],
    agenda: list[AgendaItemId],
) -> tuple[tuple[Turn, ...], tuple[Marker, ...], tuple[Reflection, ...], tuple[Outcome, ...]]:
    who = st.none() | st.sampled_from(people) if people else st.none()
    item = st.none() | st.sampled_from(agenda) if agenda else st.none()
    at = st.none() | offsets_ms
    when = st.none() | moments_after(session.starts, session.zone)
    places = [positions(draw, draw(st.integers(0, 4))) for _ in range(4)]

    def codes(axis: str) -> tuple[str, ...]:
        return tuple(draw(st.lists(slugs(codebook, axis), unique=True, max_size=3)))

    turns = []
    for place in places[0] if people else []:
        begin, end = sorted((draw(offsets_ms), draw(offsets_ms)))
        speaker = draw(st.sampled_from(people))
        turn_id = TurnId(draw(guids))
        to_ms = draw(st.sampled_from([None, end]))
        is_break, is_reply = draw(st.booleans()), draw(st.booleans())
        turns.append(Turn(turn_id, session.id, place, speaker, begin, to_ms, is_break, is_reply))
    markers = [
        Marker(MarkerId(draw(guids)), session.id, place, draw(texts), draw(at), draw(when))
        for place in places[1]
    ]
    reflections = [
        Reflection(
            id=ReflectionId(draw(guids)),
            session_id=session.id,
            position=place,
            text=draw(words),
            kind=draw(st.sampled_from(ReflectionKind)),
            at_ms=draw(at),
            said_at=draw(when),
            agenda_item_id=draw(item),
            speaker_id=draw(who),
            potentials=codes("potentials"),
            dimensions=codes("dimensions"),
            pattern=draw_pattern(draw, codebook),
            tags=tuple(draw(st.lists(words, unique=True, max_size=2))),
            is_private=draw(st.booleans()),
            left_out=draw(st.booleans()),
            placed_at=draw(when),
        )
        for place in places[2]
    ]
    outcomes = []
    for place in places[3]:
        kind = draw(st.sampled_from(OutcomeKind))
        outcomes.append(
            Outcome(
                id=OutcomeId(draw(guids)),
                session_id=session.id,
                position=place,
                kind=kind,
                text=draw(words),
                status=draw(st.sampled_from(STATUSES[kind])),
                at_ms=draw(at),
                said_at=draw(when),
                agenda_item_id=draw(item),
                owner_id=draw(who),
                due=draw(st.none() | st.dates()),
                potentials=codes("potentials"),
                placed_at=draw(when),
                left_out=draw(st.booleans()),
            )
        )
    return tuple(turns), tuple(markers), tuple(reflections), tuple(outcomes)


def draw_pattern(draw: Draw, codebook: Codebook) -> Pattern | None:
    code = draw(st.none() | st.sampled_from(codebook.patterns))
    if code is None:
        return None
    values = [Uptake(value) for value in code.values]
    return Pattern(code.slug, draw(st.sampled_from([None, *values])))


def draw_passages(
    draw: Draw,
    session: Session,
    people: list[ParticipantId],
    agenda: list[AgendaItemId],
    clips: tuple[Recording, ...],
) -> tuple[Passage, ...]:
    passages = tuple(
        Passage(
            id=PassageId(draw(guids)),
            session_id=session.id,
            position=position,
            from_ms=(start := draw(st.integers(0, 998 * 3_600_000))),
            to_ms=start + draw(st.integers(1, 3_600_000)),
            kind=draw(st.sampled_from(PassageKind)),
            title=draw(texts),
            agenda_item_id=draw(st.none() | st.sampled_from(agenda)) if agenda else None,
            speaker_id=draw(st.none() | st.sampled_from(people)) if people else None,
        )
        for position in positions(draw, draw(st.integers(0, 3)))
    )
    first = max((one.position for one in passages), default=-1) + 1
    return passages + tuple(
        Passage(PassageId(draw(guids)), session.id, first + n, 0, 8_000, recording_id=clip.id)
        for n, clip in enumerate(clips)
    )


def draw_recordings(draw: Draw, session: Session) -> tuple[Recording, ...]:
    recordings = []
    for number in range(draw(st.integers(0, 2))):
        recording_id = RecordingId(draw(guids))
        recordings.append(
            Recording(
                id=recording_id,
                session_id=session.id,
                folder=f"recordings/{session.id}/{number}",
                device=draw(texts),
                rate_hz=draw(st.sampled_from([16_000, 44_100, 48_000])),
                channels=draw(st.integers(1, 8)),
                started=draw(moments_after(session.starts, session.zone)),
                stopped=draw(st.none() | moments_after(session.starts, session.zone)),
                samples=draw(st.integers(0, 10**9)),
                segments=tuple(
                    Segment(
                        SegmentId(draw(guids)),
                        recording_id,
                        f"{place:04d}.wav",
                        place * 480,
                        480,
                        draw(st.none() | st.just("0f" * 32)),
                    )
                    for place in range(draw(st.integers(0, 2)))
                ),
            )
        )
    return tuple(sorted(recordings, key=lambda one: one.started))


def draw_pauses(draw: Draw, session: Session) -> tuple[Pause, ...]:
    pauses = []
    for position in positions(draw, draw(st.integers(0, 2))):
        began = draw(moments_after(session.starts, session.zone))
        ended = draw(st.none() | moments_after(began, session.zone))
        pauses.append(Pause(PauseId(draw(guids)), session.id, position, began, ended))
    return tuple(pauses)


def draw_queue(
    draw: Draw, session: Session, people: list[ParticipantId], agenda: list[AgendaItemId]
) -> tuple[QueueEntry, ...]:
    entries = []
    for position in positions(draw, draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(QueueKind)) if people else QueueKind.LINE
        since, until = (draw(moments_after(session.starts, session.zone)) for _ in range(2))
        entries.append(
            QueueEntry(
                id=QueueEntryId(draw(guids)),
                session_id=session.id,
                position=position,
                kind=kind,
                speaker_id=None if kind is QueueKind.LINE else draw(st.sampled_from(people)),
                agenda_item_id=draw(st.none() | st.sampled_from(agenda)) if agenda else None,
                since=since,
                until=draw(st.sampled_from([None, until])),
            )
        )
    return tuple(entries)
