"""Who withdrew is hidden or marked in the transcript, and leaves in no export."""

from dataclasses import replace

import pytest

from flipdesk.domain.ids import ParticipantId, SessionId
from flipdesk.domain.participant import Consent
from flipdesk.domain.passage import PassageKind
from flipdesk.domain.transcript import Transcript
from flipdesk.domain.transcript_consent import Closed, TranscriptConsent
from flipdesk.domain.vocabulary import QuoteConsent, RecordingConsent
from flipdesk.errors import KnownError
from flipdesk.exchange.transcripts.reader import read_transcript
from flipdesk.services.desk import Desk
from flipdesk.services.transcript_export import TranscriptForm
from tests.helpers.nordby import nordby
from tests.helpers.transcripts import segments, stored, transcript


@pytest.fixture
def held(desk: Desk) -> SessionId:
    return desk.files.take_in(nordby(), "eksempel").session_id


@pytest.fixture
def owner(desk: Desk, held: SessionId) -> Transcript:
    """Return a transcript of what MH and ÅB say, of a turn, and of a place without any."""
    made = transcript(held)
    turn = desk.base.turns.of_session(held)[0]
    last = max(one.to_ms or 0 for one in desk.base.turns.of_session(held))
    pieces = segments(
        made,
        (turn.from_ms, turn.from_ms + 900, "S0", "Mette Holms klip & <mere>"),
        (turn.from_ms + 900, turn.from_ms + 1_800, "S1", "Ja"),
        (turn.from_ms + 2_000, turn.from_ms + 3_000, "S2", "Hvem er det?"),
        (last + 90_000, last + 91_000, "S3", "Ingen er noteret her"),
    )
    people = by_initials(desk, held)
    said = (
        replace(pieces[0], speaker_id=people["MH"]),
        replace(pieces[1], speaker_id=people["ÅB"]),
    )
    stored(desk.base, made, (*said, *pieces[2:]))
    return made


def by_initials(desk: Desk, session_id: SessionId) -> dict[str, ParticipantId]:
    return {one.initials: one.id for one in desk.base.participants.of_session(session_id)}


def let(desk: Desk, session_id: SessionId, **answers: Consent) -> None:
    for one in desk.base.participants.of_session(session_id):
        given = Consent(RecordingConsent.GIVEN, QuoteConsent.ROLE)
        desk.base.participants.save(replace(one, consent=answers.get(one.initials, given)))


def closed(desk: Desk, owner: Transcript) -> list[Closed | None]:
    consent = TranscriptConsent.of(desk.base.record(owner.session_id))
    return [consent.closed(one) for one in desk.base.transcript_segments.of_transcript(owner.id)]


def test_withdrawal_marks_and_silencing_hides(
    desk: Desk, held: SessionId, owner: Transcript
) -> None:
    let(desk, held, MH=Consent(RecordingConsent.WITHDRAWN))
    assert closed(desk, owner)[:2] == [Closed.MARKED, None]
    desk.withdrawal.silence(by_initials(desk, held)["MH"])
    assert closed(desk, owner)[:2] == [Closed.HIDDEN, None]


def test_place_of_somebody_else_closes_what_nobody_is_known_to_say(
    desk: Desk, held: SessionId, owner: Transcript
) -> None:
    let(desk, held)
    turn = desk.base.turns.of_session(held)[0]
    desk.passages.add(held, turn.from_ms + 2_500, turn.from_ms + 2_600, "Borgeren nævnes")
    (passage,) = desk.base.passages.of_session(held)
    desk.base.passages.save(replace(passage, kind=PassageKind.SILENCED))
    assert closed(desk, owner) == [None, None, Closed.HIDDEN, None]


def test_no_reflection_is_made_of_what_is_closed(
    desk: Desk, held: SessionId, owner: Transcript
) -> None:
    let(desk, held, MH=Consent(RecordingConsent.WITHDRAWN))
    first = desk.base.transcript_segments.of_transcript(owner.id)[0]
    with pytest.raises(KnownError):
        desk.transcripts.reflect(first.id, "klip")


@pytest.mark.parametrize("form", TranscriptForm)
def test_export_has_pseudonyms_and_leaves_out_who_did_not_agree(
    desk: Desk, held: SessionId, owner: Transcript, form: TranscriptForm
) -> None:
    let(desk, held, ÅB=Consent(RecordingConsent.WITHDRAWN))
    made = desk.transcript_export.export(owner.id, form)
    assert (made.segments, made.left_out) == (2, 2)
    for name in ("Mette", "Holm", "S0", "S2", "Ingen er noteret", "] Ja"):
        assert name not in made.text
    back = read_transcript(made.text.encode(), "ud")
    assert back.pieces[0].text.endswith("Sagsbehandler 1, Nordbys klip & <mere>")
    if form is TranscriptForm.WEBVTT:
        assert [one.speaker for one in back.pieces] == ["Sagsbehandler 1, Nordby", "Taler 1"]
    assert "2" in made.statement()


def test_names_stand_only_where_they_may_be_quoted(
    desk: Desk, held: SessionId, owner: Transcript
) -> None:
    by_name = Consent(RecordingConsent.GIVEN, QuoteConsent.NAME)
    let(desk, held, ÅB=by_name)
    text = desk.transcript_export.export(owner.id, TranscriptForm.WEBVTT, with_names=True).text
    assert "<v Åse" in text
    assert "<v Sagsbehandler 1, Nordby>" in text
    assert "Mette" not in text


def test_nothing_leaves_when_nobody_agreed(desk: Desk, held: SessionId, owner: Transcript) -> None:
    for one in desk.base.participants.of_session(held):
        desk.base.participants.save(replace(one, consent=Consent()))
    with pytest.raises(KnownError, match="Formiddag"):
        desk.transcript_export.export(owner.id, TranscriptForm.TEXT)
