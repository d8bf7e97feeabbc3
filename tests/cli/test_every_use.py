"""Every act from a terminal leaves one line in the journal of use, and no line has a name in it."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

import flipdesk
from flipdesk.domain.use import Act, Thing
from tests.cli.commands import Run
from tests.cli.sample import SAMPLE, SAMPLE_ID
from tests.helpers.nordby import nordby

KEPT = ("--keep", "all", "--reason", "nobody")
SELECTED = ("--session", SAMPLE_ID, *KEPT)
VTT = "WEBVTT\n\n00:25.000 --> 00:29.000\nVi spurgte borgerne.\n"
"""Karen Sørensen has the floor then in the example, and has agreed to be recorded."""
SECRET = "rødbede under åben himmel"
Line = dict[str, object]


def lines(kb: Path) -> list[Line]:
    text = (kb / "journal.jsonl").read_text("ascii")
    return [json.loads(one) for one in text.splitlines()]


def names() -> Iterator[str]:
    """Yield what would tell who or what it is about: people, workplaces, titles, files."""
    record = nordby()
    for one in record.participants:
        yield from (part for part in one.name.split() if len(part) > 3)
    yield record.series.organisation
    yield record.session.title
    yield from ("Diktafon", "udskrift", "prøve", ".docx", ".qdpx", "Vestergaard")


def left(run: Run, kb: Path, *command: str | Path) -> list[tuple[object, object]]:
    """Run a command, and return what it left in the journal beside that it was opened."""
    before = len(lines(kb))
    ran = run(*command, "--kb", kb)
    assert ran.status == 0, ran.err
    new = [(one["act"], one.get("thing")) for one in lines(kb)[before:]]
    opened = (Act.OPENED, Thing.KNOWLEDGE_BASE)
    return [one for number, one in enumerate(new) if number or one != opened]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "ud"
    folder.mkdir()
    return folder


def test_every_file_that_is_written_leaves_one_line(run: Run, kb: Path, out: Path) -> None:
    session, selection = Thing.SESSION, Thing.SELECTION
    written: list[tuple[tuple[str | Path, ...], Thing]] = [
        (("session", "export", SAMPLE_ID, "--anyway"), session),
        (("session", "program", SAMPLE_ID, *KEPT), Thing.PAPER),
        (("session", "run-sheet", SAMPLE_ID, *KEPT), Thing.PAPER),
        (("minutes", "write", SAMPLE_ID, *KEPT), Thing.MINUTES),
        (("export", "qdpx", *SELECTED), selection),
        (("export", "qdc", *SELECTED), Thing.CODEBOOK),
        (("export", "csv", *SELECTED), selection),
        (("export", "xlsx", *SELECTED), selection),
        (("export", "ics", *SELECTED), selection),
        (("export", "html", "--session", SAMPLE_ID), Thing.SERIES),
        (("series", "digest", nordby().series.id), Thing.SERIES),
    ]
    for command, thing in written:
        assert left(run, kb, *command, "-o", out) == [(Act.EXPORTED, thing)], command
    named: list[tuple[tuple[str | Path, ...], Thing]] = [
        (("session", "program", SAMPLE_ID, *KEPT, "-o", out / "dage.ics"), Thing.PAPER),
        (("export", "datasette", *SELECTED, "-o", out / "åbent"), selection),
        (("report", "potentials", "-o", out / "kort.svg"), Thing.REPORT),
        (("journal", "person", "Mette Holm", "-o", out / "brug.docx"), Thing.PERSON),
    ]
    for command, thing in named:
        assert left(run, kb, *command) == [(Act.EXPORTED, thing)], command
    assert run("journal", "check", "--kb", kb).status == 0
    told = (kb / "journal.jsonl").read_text()
    assert not [one for one in names() if one.casefold() in told.casefold()]


def test_sound_and_words_that_come_and_go_leave_one_line_each(
    run: Run, kb: Path, tmp_path: Path, out: Path
) -> None:
    sound, vtt = tmp_path / "Diktafon.wav", tmp_path / "udskrift.vtt"
    soundfile.write(sound, np.full(16_000 * 40, 900, np.int16), 16_000, "PCM_16")
    vtt.write_text(VTT, "utf-8")
    begins = ("--starts", "2021-04-22 09:30")
    span = ("--from", "0:00:25", "--to", "0:00:29")
    came: list[tuple[tuple[str | Path, ...], Act, Thing]] = [
        (("recording", "import", SAMPLE_ID, sound, *begins), Act.IMPORTED, Thing.RECORDING),
        (("transcript", "import", SAMPLE_ID, vtt), Act.IMPORTED, Thing.TRANSCRIPT),
        (
            ("recording", "export", SAMPLE_ID, "-o", out / "lyd.wav"),
            Act.EXPORTED,
            Thing.RECORDING,
        ),
        (
            ("transcript", "export", SAMPLE_ID, "-o", out / "ud.vtt"),
            Act.EXPORTED,
            Thing.TRANSCRIPT,
        ),
        (("recording", "passage", SAMPLE_ID, *span, "-o", out), Act.EXPORTED, Thing.PASSAGE),
    ]
    for command, act, thing in came:
        assert left(run, kb, *command) == [(act, thing)], command
    told = (kb / "journal.jsonl").read_text()
    assert not [one for one in names() if one.casefold() in told.casefold()]


def test_what_cannot_be_undone_leaves_one_line(run: Run, kb: Path, tmp_path: Path) -> None:
    base = Thing.KNOWLEDGE_BASE
    assert left(run, kb, "kb", "backup") == [(Act.BACKED_UP, base)]
    assert left(run, kb, "pseudonyms", "list") == [(Act.PSEUDONYM_SHOWN, base)]
    assert left(run, kb, "pseudonyms", "forget", "--all") == [(Act.PSEUDONYM_FORGOTTEN, base)]
    assert left(run, kb, "journal", "show") == [(Act.JOURNAL_READ, base)]
    assert left(run, kb, "session", "show", SAMPLE_ID) == [(Act.OPENED, Thing.SESSION)]
    erased = ("--from", "0:00:02", "--to", "0:00:04", "--yes")
    passage = left(run, kb, "passage", "erase", SAMPLE_ID, *erased)
    assert passage == [(Act.ERASED, Thing.PASSAGE)]
    assert left(run, kb, "person", "erase", "Mette Holm", "--yes") == [(Act.ERASED, Thing.PERSON)]
    assert left(run, kb, "session", "erase", SAMPLE_ID, "--yes") == [(Act.ERASED, Thing.SESSION)]
    assert (Act.RESTORED, base) in left(run, kb, "kb", "restore", "--yes")
    told = (kb / "journal.jsonl").read_text()
    assert not [one for one in names() if one.casefold() in told.casefold()]


def test_keys_leave_one_line_each(run: Run, kb: Path, tmp_path: Path) -> None:
    base = Thing.KNOWLEDGE_BASE
    secret, other = tmp_path / "adgang.txt", tmp_path / "ny.txt"
    secret.write_text(SECRET, "utf-8")
    other.write_text(f"{SECRET} igen", "utf-8")
    by = ("--passphrase-file", secret)
    assert left(run, kb, "kb", "encrypt", *by) == [(Act.ENCRYPTED, base)]
    run("session", "list", "--kb", kb, *by)
    assert lines(kb)[-1]["details"] == {"by": "key"}
    changed = left(run, kb, "kb", "passphrase", *by, "--new-passphrase-file", other)
    assert changed == [(Act.KEY_CHANGED, Thing.KEYS)]
    by = ("--passphrase-file", other)
    assert left(run, kb, "kb", "recovery-key", *by) == [(Act.KEY_CHANGED, Thing.KEYS)]
    assert left(run, kb, "kb", "decrypt", *by) == [(Act.DECRYPTED, base)]
    assert SECRET not in (kb / "journal.jsonl").read_text()


def test_a_session_that_is_deleted_and_taken_in_again_leaves_one_line_each(
    run: Run, kb: Path
) -> None:
    assert left(run, kb, "session", "delete", SAMPLE_ID) == [(Act.DELETED, Thing.SESSION)]
    assert left(run, kb, "session", "import", SAMPLE) == [(Act.IMPORTED, Thing.SESSION)]
    assert left(run, kb, "session", "import", SAMPLE) == []


def test_a_rescue_leaves_one_line(run: Run, kb: Path) -> None:
    assert run("kb", "backup", "--kb", kb).status == 0
    (kb / "knowledge.sqlite").write_bytes(b"")
    assert left(run, kb, "kb", "rescue", "--yes") == [(Act.RESCUED, Thing.KNOWLEDGE_BASE)]


def test_every_act_is_written_somewhere() -> None:
    sources = sorted(Path(flipdesk.__file__).parent.rglob("*.py"))
    texts = [one.read_text("utf-8") for one in sources if one.parent.name != "domain"]
    counts = Counter(name for text in texts for name in re.findall(r"\bAct\.([A-Z_]+)\b", text))
    assert [one.name for one in Act if not counts[one.name]] == []
