"""Merging, taking apart and splitting: nothing said in the room is lost, and all can be undone."""

from dataclasses import replace

import pytest

from flipdesk.domain.changes import Step
from flipdesk.domain.ids import SessionId
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.search import Query
from flipdesk.domain.vocabulary import (
    Audience,
    OutcomeKind,
    RecordingConsent,
    ReflectionKind,
)
from flipdesk.domain.withheld import WithheldReason
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk
from flipdesk.services.merging import Joint
from tests.helpers.nordby import nordby
from tests.helpers.rows import dump


@pytest.fixture
def session(desk: Desk) -> SessionId:
    record = nordby()
    with desk.base.atomic():
        desk.base.add_record(record)
    return record.session.id


def note(desk: Desk, session: SessionId, beginning: str) -> Reflection:
    found = desk.base.record(session).reflections
    return next(one for one in found if one.text.startswith(beginning))


def outcome(desk: Desk, session: SessionId, kind: OutcomeKind) -> Outcome:
    return next(one for one in desk.base.record(session).outcomes if one.kind is kind)


def do(desk: Desk, step: Step) -> None:
    """Do a step, and see that undo brings back what was and redo what came."""
    after = dump(desk.base)
    desk.history.record(step)
    desk.history.undo()
    before = dump(desk.base)
    desk.history.redo()
    assert dump(desk.base) == after != before


def newest(desk: Desk, session: SessionId) -> Reflection:
    return max(desk.base.record(session).reflections, key=lambda one: one.position)


def test_two_notes_become_one_with_the_tags_of_both(desk: Desk, session: SessionId) -> None:
    first, second = note(desk, session, "Måltallet"), note(desk, session, "De unge siger")
    do(desk, desk.merging.merge([second, first]))
    merged = newest(desk, session)
    assert merged.text == f"{first.text} {second.text}"
    assert (merged.at_ms, merged.agenda_item_id) == (first.at_ms, first.agenda_item_id)
    assert merged.speaker_id is None
    assert set(merged.potentials) == {*first.potentials, *second.potentials}
    assert [one.text for one in desk.texts.originals(merged)] == [first.text, second.text]
    record = desk.base.record(session)
    assert {one.id for one in record.merged} == {first.id, second.id}
    assert not {first.id, second.id} & {one.id for one in record.reflections}


def test_the_same_speaker_stays_and_the_joint_can_be_chosen(desk: Desk, session: SessionId) -> None:
    first = note(desk, session, "Måltallet")
    do(desk, desk.merging.split(first, 12))
    halves = [note(desk, session, "Måltallet"), newest(desk, session)]
    for joint, between in ((Joint.LINE, "\n"), (Joint.SEMICOLON, "; "), (Joint.SPACE, " ")):
        do(desk, desk.merging.merge(halves, joint))
        merged = newest(desk, session)
        assert merged.text == between.join(one.text.rstrip(".;") for one in halves[:1]) + (
            between + halves[1].text
        )
        assert merged.speaker_id == first.speaker_id
        desk.history.undo()


def test_taking_apart_brings_the_parts_back_and_keeps_what_was_written_since(
    desk: Desk, session: SessionId
) -> None:
    first, second = note(desk, session, "Måltallet"), note(desk, session, "De unge siger")
    do(desk, desk.merging.merge([first, second]))
    merged = newest(desk, session)
    do(desk, desk.capturing.change(merged, text="Det hele i én sætning."))
    do(desk, desk.merging.unmerge(newest(desk, session)))
    assert note(desk, session, "Måltallet") == first
    assert note(desk, session, "De unge siger") == second
    earlier = [one.text for one in desk.texts.of(first.id)]
    assert earlier == [first.text, merged.text, "Det hele i én sætning."]
    assert [one.text for one in desk.texts.originals(first)] == [first.text]


def test_what_was_merged_is_found_and_counted_once(desk: Desk, session: SessionId) -> None:
    query = Query(words="bageri", samples=True)
    before = [one.id for one in desk.base.search.find(query) if one.kind == "reflection"]
    parts = [note(desk, session, "En borger nævnte"), note(desk, session, "Måltallet")]
    do(desk, desk.merging.merge(parts))
    found = [one.id for one in desk.base.search.find(query) if one.kind == "reflection"]
    assert len(found) == len(before)
    assert newest(desk, session).id in found
    assert parts[0].id not in found
    total = sum(one.count for one in desk.base.facets.facets(samples=True).years)
    assert total == len(desk.base.record(session).reflections)


