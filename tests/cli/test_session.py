"""`flipdesk session` and `flipdesk kb`, as scripts use them."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import Run
from tests.cli.sample import SAMPLE, SAMPLE_ID


def test_a_session_is_imported_listed_shown_exported_deleted_and_brought_back(
    run: Run, tmp_path: Path
) -> None:
    kb = tmp_path / "prøve.flipkb"
    imported = run("session", "import", SAMPLE, "--kb", kb)
    assert f"Hentet ind: Samtaleflip 3 ({SAMPLE_ID})" in imported.out
    assert "Ny vidensbase" in imported.err
    assert "her allerede" in run("session", "import", SAMPLE, "--kb", kb).out
    listed = run("session", "list", "--kb", kb).out
    assert "22.4.2021  Samtaleflip 3  Samtaleflip i Nordby Kommune  Holdt" in listed
    shown = run("session", "show", SAMPLE_ID[:6], "--kb", kb).out
    assert "torsdag den 22. april 2021 kl. 9.30-12.00" in shown
    assert "ÅB" in shown
    copy = tmp_path / "kopi.flip.json"
    assert run("session", "export", "Samtaleflip 3", "-o", copy, "--kb", kb).status == 0
    assert copy.read_bytes() == SAMPLE.read_bytes()
    assert run("session", "export", SAMPLE_ID, "--kb", kb).out.encode() == SAMPLE.read_bytes()
    deleted = run("session", "delete", "Samtaleflip 3", "--kb", kb).out
    assert "Slettet: Samtaleflip 3" in deleted
    assert "Der er ingen sessioner endnu" in run("session", "list", "--kb", kb).out
    kept = deleted.split('import "')[1].split('"')[0]
    assert run("session", "import", kept, "--kb", kb).status == 0
    assert run("session", "export", SAMPLE_ID, "--kb", kb).out.encode() == SAMPLE.read_bytes()


def test_json_says_the_same(run: Run, kb: Path) -> None:
    again = run("session", "import", SAMPLE, "--kb", kb, "--json").json
    assert again == [{"id": SAMPLE_ID, "title": "Samtaleflip 3", "stored": False, "differs": False}]
    (listed,) = run("session", "list", "--kb", kb, "--json").json
    assert (listed["id"], listed["reflections"], listed["outcomes"]) == (SAMPLE_ID, 17, 8)
    assert listed["starts"] == "2021-04-22T09:30:00+02:00"
    shown = run("session", "show", SAMPLE_ID, "--kb", kb, "--json").json
    assert shown["content"] == json.loads(SAMPLE.read_bytes())
    deleted = run("session", "delete", SAMPLE_ID, "--kb", kb, "--json").json
    assert Path(deleted["copy"]).read_bytes() == SAMPLE.read_bytes()
    assert run("session", "list", "--kb", kb, "--json").json == []


def test_a_refused_file_lists_every_problem_and_stores_nothing(run: Run, tmp_path: Path) -> None:
    kb, bad = tmp_path / "prøve.flipkb", tmp_path / "dårlig.flip.json"
    data = json.loads(SAMPLE.read_bytes())
    data["participants"][2]["role"] = "boss"
    data["session"]["chair"] = "XX"
    bad.write_text(json.dumps(data), "utf-8")
    run("kb", "create", "--kb", kb)
    refused = run("session", "import", SAMPLE, bad, "--kb", kb)
    assert (refused.status, refused.out) == (1, "")
    lines = refused.err.splitlines()
    assert lines[0].startswith("dårlig.flip.json blev afvist, og intet er gemt.")
    assert {line.split(":")[0].strip() for line in lines[1:]} == {
        "participants[2].role",
        "session.chair",
    }
    assert run("session", "list", "--kb", kb, "--json").json == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe\x00", b"[]", b"PK\x03\x04", b'{"format": 1}', b"\x00" * 99]
)
def test_no_file_gives_a_traceback(run: Run, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "noget"
    file.write_bytes(content)
    told = run("session", "import", file, "--kb", tmp_path / "kb.flipkb")
    assert told.status == 1
    assert "intet er gemt" in told.err


def test_what_is_not_there_is_told_in_one_sentence(run: Run, kb: Path, tmp_path: Path) -> None:
    for arguments, words in [
        (["session", "show", "nej", "--kb", kb], "Der er ingen session ”nej”"),
        (["session", "import", tmp_path / "nej", "--kb", kb], "kan ikke læses"),
        (["session", "import", tmp_path, "--kb", kb], "kan ikke læses"),
        (["session", "import", "a\0b", "--kb", kb], "kan ikke læses"),
        (["session", "list", "--kb", tmp_path / "nej"], "ingen vidensbase"),
        (["session", "list", "--kb", SAMPLE], ""),
        (["session", "export", SAMPLE_ID, "-o", tmp_path / "x" / "y", "--kb", kb], ""),
        (["kb", "create", kb], "ikke tom"),
    ]:
        told = run(*arguments)
        assert (told.status, told.out) == (1, "")
        assert words in told.err
        assert told.err.count("\n") == 1


def test_the_variable_names_the_knowledge_base(
    run: Run, kb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLIPDESK_KB", str(kb))
    assert len(run("session", "list", "--json").json) == 1


def test_a_knowledge_base_is_made_described_checked_and_backed_up(run: Run, tmp_path: Path) -> None:
    kb = tmp_path / "ny.flipkb"
    assert run("kb", "create", kb, "--json").json == {"path": str(kb)}
    run("session", "import", SAMPLE, "--kb", kb)
    info = run("kb", "info", "--kb", kb, "--json").json
    assert (info["sessions"], info["people"], info["reflections"]) == (1, 9, 17)
    assert info["codebooks"] == ["cubb-2021", "lises-2018"]
    assert "Vidensbasen er hel." in run("kb", "check", "--kb", kb).out
    assert run("kb", "check", "--kb", kb, "--json").json == {"problems": []}
    copy = run("kb", "backup", "--kb", kb, "--json").json["path"]
    assert Path(copy).read_bytes().startswith(b"SQLite format 3")
    assert "Sikkerhedskopier  1" in run("kb", "info", "--kb", kb).out
