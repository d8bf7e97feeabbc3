"""A transcript from the command line: in, listed, and out without names."""

from pathlib import Path

import pytest

from tests.cli.commands import Run
from tests.cli.sample import SAMPLE_ID
from tests.exchange.transcripts.samples import SUBRIP

KAREN = "1\n00:00:25,000 --> 00:00:30,000\nKaren Sørensen begynder.\n"
"""Karen Sørensen has the floor from 0:00:20 in the example."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "formiddag.srt"
    path.write_text(KAREN, "utf-8")
    return path


def test_transcript_is_taken_in_listed_and_handed_out(
    run: Run, kb: Path, file: Path, tmp_path: Path
) -> None:
    assert "ingen transskription" in run("transcript", "list", SAMPLE_ID, "--kb", kb).out
    taken = run("transcript", "import", SAMPLE_ID, file, "--kb", kb)
    assert (taken.status, taken.err) == (0, "")
    assert taken.out == "Læst ind: 1 afsnit fra SubRip, 0:00 inde i sessionen.\n"
    (listed,) = run("transcript", "list", SAMPLE_ID, "--kb", kb, "--json").json
    assert (listed["name"], listed["segments"], listed["kind"]) == ("formiddag", 1, "imported")
    out = tmp_path / "ud.vtt"
    handed = run("transcript", "export", SAMPLE_ID, "-o", out, "--kb", kb)
    assert (handed.status, handed.out) == (0, f"{out}\n")
    text = out.read_text("utf-8")
    assert "Karen" not in text
    assert "00:00:25.000 --> 00:00:30.000" in text
    twice = run("transcript", "import", SAMPLE_ID, file, "--kb", kb)
    assert (twice.status, twice.err) == (
        1, "formiddag.srt er allerede i sessionen, som ”formiddag”.\n"
    )  # fmt: skip


def test_place_by_clock_and_by_marker(run: Run, kb: Path, file: Path) -> None:
    starts = ("--starts", "2021-04-22 09:33")
    taken = run("transcript", "import", SAMPLE_ID, file, *starts, "--kb", kb, "--json").json
    assert taken["offset_ms"] == 60_000
    file.write_text(SUBRIP, "utf-8")
    wrong = run("transcript", "import", SAMPLE_ID, file, *starts, "--marker", "x", "--kb", kb)
    assert wrong.status == 1
    assert "--marker" in wrong.err


def test_file_that_is_none_says_so_and_stores_nothing(run: Run, kb: Path, file: Path) -> None:
    file.write_text("1\n00:00:99,000 --> x\nHej\n", "utf-8")
    refused = run("transcript", "import", SAMPLE_ID, file, "--kb", kb)
    assert (refused.status, refused.out) == (1, "")
    assert refused.err.startswith("formiddag.srt blev ikke læst ind: linje 2")
    assert run("transcript", "list", SAMPLE_ID, "--kb", kb, "--json").json == []
    gone = run("transcript", "import", SAMPLE_ID, file.with_name("væk.srt"), "--kb", kb)
    assert "væk.srt" in gone.err
    assert run("transcript", "export", SAMPLE_ID, "-o", "x.doc", "--kb", kb).status == 1
