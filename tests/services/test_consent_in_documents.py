"""What consent forbids cannot stand in a document: its bytes are searched, for any consents."""

import io
import zipfile
from dataclasses import replace
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flipdesk.documents.file_name import minutes_file_name
from flipdesk.documents.minutes_docx import render
from flipdesk.domain.ids import OutcomeId, ParticipantId, ReflectionId
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.participant import Consent, Participant
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import (
    Answer,
    Audience,
    OutcomeKind,
    OutcomeStatus,
    QuoteConsent,
    RecordingConsent,
    ReflectionKind,
    Role,
)
from flipdesk.domain.withheld import names_nobody
from tests.helpers.nordby import minutes, nordby

NAMES = ("Alvilda Rosenkilde", "Birgitte Quist-Holm", "Çelik Yıldız", "Dagfinn Ødegård", "Ea Xu")
INITIALS = ("AQZ", "BQH", "ÇYZ", "DØG", "EXU")
KINDS = tuple(ReflectionKind)
people = st.lists(
    st.tuples(
        st.sampled_from(list(RecordingConsent)),
        st.sampled_from(list(QuoteConsent)),
        st.sampled_from(list(Answer)),
        st.sampled_from(list(Role)),
    ),
    min_size=len(NAMES),
    max_size=len(NAMES),
)
notes = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.integers(-1, len(NAMES) - 1),
        st.integers(-1, len(NAMES) - 1),
        st.booleans(),
        st.sampled_from(["{0}", "{0}s", "{1}", "{1}s idé, sagde {2}", "{2}: nej", "tak"]),
    ),
    max_size=12,
)


@cache
def sample() -> SessionRecord:
    return nordby()


def secret(number: int) -> str:
    """Return a word that stands in one note and nowhere else."""
    return f"hemmelighed{number:02d}"


def session_of(
    answers: list[tuple[RecordingConsent, QuoteConsent, Answer, Role]],
    said: list[tuple[ReflectionKind, int, int, bool, str]],
) -> SessionRecord:
    base = sample()
    participants = tuple(
        replace(
            base.participants[n],
            id=ParticipantId(f"{n}" * 8),
            name=NAMES[n],
            initials=INITIALS[n],
            role=role,
            consent=Consent(recording=recording, quote=quote, by_name=answer),
        )
        for n, (recording, quote, answer, role) in enumerate(answers)
    )
    texts = []
    for number, (_kind, _speaker, named, _private, pattern) in enumerate(said):
        one = participants[named]
        filled = pattern.format(one.name, one.name.split()[0], one.initials)
        texts.append(f"Vi hørte {filled} og {secret(number)}.")
    reflections = tuple(
        Reflection(
            ReflectionId(f"00000000-0000-4000-8000-{number:012d}"),
            base.session.id,
            number,
            texts[number],
            kind,
            speaker_id=participants[speaker].id if speaker >= 0 else None,
            is_private=private,
        )
        for number, (kind, speaker, _named, private, _pattern) in enumerate(said)
    )
    action = Outcome(
        id=OutcomeId("00000000-0000-4000-9000-000000000001"),
        session_id=base.session.id,
        position=0,
        kind=OutcomeKind.ACTION,
        text=f"Spørge {NAMES[0]} og {INITIALS[1]}",
        status=OutcomeStatus.OPEN,
        owner_id=participants[2].id,
    )
    session = replace(
        base.session,
        title=f"Samtaleflip med {NAMES[4]}",
        purpose=f"At høre {INITIALS[3]} og {NAMES[2].split()[0]}s klip",
        place=f"Hos {NAMES[1]}",
        chair_id=participants[0].id,
        minute_taker_id=participants[1].id,
    )
    agenda = tuple(replace(one, owner_id=participants[3].id) for one in base.agenda)
    return replace(
        base,
        session=session,
        participants=participants,
        agenda=agenda,
        reflections=reflections,
        outcomes=(action,),
        turns=(),
        markers=(),
        passages=(),
        ear_rounds=(),
        queue=(),
        recordings=(),
    )


def everything_in(snapshot: MinutesSnapshot) -> str:
    """Return all that stands in the file and on it: every part of it, and its name."""
    document = zipfile.ZipFile(io.BytesIO(render(snapshot)))
    parts = [document.read(name).decode("utf-8", "replace") for name in document.namelist()]
    return "\n".join([minutes_file_name(snapshot), *document.namelist(), *parts])


def is_forbidden(one: Reflection, people: dict[str, Participant], audience: Audience) -> bool:
    """Return whether an audience must not read a note; said here apart from the program."""
    speaker = people.get(one.speaker_id or "")
    if speaker is not None and speaker.consent.recording is RecordingConsent.WITHDRAWN:
        return True
    if audience is Audience.RESEARCHERS:
        return False
    if one.is_private or one.kind is ReflectionKind.OBSERVATION:
        return True
    may_be_quoted = speaker is not None and speaker.consent.quote is not QuoteConsent.NONE
    return one.kind is ReflectionKind.QUOTE and not may_be_quoted


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(people, notes, st.sampled_from(list(Audience)), st.sampled_from(["da", "en"]))
def test_no_document_holds_what_consent_or_audience_forbids(
    answers: list[tuple[RecordingConsent, QuoteConsent, Answer, Role]],
    said: list[tuple[ReflectionKind, int, int, bool, str]],
    audience: Audience,
    language: str,
) -> None:
    record = session_of(answers, said)
    snapshot = minutes(record, audience, language)
    whole = everything_in(snapshot)
    known = {str(one.id): one for one in record.participants}
    for number, one in enumerate(record.reflections):
        if is_forbidden(one, known, audience):
            assert secret(number) not in whole
            assert one.id.replace("-", "") not in whole
    if names_nobody(audience):
        for person in record.participants:
            for part in (person.name, person.initials, *person.name.split()):
                if len(part) > 2:
                    assert part not in whole, part
    for item in snapshot.items:
        for group in item.groups:
            for contribution in group.contributions:
                speaker = contribution.speaker or ""
                named = [one for one in record.participants if one.name in speaker]
                assert all(one.consent.quote is QuoteConsent.NAME for one in named)


def test_the_search_would_find_what_is_there() -> None:
    answers = [(RecordingConsent.GIVEN, QuoteConsent.NAME, Answer.GIVEN, Role.MENTOR)] * len(NAMES)
    record = session_of(answers, [(ReflectionKind.QUOTE, 0, 1, False, "{1}")])
    whole = everything_in(minutes(record))
    assert secret(0) in whole
    assert NAMES[0] in whole
    assert record.reflections[0].id.replace("-", "") in whole
