"""Old minutes come in as materials, are kept with their file, and travel by their text."""

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from flipdesk.domain.ids import SessionId
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Old minutes with a heading, a table and æøå."""
    document = Document()
    document.add_heading("Referat af mødet", 1)
    document.add_paragraph("Vi talte om gribning. ")
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text = "Åse"
    table.rows[0].cells[1].text = "ringer til borgeren"
    path = tmp_path / "Referat 2019-05-02.docx"
    document.save(str(path))
    return path


def test_document_is_kept_with_its_text_and_file(
    desk: Desk, session_id: SessionId, file: Path
) -> None:
    step = desk.materials.add(session_id, desk.materials.read_file(file))
    (kept,) = desk.base.session_materials.of_session(session_id)
    assert kept.title == "Referat 2019-05-02"
    assert kept.text.split("\n") == [
        "Referat af mødet", "Vi talte om gribning.", "Åse", "ringer til borgeren",
    ]  # fmt: skip
    assert desk.base.session_materials.document(kept.id) == file.read_bytes()
    with pytest.raises(KnownError, match="allerede"):
        desk.materials.add(session_id, desk.materials.read_file(file))
    desk.history.record(step)
    desk.history.undo()
    assert desk.base.session_materials.of_session(session_id) == ()
    desk.history.redo()
    assert desk.base.session_materials.document(kept.id) == file.read_bytes()


def test_it_can_be_renamed_and_removed(desk: Desk, session_id: SessionId, file: Path) -> None:
    desk.materials.add(session_id, desk.materials.read_file(file))
    (kept,) = desk.base.session_materials.of_session(session_id)
    desk.materials.rename(kept.id, "Majmødet")
    assert desk.base.session_materials.of_session(session_id) == (replace(kept, title="Majmødet"),)
    assert desk.base.session_materials.document(kept.id) == file.read_bytes()
    desk.materials.remove(kept.id)
    with pytest.raises(KnownError, match="ikke her"):
        desk.materials.remove(kept.id)


def test_it_travels_by_its_text(desk: Desk, session_id: SessionId, file: Path) -> None:
    desk.materials.add(session_id, desk.materials.read_file(file))
    (kept,) = desk.base.session_materials.of_session(session_id)
    text = desk.files.text(session_id)
    desk.base.sessions.delete(session_id)
    desk.files.import_data(text.encode(), "fil")
    assert desk.base.session_materials.of_session(session_id) == (kept,)
    assert desk.base.session_materials.document(kept.id) is None
    assert desk.files.text(session_id) == text


@pytest.mark.parametrize(
    ("data", "said"), [(b"PK", "ikke en Word-fil"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "låst")]
)
def test_what_is_no_document_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    from flipdesk.services.materials import Materials

    (tmp_path / "a.docx").write_bytes(data)
    with pytest.raises(KnownError, match=said):
        Materials.read_file(tmp_path / "a.docx")
    Document().save(str(tmp_path / "tom.docx"))
    with pytest.raises(KnownError, match="ingen tekst"):
        Materials.read_file(tmp_path / "tom.docx")
    with pytest.raises(KnownError, match="kan ikke læses"):
        Materials.read_file(tmp_path / "findes ikke.docx")