@pytest.mark.parametrize(
    ("beginnings", "words"),
    [
        (("Hun sagde det jo", "Måltallet"), "Et citat står ordret"),
        (("Måltallet",), "to eller flere"),
    ],
)
def test_what_must_not_become_one_says_why(
    desk: Desk, session: SessionId, beginnings: tuple[str, ...], words: str
) -> None:
    notes = [note(desk, session, one) for one in beginnings]
    before = dump(desk.base)
    with pytest.raises(KnownError, match=words):
        desk.merging.merge(notes)
    assert dump(desk.base) == before


def test_an_observation_and_a_private_note_stay_by_themselves(
    desk: Desk, session: SessionId
) -> None:
    first, second = note(desk, session, "Måltallet"), note(desk, session, "De unge siger")
    for fields, words in (
        ({"kind": ReflectionKind.OBSERVATION}, "observation"),
        ({"is_private": True}, "privat note"),
    ):
        desk.history.record(desk.capturing.change(second, **fields))
        with pytest.raises(KnownError, match=words):
            desk.merging.merge([first, second])
        desk.history.undo()


def test_research_and_practice_stay_apart(desk: Desk, session: SessionId) -> None:
    record = desk.base.record(session)
    research = next(
        one
        for one in record.reflections
        if (who := record.participant(one.speaker_id)) and who.role.is_research
    )
    with pytest.raises(KnownError, match="Forskning og praksis"):
        desk.merging.merge([research, note(desk, session, "Måltallet")])


def test_whose_words_are_in_a_merged_note_can_withdraw_them(desk: Desk, session: SessionId) -> None:
    first, second = note(desk, session, "Måltallet"), note(desk, session, "De unge siger")
    do(desk, desk.merging.merge([first, second]))
    merged = newest(desk, session)
    assert second.speaker_id is not None
    person = desk.base.participants.get(second.speaker_id)
    assert person is not None
    consent = replace(person.consent, recording=RecordingConsent.WITHDRAWN)
    desk.base.participants.save(replace(person, consent=consent))
    for audience in (Audience.PARTICIPANTS, Audience.RESEARCHERS):
        snapshot = desk.minutes.prepare(session, audience)
        reasons = {one.key: one.reason for one in snapshot.withheld}
        assert reasons[merged.id] is WithheldReason.CONSENT_WITHDRAWN
    first = note(desk, session, "Vi skal nå et antal")
    with pytest.raises(KnownError, match="trukket sit samtykke"):
        desk.merging.merge([merged, first])


def test_split_leaves_the_wording_with_both(desk: Desk, session: SessionId) -> None:
    whole = note(desk, session, "Måltallet")
    do(desk, desk.capturing.change(whole, text="Måltallet er mit. Jeg skal sige det højere."))
    edited = note(desk, session, "Måltallet er mit.")
    do(desk, desk.merging.split(edited, len("Måltallet er mit.")))
    first, second = note(desk, session, "Måltallet er mit."), newest(desk, session)
    assert (first.text, second.text) == ("Måltallet er mit.", "Jeg skal sige det højere.")
    for half in (first, second):
        assert [one.text for one in desk.texts.originals(half)] == [whole.text]
        assert (half.potentials, half.speaker_id) == (whole.potentials, whole.speaker_id)
    assert second.at_ms is not None
    assert first.at_ms is not None
    assert second.at_ms >= first.at_ms
    with pytest.raises(KnownError, match="Stil markøren"):
        desk.merging.split(first, 0)


def test_an_agreement_is_split_with_its_owner(desk: Desk, session: SessionId) -> None:
    action = outcome(desk, session, OutcomeKind.ACTION)
    do(desk, desk.merging.split(action, action.text.index(" ")))
    outcomes = desk.base.record(session).outcomes
    first = next(one for one in outcomes if one.id == action.id)
    second = max(outcomes, key=lambda one: one.position)
    assert f"{first.text} {second.text}" == action.text
    assert (second.owner_id, second.due, second.kind) == (action.owner_id, action.due, action.kind)


def test_a_merged_note_that_becomes_an_outcome_keeps_every_wording(
    desk: Desk, session: SessionId
) -> None:
    first, second = note(desk, session, "Måltallet"), note(desk, session, "De unge siger")
    do(desk, desk.merging.merge([first, second]))
    merged = newest(desk, session)
    do(desk, desk.capturing.set_kind(merged, OutcomeKind.PARKED))
    parked = max(desk.base.record(session).outcomes, key=lambda one: one.position)
    earlier = {one.text for one in desk.texts.of(parked.id)}
    assert {first.text, second.text} <= earlier
