"""Recordings from the command line: kept, checked, taken in, handed out and taken back."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
import soundfile

from flipdesk.audio.recording_folder import read_recording
from flipdesk.domain.changes import Changes
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.ids import SessionId
from flipdesk.domain.participant import Consent
from flipdesk.domain.recording import Recording
from flipdesk.domain.vocabulary import RecordingConsent
from flipdesk.errors import KnownError
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.recordings import RecordingStore
from flipdesk.services.desk import Desk
from tests.audio.sounds import Feed, noise
from tests.cli.commands import Run
from tests.cli.sample import SAMPLE_ID

FAKE = "fake:tone?speed=0&seconds=3"


@pytest.fixture
def recorded(run: Run, kb: Path) -> Path:
    """A knowledge base whose session has a recording of 3 s, and the recording's folder."""
    told = run("record", SAMPLE_ID, "--device", FAKE, "--seconds", "3", "--kb", kb)
    assert told.status == 0
    return kb / "recordings" / SAMPLE_ID


def tone_file(path: Path, seconds: float, *, ended: float = 1_619_080_000) -> Path:
    soundfile.write(
        path, np.zeros(round(seconds * 16_000), np.int16), 16_000, "PCM_16", format="WAV"
    )
    os.utime(path, (ended, ended))
    return path


