"""A written version is kept as Word, HTML and PDF, and handed out as its file is named."""

from pathlib import Path

import pytest

from flipdesk.domain.document_form import DocumentForm
from flipdesk.domain.ids import SessionId
from flipdesk.domain.paper import PaperKind
from flipdesk.domain.vocabulary import Audience
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk
from tests.helpers.nordby import nordby


@pytest.fixture
def session_id(desk: Desk) -> SessionId:
    record = nordby()
    with desk.base.atomic():
        desk.base.add_record(record)
    return record.session.id


def test_every_form_of_the_version_that_was_written(
    desk: Desk, session_id: SessionId, tmp_path: Path
) -> None:
    snapshot = desk.minutes.prepare(session_id, Audience.PARTICIPANTS)
    others = desk.minutes.render_others(snapshot)
    minutes, _changes = desk.minutes.store(snapshot, desk.minutes.render(snapshot), others)
    # What is written later says something else; the kept version does not.
    reflection = desk.base.reflections.of_session(session_id)[0]
    desk.base.reflections.delete(reflection.id)
    for form in DocumentForm:
        path = tmp_path / f"referat{form.ending}"
        desk.minutes.export(minutes.id, path)
        kept = {**others, DocumentForm.WORD: desk.base.minutes.document(minutes.id)}
        assert path.read_bytes() == kept[form]


def test_version_kept_as_word_alone_says_so_and_writes_nothing(
    desk: Desk, session_id: SessionId, tmp_path: Path
) -> None:
    snapshot = desk.minutes.prepare(session_id, Audience.PARTICIPANTS)
    minutes, _changes = desk.minutes.store(snapshot, desk.minutes.render(snapshot))
    path = tmp_path / "referat.pdf"
    path.write_bytes(b"noget gammelt")
    with pytest.raises(KnownError, match="kun gemt som Word"):
        desk.minutes.export(minutes.id, path)
    assert path.read_bytes() == b"noget gammelt"


def test_papers_and_digests_take_the_form_of_their_name(
    desk: Desk, session_id: SessionId, tmp_path: Path
) -> None:
    program = desk.papers.prepare(PaperKind.PROGRAM, session_id)
    digest = desk.digests.prepare(desk.base.record(session_id).series.id)
    for number, write in enumerate((program.write, digest.write)):
        for name, start in (("x.pdf", b"%PDF-"), ("x.html", b"<!DOCTYPE"), ("x.docx", b"PK")):
            path = tmp_path / f"{number}-{name}"
            write(path)
            assert path.read_bytes().startswith(start)
