"""What is pointed out before minutes may be written, and what can be done about it."""

from dataclasses import replace
from pathlib import Path

import pytest

from flipdesk.domain.changes import Step
from flipdesk.domain.concern import Concern, Fix
from flipdesk.domain.consent_matrix import Matter
from flipdesk.domain.ids import SessionId
from flipdesk.domain.kept_trace import KeepReason
from flipdesk.domain.trace import TraceKind
from flipdesk.domain.vocabulary import Answer, Audience, OutcomeKind, QuoteConsent
from flipdesk.domain.withheld import WithheldReason
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk
from flipdesk.services.gate import NotClearedError
from flipdesk.services.samples import add_samples
from tests.helpers.nordby import nordby
from tests.helpers.rows import dump

PEOPLE, RESEARCH = Audience.PARTICIPANTS, Audience.RESEARCHERS


@pytest.fixture
def sample(desk: Desk) -> SessionId:
    return desk.files.take_in(nordby(), "eksempel").session_id


def let_say(desk: Desk, session_id: SessionId, text: str) -> str:
    """Let the first reflection that participants read say something, and return its id."""
    note = desk.base.record(session_id).reflections[2]
    desk.capturing.change(note, text=text)
    return note.id


def concerns(desk: Desk, session_id: SessionId, audience: Audience = PEOPLE) -> list[Concern]:
    return list(desk.gate.concerns(desk.minutes.prepare(session_id, audience)))


def the_one(desk: Desk, session_id: SessionId, audience: Audience = PEOPLE) -> Concern:
    (one,) = concerns(desk, session_id, audience)
    return one


def text_of(desk: Desk, key: str) -> str:
    (row,) = desk.base.database.execute("select text from reflection where id = ?", (key,))
    return str(row["text"])


def undone_and_redone(desk: Desk, step: Step) -> None:
    after = dump(desk.base)
    desk.history.record(step)
    desk.history.undo()
    before = dump(desk.base)
    assert before != after
    desk.history.redo()
    assert dump(desk.base) == after


@pytest.mark.parametrize("audience", list(Audience))
def test_none_of_the_samples_holds_anything_to_decide(desk: Desk, audience: Audience) -> None:
    add_samples(desk.base, desk.clock)
    sessions = desk.base.sessions.all()
    assert len(sessions) > 5
    for session in sessions:
        assert [one for one in concerns(desk, session.id, audience) if one.must] == []


def test_a_citizen_by_name_and_number_has_to_be_decided_about(
    desk: Desk, sample: SessionId
) -> None:
    key = let_say(desk, sample, "Borgeren Fatima, 070761-4285, ringede fra 23 45 67 89.")
    found = {one.kind: one for one in concerns(desk, sample)}
    assert set(found) == {TraceKind.LIKELY_NAME, TraceKind.CPR, TraceKind.PHONE}
    assert all(one.must and one.place.key == key for one in found.values())
    assert found[TraceKind.CPR].words == ("070761-4285",)
    assert found[TraceKind.LIKELY_NAME].place.label == "Supplement fra praksis"
    assert found[TraceKind.LIKELY_NAME].title == "Måske et navn: Fatima"
    snapshot = desk.minutes.prepare(sample, PEOPLE)
    with pytest.raises(NotClearedError) as refused:
        desk.minutes.store(snapshot, desk.minutes.render(snapshot))
    assert str(refused.value) == "Der er 3 ting at tage stilling til, før det kan skrives."
    assert len(refused.value.problems) == 3
    assert desk.base.minutes.of_session(sample) == ()


def test_a_fix_changes_the_text_and_keeps_what_it_said(desk: Desk, sample: SessionId) -> None:
    key = let_say(desk, sample, "Fatimas mor, og borgeren Fatima selv. Fatima kom.")
    step = desk.gate_fixes.apply(sample, the_one(desk, sample), Fix.CITIZEN, "da")
    assert text_of(desk, key) == "Borgerens mor, og borgeren selv. Borgeren kom."
    kept = desk.base.text_versions.of(key)[-1]
    assert kept.text == "Fatimas mor, og borgeren Fatima selv. Fatima kom."
    assert concerns(desk, sample) == []
    undone_and_redone(desk, step)