def test_recording_is_listed_verified_and_made_smaller(run: Run, kb: Path, recorded: Path) -> None:
    (listed,) = run("recording", "list", "--kb", kb, "--json").json
    assert (listed["session"], listed["formats"]) == (SAMPLE_ID, ["wav"])
    assert listed["ms"] == pytest.approx(3_000, abs=100)
    assert "WAV" in run("recording", "list", SAMPLE_ID, "--kb", kb).out
    assert run("recording", "verify", SAMPLE_ID, "--kb", kb).status == 0
    before = read_recording(recorded).recorded_ms
    made = run("recording", "compress", "--kb", kb)
    assert (made.status, made.out) == (0, "1 fil er nu FLAC.\n")
    assert read_recording(recorded).recorded_ms == before
    assert list(recorded.glob("*.wav")) == []
    (listed,) = run("recording", "list", "--kb", kb, "--json").json
    assert listed["formats"] == ["flac"]
    assert run("recording", "compress", SAMPLE_ID, "--kb", kb, "--json").json["files"] == 0
    assert "som de blev optaget" in run("recording", "verify", SAMPLE_ID, "--kb", kb).out
    (flac,) = recorded.glob("*.flac")
    data = bytearray(flac.read_bytes())
    data[len(data) // 2] ^= 1
    flac.write_bytes(data)
    told = run("recording", "verify", SAMPLE_ID, "--kb", kb)
    assert (told.status, flac.name in told.out) == (1, True)
    assert run("recording", "verify", SAMPLE_ID, "--kb", kb, "--json").json == [
        {"file": str(flac), "fault": "changed"}
    ]


def test_changed_wav_stays_and_the_command_fails(run: Run, kb: Path, recorded: Path) -> None:
    (wav,) = recorded.glob("*.wav")
    with wav.open("r+b") as file:
        file.seek(999)
        file.write(b"?")
    told = run("recording", "compress", "--kb", kb)
    assert (told.status, wav.name in told.err, wav.exists()) == (1, True, True)


def test_knowledge_base_without_recordings(run: Run, kb: Path, tmp_path: Path) -> None:
    assert "ingen optagelse" in run("recording", "list", "--kb", kb).out
    told = run("recording", "export", SAMPLE_ID, "-o", tmp_path / "x.wav", "--kb", kb)
    assert (told.status, "ingen optagelse" in told.err) == (1, True)
    calm = run("recover", "--kb", kb)
    assert (calm.status, calm.out, calm.err) == (
        0, "Alle optagelser er i vidensbasen. Alt er, som det skal være.\n", "",
    )  # fmt: skip
    assert run("recover", "--kb", kb, "--json").json == []


@pytest.mark.parametrize("ending", ["wav", "flac", "opus"])
def test_recording_is_exported_whole_and_in_part(
    run: Run, kb: Path, recorded: Path, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"møde.{ending}"
    assert run("recording", "export", SAMPLE_ID, "-o", path, "--kb", kb).out == f"{path}\n"
    contents = read_recording(recorded)
    assert soundfile.info(path).frames == contents.end_sample
    part = ["--from", "0:01", "--to", "0:00:02.5", "--json"]
    made = run("recording", "export", SAMPLE_ID, "-o", path, *part, "--kb", kb).json
    assert made == {"path": str(path), "ms": 1_500, "unreadable": []}
    assert soundfile.info(path).frames == 1_500 * 48
    other = tmp_path / "møde"
    asked = ["--format", ending, "-o", other]
    assert run("recording", "export", SAMPLE_ID, *asked, "--kb", kb).status == 0
    assert other.is_file()


def test_voice_that_is_silenced_is_silent_in_the_export_also_without_a_passage(
    run: Run, kb: Path, recorded: Path, tmp_path: Path
) -> None:
    base = KnowledgeBase.open(kb, SystemClock())
    desk, session_id = Desk(base, SystemClock()), SessionId(SAMPLE_ID)
    for turn in base.turns.of_session(session_id):
        base.turns.delete(turn.id)
    person = base.participants.of_session(session_id)[0].id
    desk.speaking.give(session_id, person, 1_000)
    desk.invitations.change(person, consent=Consent(recording=RecordingConsent.WITHDRAWN))
    desk.withdrawal.silence(person)
    assert base.passages.of_session(session_id) == ()
    base.close()
    path = tmp_path / "ud.wav"
    assert run("recording", "export", SAMPLE_ID, "-o", path, "--kb", kb).status == 0
    sound = soundfile.read(path, dtype="int16")[0]
    assert sound[:48_000].any()
    assert not sound[48_000:].any()


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["export", SAMPLE_ID, "-o", "x.docx"], 1, ".wav, .flac, .opus"),
        (["export", SAMPLE_ID, "-o", "x.wav", "--from", "1:00:00"], 1, "ingen optagelse i det"),
        (["export", SAMPLE_ID, "-o", "x.wav", "--from", "ti"], 2, "--from skal være et sted"),
        (["export", SAMPLE_ID, "-o", "x.wav", "--recording", "zz"], 1, "--recording"),
        (["import", SAMPLE_ID, "x.wav", "--at", "1:00"], 1, "--marker"),
        (["import", SAMPLE_ID, "x.wav", "--starts", "i går"], 2, "--starts skal være et tidspunkt"),
        (["import", SAMPLE_ID, "x.wav"], 1, "x.wav"),
    ],
)
def test_what_cannot_be_done_is_said(
    run: Run,
    kb: Path,
    recorded: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    status: int,
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    told = run("recording", *arguments, "--kb", kb)
    assert (told.status, told.out) == (status, "")
    assert words in told.err
    assert told.err.count("\n") == 1


def test_file_is_taken_in_as_a_clip(run: Run, kb: Path, tmp_path: Path) -> None:
    file = tone_file(tmp_path / "Klip.ogg", 5)
    both = ["--clip", "--starts", "2021-04-22 09:30:00"]
    assert run("recording", "import", SAMPLE_ID, file, *both, "--kb", kb).status == 1
    made = run("recording", "import", SAMPLE_ID, file, "--clip", "--kb", kb, "--json").json
    assert (made["at_ms"], made["ms"]) == (0, 5_000)
    session = json.loads(run("session", "export", SAMPLE_ID, "--kb", kb).out)
    (clip,) = (one for one in session["passages"] if "clip" in one)
    assert (clip["title"], clip["from"], clip["to"]) == ("Klip", "00:00:00", "00:00:05")
    assert session["recordings"][clip["clip"]]["clip"] is True


def test_recording_made_elsewhere_is_taken_in(run: Run, kb: Path, tmp_path: Path) -> None:
    file = tone_file(tmp_path / "Diktafon.wav", 20)
    starts = ["--starts", "2021-04-22 09:30:00"]
    told = run("recording", "import", SAMPLE_ID, file, *starts, "--kb", kb)
    assert (told.status, told.out) == (
        0, "Hentet ind: 0:20 fra Diktafon.wav, 0:00 inde i sessionen.\n",
    )  # fmt: skip
    later = tone_file(tmp_path / "Teams.mp3", 5)
    made = run(
        "recording",
        "import",
        SAMPLE_ID,
        later,
        "--starts",
        "2021-04-22 09:29:58",
        "--kb",
        kb,
        "--json",
    ).json
    assert (made["left_out_ms"], made["ms"], made["at_ms"]) == (2_000, 3_000, 0)
    listed = run("recording", "list", SAMPLE_ID, "--kb", kb, "--json").json
    assert {one["source"] for one in listed} == {"Diktafon.wav", "Teams.mp3"}
    assert {one["started"] for one in listed} == {"2021-04-22T09:30:00+02:00"}
    assert run("recording", "export", SAMPLE_ID, "-o", tmp_path / "y.wav", "--kb", kb).status == 0
    assert soundfile.info(tmp_path / "y.wav").frames == 20 * 16_000
    asked = ["--recording", "z", "-o", tmp_path / "x.wav"]
    told = run("recording", "export", SAMPLE_ID, *asked, "--kb", kb)
    assert (told.status, "Teams.mp3" in told.err) == (1, True)
    which = ["--recording", made["id"][:8]]
    path = tmp_path / "x.wav"
    assert run("recording", "export", SAMPLE_ID, *which, "-o", path, "--kb", kb).status == 0
    assert soundfile.info(path).frames == 3 * 16_000
    assert run("recording", "verify", SAMPLE_ID, "--kb", kb).status == 0


def test_what_was_recorded_is_told_and_not_a_later_import(
    run: Run, kb: Path, tmp_path: Path
) -> None:
    file = tone_file(tmp_path / "Diktafon.wav", 20)
    starts = ["--starts", "2099-01-01 09:30:00"]
    imported = run("recording", "import", SAMPLE_ID, file, *starts, "--kb", kb, "--json").json
    asked = ["--device", FAKE, "--seconds", "3", "--json"]
    made = run("record", SAMPLE_ID, *asked, "--kb", kb).json
    assert made["id"] != imported["id"]
    assert made["ms"] == pytest.approx(3_000, abs=200)


def test_knowledge_base_that_refuses_for_a_while_does_not_end_the_recording(
    run: Run, kb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals = iter(range(3))
    save = RecordingStore.save

    def refusing(store: RecordingStore, recording: Recording) -> Changes:
        if next(refusals, None) is not None:
            raise KnownError("locked")
        return save(store, recording)

    monkeypatch.setattr(RecordingStore, "save", refusing)
    asked = ["--device", FAKE, "--seconds", "3", "--json"]
    made = run("record", SAMPLE_ID, *asked, "--kb", kb)
    assert made.status == 0, made.err
    assert next(refusals, None) is None
    (listed,) = run("recording", "list", "--kb", kb, "--json").json
    assert listed["stopped"] is not None
    assert listed["ms"] == made.json["ms"] == pytest.approx(3_000, abs=200)


def test_recording_made_elsewhere_is_placed_by_a_marker(
    run: Run, kb: Path, recorded: Path, tmp_path: Path
) -> None:
    file = tone_file(tmp_path / "Diktafon.wav", 20)
    asked = ["--marker", "findes ikke", "--at", "0:03"]
    told = run("recording", "import", SAMPLE_ID, file, *asked, "--kb", kb)
    assert told.status == 1
    (marker, *_rest) = told.err.partition(": ")[2].split(", ")
    asked = ["--marker", marker.split()[0], "--at", "0:03"]
    made = run("recording", "import", SAMPLE_ID, file, *asked, "--kb", kb, "--json").json
    shown = run("session", "show", SAMPLE_ID, "--kb", kb, "--json").json
    marked = min(one["at"] for one in shown["content"]["markers"] if "at" in one)
    hours, minutes, seconds = (float(part) for part in marked.split(":"))
    at_ms = round(((hours * 60 + minutes) * 60 + seconds) * 1000)
    assert made["at_ms"] == at_ms - 3_000


def test_crashed_recording_is_told_and_taken_back(run: Run, kb: Path) -> None:
    folder = kb / "recordings" / SAMPLE_ID
    feed = Feed(folder)
    feed.begin()
    feed.hear(0, noise(9 * 8_000))
    feed.writer.abandon_segment()
    orphan = Feed(folder.with_name("0" * 36))
    orphan.begin()
    orphan.hear(0, noise(8_000))
    orphan.writer.abandon_segment()
    dry = run("recover", "--dry-run", "--kb", kb)
    assert dry.status == 0
    assert "Taget tilbage" not in dry.out
    assert run("recording", "list", "--kb", kb, "--json").json == []
    told = run("recover", "--kb", kb)
    assert told.status == 0
    assert "Samtaleflip 3: 0:09" in told.out
    assert "Taget tilbage." in told.out
    assert str(orphan.folder) in told.out
    (listed,) = run("recording", "list", "--kb", kb, "--json").json
    assert listed["ms"] == 9_000
    (left,) = run("recover", "--kb", kb, "--json").json
    assert (left["orphan"], left["taken_back"]) == (True, False)


def test_interrupted_export_leaves_nothing_half(
    run: Run, kb: Path, recorded: Path, tmp_path: Path
) -> None:
    path = tmp_path / "lang.opus"
    feed = Feed(recorded, spec=read_recording(recorded).spec)
    feed.writer.begin(0, feed.clock.utc())
    for minute in range(10):
        feed.hear(feed.writer.position, noise(60 * 48_000, seed=minute), step_ms=60_000)
    feed.writer.close()
    run("recover", "--kb", kb)
    command = [sys.executable, "-m", "flipdesk", "recording", "export", SAMPLE_ID]
    with subprocess.Popen(
        [*command, "-o", str(path), "--kb", str(kb)], stderr=subprocess.PIPE, text=True
    ) as export:
        while not list(tmp_path.glob(".*.flipdesk-tmp")):
            with suppress(subprocess.TimeoutExpired):
                export.wait(0.01)
            assert export.returncode is None
        export.send_signal(signal.SIGINT)
        assert export.wait() == 130
    assert not path.exists()
    assert list(tmp_path.glob(".*.flipdesk-tmp")) == []
