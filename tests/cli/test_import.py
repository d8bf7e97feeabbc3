"""`flipdesk import participants`, as scripts use it."""

from pathlib import Path

import pytest
from docx import Document

from tests.cli.commands import Run

TABLE = "Navn;Stilling;Kommune;E-mail\r\nMette Holm;Sagsbehandler;Nordby Kommune;x\r\n" \
        "Bo Østerby;Mentor;Åkær Kommune;y\r\n"  # fmt: skip


def test_a_list_is_taken_in_once(run: Run, kb: Path, tmp_path: Path) -> None:
    file = tmp_path / "deltagere.csv"
    file.write_bytes(TABLE.encode("cp1252"))
    first = run("import", "participants", file, "Samtaleflip 3", "--kb", kb)
    assert first.status == 0
    assert first.out.splitlines() == [
        "1 deltager er tilføjet.",
        "Er der allerede: Mette Holm",
        "”E-mail” er ikke taget med.",
    ]
    assert "Bo Østerby" in run("session", "show", "Samtaleflip 3", "--kb", kb).out
    again = run("import", "participants", file, "Samtaleflip 3", "--kb", kb, "--json").json
    assert again["added"] == []
    assert again["already_there"] == ["Mette Holm", "Bo Østerby"]


def test_cards_are_taken_in(run: Run, kb: Path, tmp_path: Path) -> None:
    file = tmp_path / "kort.vcf"
    file.write_text("BEGIN:VCARD\nVERSION:4.0\nFN:Ida Ærø\nTITLE:Lektor\nEND:VCARD\n", "utf-8")
    ran = run("import", "participants", file, "Samtaleflip 3", "--kb", kb, "--json")
    assert ran.json["added"] == ["Ida Ærø"]


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"Navn\n" * 3000])
def test_bad_files_are_one_sentence(run: Run, kb: Path, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "liste.csv"
    file.write_bytes(data)
    ran = run("import", "participants", file, "Samtaleflip 3", "--kb", kb)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err


def test_missing_file_and_session(run: Run, kb: Path, tmp_path: Path) -> None:
    missing = tmp_path / "ikke-her.csv"
    assert run("import", "participants", missing, "Samtaleflip 3", "--kb", kb).status == 1
    missing.write_text("Bo Dam\n", "utf-8")
    assert run("import", "participants", missing, "Ukendt", "--kb", kb).status == 1


def test_project_and_codebook_come_home(run: Run, kb: Path, tmp_path: Path) -> None:
    for ending in ("qdpx", "qdc"):
        file = tmp_path / f"a.{ending}"
        assert run("export", ending, "--kb", kb, "-o", file).status == 0
        ran = run("import", ending, file, "--kb", kb, "--json")
        assert ran.status == 0, ran.err
        told = ran.json
        assert (told["texts"], told["codings"], told["memos"]) == (0, 0, 0)
        assert run("import", ending, file, "--kb", kb).out.startswith("Taget ind: 0 tekster")
    (tmp_path / "b.qdpx").write_bytes(b"PK")
    ran = run("import", "qdpx", tmp_path / "b.qdpx", "--kb", kb)
    assert (ran.status, ran.err.count("\n")) == (1, 1)


def test_old_minutes_are_kept_once(run: Run, kb: Path, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Vi talte om gribning.")
    document.save(str(tmp_path / "referat.docx"))
    for said in ("1 materiale er tilføjet.", "0 materialer er tilføjet."):
        ran = run("import", "materials", "Samtaleflip 3", tmp_path / "referat.docx", "--kb", kb)
        assert (ran.status, ran.out.strip()) == (0, said), ran.err
