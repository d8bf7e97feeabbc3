"""Knowledge items and their evidence: counted, kept through merging, undone."""

from dataclasses import replace

import pytest

from flipdesk.domain.ids import ReflectionId, SessionId
from flipdesk.domain.knowledge_item import KnowledgeItem, Stance, Support
from flipdesk.domain.participant import Consent
from flipdesk.domain.vocabulary import RecordingConsent
from flipdesk.errors import KnownError
from flipdesk.services.capturing import Moment
from flipdesk.services.desk import Desk
from tests.helpers.nordby import nordby
from tests.helpers.rows import dump


@pytest.fixture
def nordby_id(desk: Desk) -> SessionId:
    return desk.files.take_in(nordby(), "eksempel").session_id


@pytest.fixture
def said(desk: Desk, nordby_id: SessionId) -> list[ReflectionId]:
    return [one.id for one in desk.base.reflections.of_session(nordby_id)]


def made(desk: Desk, *reflections: ReflectionId) -> KnowledgeItem:
    item, _step = desk.knowledge_items.add("Gribning kræver timing", reflections)
    return item


def merge(desk: Desk, *reflections: ReflectionId) -> None:
    found = [desk.base.reflections.get(one) for one in reflections]
    desk.merging.merge([one for one in found if one is not None])


def support(desk: Desk, item: KnowledgeItem) -> Support:
    return Support.of(desk.base.evidence.lines(item.id))


def test_item_counts_what_speaks_for_and_against(desk: Desk, said: list[ReflectionId]) -> None:
    item = made(desk, said[0], said[2])
    desk.knowledge_items.add_evidence(item.id, [said[5], said[0]], Stance.AGAINST)
    found = support(desk, item)
    assert (found.speaks_for, found.speaks_against) == (2, 1)
    assert (found.organisations, found.sessions) == (1, 1)
    assert found.potentials == ("samtale", "inddragelse")
    stands = {one.reflection_id: one.evidence.stance for one in desk.base.evidence.lines(item.id)}
    assert stands[said[0]] is Stance.FOR, "what stands there already keeps its stance"


def test_places_are_counted_once_and_only_where_something_speaks_for_it(
    desk: Desk, said: list[ReflectionId], session_id: SessionId
) -> None:
    """The planned session is in Nordby too; a third place only has doubts."""
    series_id, _step = desk.planning.add_series("Samtaleflip i Åkær", "Åkær Kommune", "samtale")
    elsewhere = replace(desk.base.record(session_id).session, series_id=series_id)
    desk.base.sessions.save(elsewhere)
    desk.capturing.commit(session_id, "Det passer ikke hos os", Moment(desk.clock.now(), None))
    (doubt,) = desk.base.reflections.of_session(session_id)
    item = made(desk, said[0], said[1])
    desk.knowledge_items.add_evidence(item.id, [doubt.id], Stance.AGAINST)
    found = support(desk, item)
    assert (found.speaks_for, found.speaks_against, found.organisations) == (2, 1, 1)
    evidence = desk.base.evidence.of_item(item.id)[-1]
    desk.knowledge_items.weigh(evidence.id, Stance.FOR)
    assert support(desk, item).organisations == 2


def test_evidence_follows_a_reflection_that_is_merged(desk: Desk, said: list[ReflectionId]) -> None:
    item = made(desk, said[2], said[6])
    merge(desk, said[2], said[6])
    (joined,) = {one.reflection_id for one in desk.base.evidence.lines(item.id)}
    assert joined not in said
    assert support(desk, item).speaks_for == 1, "what was made one is one"
    merge(desk, joined, said[16])
    (whole,) = {one.reflection_id for one in desk.base.evidence.lines(item.id)}
    assert whole != joined
    assert [one.evidence.reflection_id for one in desk.base.evidence.lines(item.id)] == [
        said[2],
        said[6],
    ]


def test_withdrawn_consent_shows_at_the_evidence(
    desk: Desk, nordby_id: SessionId, said: list[ReflectionId]
) -> None:
    item = made(desk, said[2])
    (line,) = desk.base.evidence.lines(item.id)
    assert not line.is_withdrawn
    speaker = desk.base.record(nordby_id).by_initials("MH")
    assert speaker is not None
    gone = replace(speaker, consent=Consent(recording=RecordingConsent.WITHDRAWN))
    desk.base.participants.save(gone)
    (line,) = desk.base.evidence.lines(item.id)
    assert line.is_withdrawn


def test_item_needs_a_title_and_says_so(desk: Desk, said: list[ReflectionId]) -> None:
    before = dump(desk.base)
    with pytest.raises(KnownError, match="titel"):
        desk.knowledge_items.add("  \n ", said[:1])
    assert dump(desk.base) == before


def test_deleting_an_item_keeps_what_was_said(desk: Desk, said: list[ReflectionId]) -> None:
    item = made(desk, *said[:3])
    before = dump(desk.base)
    step = desk.knowledge_items.delete(item.id)
    assert desk.base.knowledge_items.all() == ()
    assert desk.base.evidence.all_lines() == {}
    assert all(desk.base.reflections.get(one) is not None for one in said)
    desk.base.apply(step.changes.inverse())
    assert dump(desk.base) == before


def test_deleting_a_session_takes_its_evidence_and_leaves_the_item(
    desk: Desk, nordby_id: SessionId, said: list[ReflectionId]
) -> None:
    item = made(desk, *said[:3])
    desk.files.delete(nordby_id)
    assert desk.base.knowledge_items.get(item.id) == item
    assert support(desk, item) == Support()


def test_items_stand_in_danish_order(desk: Desk) -> None:
    for title in ("Åbenhed", "Arbejde", "Ærlighed", "Zonen"):
        desk.knowledge_items.add(title)
    titles = [one.title for one in desk.base.knowledge_items.all()]
    assert titles == ["Arbejde", "Zonen", "Ærlighed", "Åbenhed"]
