"""Exports from a terminal that have to wait: a clear list, status 1, and no file."""

import re
from dataclasses import replace
from pathlib import Path

from flipdesk.domain.clock import SystemClock
from flipdesk.domain.ids import SessionId
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from tests.cli.commands import Run
from tests.cli.sample import SAMPLE_ID
from tests.helpers.word import visible_text

CODE = re.compile(r"^ +([0-9a-f]{8}): ", re.MULTILINE)
FATIMA = "1\n00:00:25,000 --> 00:00:30,000\nBorgeren Fatima har 070761-4285.\n"
"""Karen Sørensen has the floor then in the example, and has agreed to be recorded."""


def test_a_transcript_is_refused_with_a_list_until_it_is_decided(
    run: Run, kb: Path, tmp_path: Path
) -> None:
    file = tmp_path / "formiddag.srt"
    file.write_text(FATIMA, "utf-8")
    assert run("transcript", "import", SAMPLE_ID, file, "--kb", kb).status == 0
    out = tmp_path / "ud.vtt"
    export = ("transcript", "export", SAMPLE_ID, "-o", out, "--kb", kb)
    refused = run(*export)
    assert (refused.status, refused.out, out.exists()) == (1, "", False)
    first, *listed, advice = refused.err.splitlines()
    assert first == "Der er 2 ting at tage stilling til, før det kan skrives."
    assert "--keep" in advice
    codes = [found[1] for line in listed if (found := re.match(r" +([0-9a-f]{8}): ", line))]
    assert len(codes) == 2
    assert all("00:00:25" in line for line in listed)
    assert run(*export, "--keep", codes[0]).status == 2
    assert run(*export, "--keep", "00000000", "--reason", "nobody").status == 1
    assert run(*export, "--keep", codes[0], "--reason", "nobody").status == 1
    assert not out.exists()
    assert run(*export, "--keep", codes[1], "--reason", "nobody").status == 0
    assert "070761-4285" in out.read_text("utf-8")


def test_papers_wait_and_what_stands_in_them_is_hidden_by_its_code(
    run: Run, kb: Path, tmp_path: Path
) -> None:
    base = KnowledgeBase.open(kb, SystemClock())
    session = base.record(SessionId(SAMPLE_ID)).session
    base.sessions.save(replace(session, purpose="Vi hører om 070761-4285."))
    base.close()
    for name, out in (("program", tmp_path / "p.docx"), ("run-sheet", tmp_path / "d.docx")):
        refused = run("session", name, SAMPLE_ID, "-o", out, "--kb", kb)
        assert (refused.status, out.exists()) == (1, False)
        (code,) = CODE.findall(refused.err)
        assert "--hide" in refused.err
    kept: tuple[str, ...] = ("--keep", code, "--reason", "public")
    for name, out in (("program", tmp_path / "p.docx"), ("run-sheet", tmp_path / "d.docx")):
        assert run("session", name, SAMPLE_ID, "-o", out, "--kb", kb, *kept).status == 0
        assert "070761-4285" in visible_text(out.read_bytes())
        kept = ()
    base = KnowledgeBase.open(kb, SystemClock())
    base.sessions.save(replace(session, purpose="Hun har 070761-4285."))
    base.close()
    out = tmp_path / "program.docx"
    assert run("session", "program", SAMPLE_ID, "-o", out, "--kb", kb, "--hide", "all").status == 0
    assert "Hun har [CPR-nummer]." in visible_text(out.read_bytes())


def test_a_session_file_says_what_goes_along_and_leaves_knowingly(
    run: Run, kb: Path, tmp_path: Path
) -> None:
    out = tmp_path / "x.flip.json"
    export = ("session", "export", SAMPLE_ID, "--kb", kb)
    ran = run(*export, "-o", out)
    assert ran.status == 0
    first, people, *_rest, last = ran.err.splitlines()
    assert first == "Med i filen:"
    assert re.match(r"  \d+ personer ved navn, ", people)
    assert last == "  Lyd, skrevne referater og nøglen til pseudonymerne bliver her."
    out.unlink()
    file = tmp_path / "formiddag.srt"
    file.write_text(FATIMA, "utf-8")
    assert run("transcript", "import", SAMPLE_ID, file, "--kb", kb).status == 0
    refused = run(*export)
    assert (refused.status, refused.out) == (1, "")
    assert "--anyway" in refused.err
    codes = CODE.findall(refused.err)
    assert len(codes) == 2
    assert "070761-4285" in run(*export, "--anyway").out
    assert "  1 afsnit af transskriptioner, ord for ord." in run(*export, "--anyway").err
    both = [part for code in codes for part in ("--keep", code)]
    assert run(*export, *both).status == 2
    assert run(*export, *both, "--reason", "agreed", "-o", out).status == 0
    assert run(*export, "-o", out, "--json").json["contents"]


def test_a_passage_waits_for_what_a_transcript_says_of_it(
    run: Run, kb: Path, tmp_path: Path
) -> None:
    device = "fake:tone?speed=0&seconds=60"
    file, out = tmp_path / "formiddag.srt", tmp_path / "klip.wav"
    file.write_text(FATIMA, "utf-8")
    assert run("transcript", "import", SAMPLE_ID, file, "--kb", kb).status == 0
    record = ("record", SAMPLE_ID, "--device", device, "--seconds", "60", "--kb", kb)
    assert run(*record).status == 0
    span = ("--from", "0:00:22", "--to", "0:00:35")
    export = ("recording", "passage", SAMPLE_ID, *span, "-o", out, "--kb", kb)
    refused = run(*export)
    assert (refused.status, out.exists()) == (1, False)
    assert len(CODE.findall(refused.err)) == 2
    assert run(*export, "--keep", "all", "--reason", "agreed").status == 0
    assert out.is_file()
