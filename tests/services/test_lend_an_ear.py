"""Rounds of Lån et øre: which clips can be heard, who speaks, and what a session file refuses."""

import json
from dataclasses import replace

import pytest

from flipdesk.domain.ear_round import EarRound, EarStep
from flipdesk.domain.ids import PassageId
from flipdesk.domain.passage import PassageKind
from flipdesk.domain.vocabulary import Attendance
from flipdesk.errors import KnownError
from flipdesk.exchange.refusal import SessionFileRefused
from flipdesk.exchange.session_file_read import read_session
from flipdesk.exchange.session_file_write import write_session
from flipdesk.services.desk import Desk
from tests.helpers.app import sample_record


@pytest.fixture
def begun(desk: Desk) -> EarRound:
    """A round in the sample session, nobody chosen yet."""
    record = sample_record()
    with desk.base.atomic():
        desk.base.add_record(record)
    desk.lend_an_ear.begin(record.session.id, None)
    return desk.base.ear_rounds.of_session(record.session.id)[0]


def _read(desk: Desk, one: EarRound) -> EarRound:
    found = desk.base.ear_rounds.get(one.id)
    assert found is not None
    return found


def test_colleague_and_those_away_are_not_among_the_voices(desk: Desk, begun: EarRound) -> None:
    first, second, *_others = desk.lend_an_ear.in_room(begun.session_id)
    desk.base.participants.save(replace(second, attendance=Attendance.REGRETS))
    desk.lend_an_ear.change(begun.id, colleague_id=first.id)
    voices = {one.id for one in desk.lend_an_ear.voices(_read(desk, begun))}
    assert not voices & {first.id, second.id}
    desk.lend_an_ear.go_to(begun.id, EarStep.HEARD)
    assert _read(desk, begun).turn_id in voices


def test_passage_that_is_there_for_a_consent_is_no_clip(desk: Desk, begun: EarRound) -> None:
    desk.passages.silence(begun.session_id, 0, 5_000)
    (silenced,) = desk.base.passages.of_session(begun.session_id)
    assert silenced.kind is PassageKind.SILENCED
    assert desk.lend_an_ear.clips(begun.session_id, None) == ()
    with pytest.raises(KnownError):
        desk.lend_an_ear.change(begun.id, passage_id=silenced.id)


def test_round_stays_when_its_passage_is_removed(desk: Desk, begun: EarRound) -> None:
    step = desk.passages.add(begun.session_id, 0, 5_000, "Bageriet")
    passage_id = PassageId(step.changes.ids("passage")[0])
    desk.lend_an_ear.change(begun.id, passage_id=passage_id, question="Hvad nu?")
    assert next(desk.lend_an_ear.titles(_read(desk, begun))) == "Hvad nu?"
    removal = desk.passages.remove(passage_id)
    assert _read(desk, begun).passage_id is None
    desk.base.apply(removal.changes.inverse())
    assert _read(desk, begun).passage_id == passage_id


@pytest.mark.parametrize(
    ("part", "key", "path"),
    [
        ("ear_rounds", "passage", "ear_rounds[0].passage"),
        ("reflections", "ear_round", "reflections[0].ear_round"),
    ],
)
def test_file_that_names_no_passage_or_round_is_refused_by_its_path(
    desk: Desk, begun: EarRound, part: str, key: str, path: str
) -> None:
    record = desk.base.record(begun.session_id)
    content = json.loads(write_session(record))
    content[part][0][key] = 7
    with pytest.raises(SessionFileRefused) as refused:
        read_session(
            json.dumps(content).encode(), {record.codebook.id: record.codebook}, "fil.json"
        )
    assert any(path in str(problem) for problem in refused.value.problems)