def test_a_number_gives_way_to_a_word_in_the_language_of_the_document(
    desk: Desk, sample: SessionId
) -> None:
    key = let_say(desk, sample, "Ring på 23 45 67 89.")
    desk.gate_fixes.apply(sample, the_one(desk, sample), Fix.BLANK, "en")
    assert text_of(desk, key) == "Ring på [telephone number]."


def test_a_note_can_be_left_out(desk: Desk, sample: SessionId) -> None:
    let_say(desk, sample, "Hun hedder Fatima.")
    one = the_one(desk, sample)
    assert Fix.LEAVE_OUT in one.fixes
    step = desk.gate_fixes.apply(sample, one, Fix.LEAVE_OUT, "da")
    assert concerns(desk, sample) == []
    undone_and_redone(desk, step)
    # It is in no minutes then, and there is nothing to decide in those for researchers either.
    assert concerns(desk, sample, RESEARCH) == []


@pytest.mark.parametrize("audience", list(Audience))
def test_an_outcome_can_be_left_out_and_the_minutes_know_that_it_was(
    desk: Desk, sample: SessionId, audience: Audience
) -> None:
    decision = next(o for o in desk.base.record(sample).outcomes if o.kind is OutcomeKind.DECISION)
    desk.base.outcomes.save(replace(decision, text="Fatima prøver først."))
    one = the_one(desk, sample, audience)
    assert one.place.key == decision.id
    assert Fix.LEAVE_OUT in one.fixes
    step = desk.gate_fixes.apply(sample, one, Fix.LEAVE_OUT, "da")
    assert concerns(desk, sample, audience) == []
    withheld = desk.minutes.prepare(sample, audience).withheld
    assert [o.reason for o in withheld if o.key == decision.id] == [WithheldReason.LEFT_OUT]
    undone_and_redone(desk, step)


def test_what_is_kept_is_asked_about_again_when_the_text_changes(
    desk: Desk, sample: SessionId
) -> None:
    let_say(desk, sample, "Som Dorte Hansen skriver, er det svært.")
    one = the_one(desk, sample)
    step = desk.gate.keep(sample, PEOPLE, one, KeepReason.PUBLIC)
    assert concerns(desk, sample) == []
    assert len(concerns(desk, sample, RESEARCH)) == 1
    undone_and_redone(desk, step)
    snapshot = desk.minutes.prepare(sample, PEOPLE)
    desk.minutes.store(snapshot, desk.minutes.render(snapshot))
    let_say(desk, sample, "Som Dorte Hansen skriver, er det meget svært.")
    assert the_one(desk, sample).words == ("Dorte Hansen",)
    (row,) = desk.base.database.execute("select * from kept_trace")
    assert "Dorte" not in str(dict(row))


def test_a_text_that_changed_meanwhile_is_not_changed_blindly(
    desk: Desk, sample: SessionId
) -> None:
    let_say(desk, sample, "Hun hedder Fatima.")
    one = the_one(desk, sample)
    let_say(desk, sample, "Hun har fået et andet navn.")
    with pytest.raises(KnownError, match="ændret imens"):
        desk.gate_fixes.apply(sample, one, Fix.CITIZEN, "da")


def test_colleagues_are_named_where_they_agreed_and_asked_where_they_did_not(
    desk: Desk, sample: SessionId
) -> None:
    record = desk.base.record(sample)
    let_say(desk, sample, "Det var Mettes idé.")
    mette = record.by_initials("MH")
    assert mette is not None
    for quote, answer, expected in (
        (QuoteConsent.NAME, Answer.GIVEN, []),
        (QuoteConsent.ROLE, Answer.UNKNOWN, [False]),
        (QuoteConsent.NONE, Answer.DECLINED, [True]),
    ):
        consent = replace(mette.consent, quote=quote, by_name=answer)
        desk.base.participants.save(replace(mette, consent=consent))
        found = concerns(desk, sample)
        assert [one.must for one in found] == expected
        assert all(one.people == (mette.id,) and Fix.ASK in one.fixes for one in found)


