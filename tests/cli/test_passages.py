"""A passage from the command line: written when it may leave, and else who keeps it here."""

from pathlib import Path

import pytest
import soundfile

from tests.cli.commands import Run
from tests.cli.sample import SAMPLE_ID

FAKE = "fake:tone?speed=0&seconds=60"
KAREN = ("--from", "0:00:25", "--to", "0:00:35")
"""Karen Sørensen speaks from 0:00:20 in the example; before her nobody is noted."""


@pytest.fixture
def recorded(run: Run, kb: Path) -> Path:
    ran = run("record", SAMPLE_ID, "--device", FAKE, "--seconds", "60", "--kb", kb)
    assert ran.status == 0
    return kb


def test_passage_is_written_where_it_is_wanted(
    run: Run, recorded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "klip.flac"
    ran = run("recording", "passage", SAMPLE_ID, *KAREN, "-o", file, "--kb", recorded)
    assert (ran.status, ran.out) == (0, f"{file}\n")
    assert soundfile.info(file).frames == 10 * 48_000
    monkeypatch.chdir(tmp_path)
    ran = run("recording", "passage", SAMPLE_ID, *KAREN, "--kb", recorded, "--json")
    name = Path(ran.json["path"]).name
    assert name == "2021-04-22 Samtaleflip 3 Nordby Kommune klip 00.00.25-00.00.35.wav"
    assert (tmp_path / name).is_file()


def test_passage_that_stays_says_why_and_what_to_do(
    run: Run, recorded: Path, tmp_path: Path
) -> None:
    file = tmp_path / "klip.wav"
    ran = run(
        "recording",
        "passage",
        SAMPLE_ID,
        "--from",
        "0:00:10",
        "--to",
        "0:00:35",
        "-o",
        file,
        "--kb",
        recorded,
    )
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        "Klippet bliver her: ingen er noteret som taler fra 0:10 til 0:20.",
        "  Lyt fra 0:10 til 0:20, og notér, hvem der taler.",
    ]
    assert not file.exists()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--from", "25 s", "--to", "0:00:35"), "--from skal være et sted i optagelsen"),
        (("--from", "0:00:35", "--to", "0:00:25"), "slutte, efter det begynder"),
        ((*KAREN, "-o", "klip.mp3"), "klip.mp3 skal ende på"),
    ],
)
def test_wrong_usage_is_told(
    run: Run, recorded: Path, arguments: tuple[str, ...], why: str
) -> None:
    ran = run("recording", "passage", SAMPLE_ID, *arguments, "--kb", recorded)
    assert (ran.status != 0, why in ran.err) == (True, True), ran.err


def test_sound_that_cannot_be_read_is_told(run: Run, recorded: Path, tmp_path: Path) -> None:
    assert run("recording", "compress", "--kb", recorded).status == 0
    (flac,) = (recorded / "recordings").rglob("*.flac")
    data = flac.read_bytes()
    flac.write_bytes(data[: len(data) // 2])
    ran = run("recording", "passage", SAMPLE_ID, *KAREN, "-o", tmp_path / "k.wav", "--kb", recorded)
    assert (ran.status, ran.out) == (0, f"{tmp_path / 'k.wav'}\n")
    assert ran.err == f"Disse lydfiler kan ikke læses og er stilhed i filen: {flac.name}.\n"
