"""What consent forbids cannot stand in a document: its bytes are searched, for any consents."""

import io
import zipfile
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flipdesk.documents.file_name import minutes_file_name
from flipdesk.documents.forms import draw
from flipdesk.documents.minutes_docx import render
from flipdesk.domain.document_form import DocumentForm
from flipdesk.domain.document_snapshot import DocumentSnapshot
from flipdesk.domain.ids import OutcomeId, ParticipantId, ReflectionId, TurnId
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.participant import Consent, Participant
from flipdesk.domain.reflection import Reflection, Turn
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
from flipdesk.errors import KnownError
from flipdesk.services.compose_digest import compose_digest
from flipdesk.services.transcript_export import TranscriptFile, TranscriptForm
from tests.helpers.nordby import WRITTEN, minutes, nordby
from tests.helpers.pages import text_of
from tests.helpers.transcripts import segments, transcript

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
    return f"{minutes_file_name(snapshot)}\n{everything_drawn(render(snapshot))}"


def everything_drawn(data: bytes) -> str:
    document = zipfile.ZipFile(io.BytesIO(data))
    parts = [document.read(name).decode("utf-8", "replace") for name in document.namelist()]
    return "\n".join([*document.namelist(), *parts])


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
        assert_nobody_named(record, whole)
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


def read_in(document: DocumentSnapshot, folder: Path) -> str:
    """Return all that a document says in HTML, with its source, and as read from its PDF."""
    source = draw(document, DocumentForm.HTML).decode()
    pdf = folder / "alt.pdf"
    pdf.write_bytes(draw(document, DocumentForm.PDF))
    return f"{unescape(source)}\n{text_of(pdf)}"


@pytest.mark.parametrize("audience", list(Audience))
def test_no_page_holds_what_consent_or_audience_forbids(tmp_path: Path, audience: Audience) -> None:
    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(people, notes, st.sampled_from(["da", "en"]))
    def holds(
        answers: list[tuple[RecordingConsent, QuoteConsent, Answer, Role]],
        said: list[tuple[ReflectionKind, int, int, bool, str]],
        language: str,
    ) -> None:
        record = session_of(answers, said)
        whole = read_in(minutes(record, audience, language), tmp_path)
        known = {str(one.id): one for one in record.participants}
        for number, one in enumerate(record.reflections):
            if is_forbidden(one, known, audience):
                assert secret(number) not in whole
                assert one.id not in whole
        if names_nobody(audience):
            assert_nobody_named(record, whole)

    holds()


def test_no_digest_holds_what_consent_forbids(tmp_path: Path) -> None:
    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(people, notes, st.sampled_from(["da", "en"]))
    def holds(
        answers: list[tuple[RecordingConsent, QuoteConsent, Answer, Role]],
        said: list[tuple[ReflectionKind, int, int, bool, str]],
        language: str,
    ) -> None:
        record = session_of(answers, said)
        idea = replace(record.outcomes[0], kind=OutcomeKind.TRIAL)
        snapshot = compose_digest([replace(record, outcomes=(idea,))], language, WRITTEN)
        whole = read_in(snapshot, tmp_path) + everything_drawn(render(snapshot))
        known = {str(one.id): one for one in record.participants}
        for number, one in enumerate(record.reflections):
            if is_forbidden(one, known, Audience.PARTICIPANTS):
                assert secret(number) not in whole
        assert_nobody_named(record, whole)

    holds()


@pytest.mark.parametrize("form", list(TranscriptForm))
def test_no_transcript_holds_what_consent_forbids(form: TranscriptForm) -> None:
    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
    @given(people, notes, st.lists(st.tuples(st.integers(0, 4), st.integers(0, 12)), max_size=4))
    def holds(
        answers: list[tuple[RecordingConsent, QuoteConsent, Answer, Role]],
        said: list[tuple[ReflectionKind, int, int, bool, str]],
        floor: list[tuple[int, int]],
    ) -> None:
        record = session_of(answers, said)
        turns = tuple(
            Turn(TurnId(f"{n}"), record.session.id, n, record.participants[who].id, at, at + 1_500)
            for n, (who, at) in enumerate((who, at * 1_000) for who, at in floor)
        )
        made = transcript(record.session.id)
        pieces = segments(
            made,
            *(
                (n * 1_000, n * 1_000 + 900, NAMES[n % 5], one.text)
                for n, one in enumerate(record.reflections)
            ),
        )
        spoken = tuple(
            replace(piece, speaker_id=note.speaker_id)
            for piece, note in zip(pieces, record.reflections, strict=True)
        )
        record = replace(record, turns=turns)
        try:
            whole = TranscriptFile(record, made, spoken).text(form).text
        except KnownError:
            whole = ""
        for number, one in enumerate(spoken):
            held = {turn.speaker_id for turn in turns
                    if turn.from_ms < one.to_ms and (turn.to_ms or 0) > one.from_ms}  # fmt: skip
            heard = held if one.speaker_id is None else {one.speaker_id}
            agreed = [
                person.consent.recording is RecordingConsent.GIVEN
                for person in record.participants
                if person.id in heard
            ]
            leaves = bool(agreed) and all(agreed)
            assert (secret(number) in whole) is leaves
        assert_nobody_named(record, whole)

    holds()


def assert_nobody_named(record: SessionRecord, whole: str) -> None:
    for person in record.participants:
        for part in (person.name, person.initials, *person.name.split()):
            if len(part) > 2:
                assert part not in whole, part


def test_pages_would_show_what_is_there(tmp_path: Path) -> None:
    answers = [(RecordingConsent.GIVEN, QuoteConsent.NAME, Answer.GIVEN, Role.MENTOR)] * len(NAMES)
    record = session_of(answers, [(ReflectionKind.QUOTE, 0, 1, False, "{1}")])
    source, _line, pages = read_in(minutes(record), tmp_path).rpartition("</html>")
    for whole in (source, pages):
        assert secret(0) in whole
        assert NAMES[0] in whole