def test_researchers_read_pseudonyms_in_texts_and_what_is_doubtful_is_asked(
    desk: Desk, sample: SessionId
) -> None:
    key = let_say(desk, sample, "Mettes idé, sagde KS, og Lærke Bæk var enig.")
    snapshot = desk.minutes.prepare(sample, RESEARCH)
    (text,) = (
        one.text
        for item in snapshot.items
        for group in item.groups
        for one in group.contributions
        if one.key == key
    )
    assert text == "Sagsbehandler 1, Nordbys idé, sagde Forsker 1, Aalborg Universitet, og" + (
        " Vidensmægler 1, Nordby var enig."
    )
    assert concerns(desk, sample, RESEARCH) == []
    record = desk.base.record(sample)
    other = record.by_initials("SØ")
    assert other is not None
    person = desk.base.people.get(other.person_id)
    assert person is not None
    desk.base.people.save(replace(person, name="Mette Dal"))
    let_say(desk, sample, "Det var Mettes idé.")
    one = the_one(desk, sample, RESEARCH)
    assert (one.words, one.must, len(one.people)) == (("Mette",), True, 2)


def test_somebody_of_the_series_who_was_not_there_is_pointed_out(
    desk: Desk, sample: SessionId
) -> None:
    record = desk.base.record(sample)
    person = record.by_initials("JK")
    assert person is not None
    earlier = replace(record.session, id=SessionId("earlier"), chair_id=None, minute_taker_id=None)
    desk.base.sessions.add(earlier)
    desk.base.participants.add(replace(person, session_id=earlier.id, id="earlier-jk"))  # type: ignore[arg-type]
    desk.base.participants.delete(person.id)
    let_say(desk, sample, "Jens' klip var det første.")
    one = the_one(desk, sample)
    assert (one.kind, one.words, one.must) == (TraceKind.NAME, ("Jens",), True)


def test_purpose_and_title_are_read_too(desk: Desk, sample: SessionId) -> None:
    desk.planning.change_session(sample, purpose="At lære af Fatimas forløb")
    one = the_one(desk, sample)
    assert one.place.label == "Formål"
    step = desk.gate_fixes.apply(sample, one, Fix.BLANK, "da")
    session = desk.base.sessions.get(sample)
    assert session is not None
    assert session.purpose == "At lære af [navn]s forløb"
    undone_and_redone(desk, step)


def test_several_are_put_right_in_one_step(desk: Desk, sample: SessionId) -> None:
    notes = desk.base.record(sample).reflections
    for note in (notes[2], notes[4]):
        desk.capturing.change(note, text="Hun hedder Fatima.")
    found = concerns(desk, sample)
    assert len(found) == 2
    step = desk.gate_fixes.apply_all(sample, found, Fix.BLANK, "da")
    assert concerns(desk, sample) == []
    undone_and_redone(desk, step)


def test_a_version_written_before_somebody_withdrew_does_not_leave_again(
    desk: Desk, sample: SessionId, tmp_path: Path
) -> None:
    snapshot = desk.minutes.prepare(sample, PEOPLE)
    written, _changes = desk.minutes.store(snapshot, desk.minutes.render(snapshot))
    desk.minutes.export(written.id, tmp_path / "first.docx")
    mette = desk.base.record(sample).by_initials("MH")
    assert mette is not None
    desk.consents.answer([mette.id], Matter.RECORDING, Answer.WITHDRAWN)
    with pytest.raises(KnownError, match="Mette Holm"):
        desk.minutes.export(written.id, tmp_path / "second.docx")
    assert not (tmp_path / "second.docx").exists()
    snapshot = desk.minutes.prepare(sample, PEOPLE)
    fresh, _changes = desk.minutes.store(snapshot, desk.minutes.render(snapshot))
    desk.minutes.export(fresh.id, tmp_path / "second.docx")
