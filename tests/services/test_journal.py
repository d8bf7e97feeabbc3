"""The journal of use as the services write and read it."""

import errno
import os
from pathlib import Path

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.consent_matrix import Matter
from flipdesk.domain.erasure import ErasureKind
from flipdesk.domain.ids import SessionId
from flipdesk.domain.use import Act, Thing
from flipdesk.domain.vocabulary import Answer
from flipdesk.services.desk import Desk
from flipdesk.services.journal import Journal, what_was_done
from flipdesk.services.series_planning import NewSession
from flipdesk.services.use_report import use_report
from tests.helpers.word import visible_text


def test_an_act_is_never_failed_and_the_trouble_is_told_once(
    desk: Desk, session_id: SessionId
) -> None:
    told: list[str] = []
    desk.base.uses.tell = told.append
    place = Path(desk.journal.path)
    place.mkdir()
    desk.journal.note(Act.OPENED, Thing.SESSION, session_id)
    desk.journal.note(Act.PLAYED, Thing.RECORDING, session=session_id)
    assert len(told) == 1
    assert str(place) in told[0]
    place.rmdir()
    desk.journal.note(Act.OPENED, Thing.SESSION, session_id)
    place.unlink()
    place.mkdir()
    desk.journal.note(Act.OPENED, Thing.SESSION, session_id)
    assert len(told) == 2


def test_a_part_of_a_session_that_was_erased_is_not_told_as_the_session(
    desk: Desk, session_id: SessionId
) -> None:
    desk.journal.note(Act.ERASED, Thing.SESSION, session_id, what=ErasureKind.SOUND)
    desk.journal.note(Act.ERASED, Thing.SESSION, session_id)
    words = [what_was_done(one) for one in desk.journal.uses()]
    assert words[-2:] == ["Session, lyden: slettet for altid", "Session: slettet for altid"]


def test_the_knowledge_base_remembers_how_far_the_journal_went(
    desk: Desk, clock: ManualClock
) -> None:
    desk.journal.note(Act.OPENED, Thing.KNOWLEDGE_BASE)
    desk.journal.note(Act.EXPORTED, Thing.SELECTION)
    desk.journal.close()
    again = Journal(desk.base, clock)
    assert again.check().is_whole
    place = Path(desk.journal.path)
    first, *_others = place.read_bytes().splitlines(keepends=True)
    place.write_bytes(first)
    assert again.check().is_shortened


def test_a_person_is_told_of_their_sessions_and_of_no_other(
    desk: Desk, session_id: SessionId, clock: ManualClock
) -> None:
    mette, aase = desk.base.participants.of_session(session_id)
    series, _ = desk.planning.add_series("Lederflip i Nordby", "Nordby Kommune", "samtale")
    other, _ = desk.planning.add_session(NewSession(series, "Samtaleflip 2", clock.now()))
    journal = desk.journal
    journal.note(Act.OPENED, Thing.SESSION, session_id)
    journal.note(Act.OPENED, Thing.SESSION, other)
    journal.note(Act.EXPORTED, Thing.PERSON, aase.person_id)
    journal.note(Act.PLAYED, Thing.RECORDING, session=session_id)
    acts = [one.act for one in journal.of_person(mette.person_id)]
    assert acts == ["opened", "played"]
    ready = use_report(desk.base, clock, mette.person_id)
    text = visible_text(ready.render())
    assert "Mette Holm" in text
    assert "Åse" not in text
    assert "Samtaleflip 1" not in text
    assert text.count("Session: åbnet") == 1
    assert text.count("Optagelse: afspillet") == 1


def test_a_withdrawn_consent_leaves_a_line_for_each_who_withdrew(
    desk: Desk, session_id: SessionId
) -> None:
    mette, aase = desk.base.participants.of_session(session_id)
    desk.consents.answer([mette.id, aase.id], Matter.RECORDING, Answer.WITHDRAWN)
    desk.consents.answer([mette.id], Matter.RECORDING, Answer.GIVEN)
    withdrawn = [one for one in desk.journal.uses() if one.act == "withdrawn"]
    assert [one.guid for one in withdrawn] == [mette.id, aase.id]
    assert [one.act for one in desk.journal.of_person(aase.person_id)] == ["withdrawn"]


def test_a_full_disk_fails_no_act_and_is_told_once(
    desk: Desk, session_id: SessionId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    desk.base.uses.tell = told.append

    def full(_descriptor: int, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("flipdesk.knowledge.use_file.os.write", full)
    desk.sharing.keep_pseudonyms([session_id])
    desk.planning.delete_session(session_id)
    monkeypatch.undo()
    assert desk.base.sessions.get(session_id) is None
    assert len(told) == 1
    desk.journal.note(Act.BACKED_UP, Thing.KNOWLEDGE_BASE)
    assert [one.act for one in desk.journal.uses()] == ["backed-up"]
    assert desk.journal.check().is_whole


def test_lines_are_told_in_words_with_titles(desk: Desk, session_id: SessionId) -> None:
    desk.journal.note(Act.OPENED, Thing.SESSION, session_id)
    (told,) = desk.journal.told(desk.journal.uses())
    assert (told.what, told.about) == ("Session: åbnet", "Samtaleflip 1")
