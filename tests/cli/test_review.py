"""`flipdesk review` as it is used from a terminal."""

from pathlib import Path

from flipdesk.domain.returned import By, Span
from tests.cli.commands import Run
from tests.cli.sample import SAMPLE_ID
from tests.helpers.returned import WordEdit

METTE = By("Mette Holm", "2026-11-24T10:15:00")


def test_a_document_is_taken_in_listed_and_decided(run: Run, kb: Path, tmp_path: Path) -> None:
    sent = tmp_path / "referat.docx"
    run("minutes", "write", SAMPLE_ID, "-o", sent, "--kb", kb)
    assert "ikke kommet noget retur" in run("review", "list", SAMPLE_ID, "--kb", kb).out
    edit = WordEdit(sent.read_bytes())
    mark = next(one for one in edit.root.iter("{*}bookmarkStart")
                if "_fd_r_" in str(one.attrib))  # fmt: skip
    paragraph = mark.getparent()
    assert paragraph is not None
    said = "".join(one.text or "" for one in paragraph.iter("{*}t"))
    edit.rewrite(paragraph, (Span(said), Span(" Og mere.", inserted=METTE)))
    edit.comment(paragraph, "Mette Holm", "Passer det?")
    back = tmp_path / "retur.docx"
    back.write_bytes(edit.data())
    taken = run("review", "import", back, "--kb", kb)
    assert taken.out.startswith("Hentet: 1 kommentar, 1 ændring, i udgave 1 (til deltagere).")
    assert not run("review", "import", back, "--kb", kb, "--json").json["is_new"]
    listed = run("review", "list", SAMPLE_ID, "--kb", kb, "--json").json
    change, comment = listed["changes"][0], listed["comments"][0]
    assert (change["by"], change["new"], comment["text"]) == (
        ["Mette Holm"],
        " Og mere.",
        "Passer det?",
    )
    assert change["would_be"] == f"{said} Og mere."
    shown = run("review", "list", SAMPLE_ID, "--kb", kb).out
    assert "{+ Og mere.+}" in shown
    assert "Passer det?" in shown
    assert run("review", "accept", change["id"][:8], "--kb", kb).status == 0
    assert run("review", "reject", comment["id"][:8], "--kb", kb).out.strip() == "afvist"
    assert run("review", "accept", "ffffffff", "--kb", kb).status == 1
    again = run("review", "list", SAMPLE_ID, "--kb", kb, "--json").json
    assert [again["changes"][0]["state"], again["comments"][0]["state"]] == ["accepted", "rejected"]


def test_a_file_that_is_not_there_gets_a_sentence(run: Run, kb: Path, tmp_path: Path) -> None:
    missing = run("review", "import", tmp_path / "væk.docx", "--kb", kb)
    assert (missing.status, missing.err.count("\n")) == (1, 1)
    assert "væk.docx" in missing.err
