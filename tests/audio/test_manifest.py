from pathlib import Path

import pytest

from flipdesk.audio.manifest import (
    MANIFEST_NAME,
    Changed,
    Chunk,
    Compressed,
    Gap,
    Manifest,
    ManifestLine,
    Opened,
    SegmentBegun,
    SegmentEnded,
    Stopped,
    read_manifest,
)

UTC = "2021-04-19T07:30:00.000+00:00"
LINES: tuple[ManifestLine, ...] = (
    Opened(0, 48_000, 1, "Bordmikrofon æøå", UTC, 5, 99),
    SegmentBegun(1, "segment-0001-at-000000000000.wav", 0),
    Chunk(1, 0, 24_000, 500, UTC, 0.5, 0.1, 0, 0),
    Chunk(1, 24_000, 24_000, 1_000, UTC, 0.5, 0.1, 2, 1),
    Chunk(1, 48_000, 24_000, 1_500, UTC, 0, 0, 2, 1),
    SegmentEnded(1, "segment-0001-at-000000000000.wav", 0, 72_000, "ab" * 32),
    Compressed(1, "segment-0001-at-000000000000.wav", "a.flac", 72_000, "cd" * 32),
    Changed("segment-0001-at-000000000000.wav", "ef" * 32, 144_044, 1 << 60),
    Gap(72_000, 48_000, "pause"),
    Stopped(120_000, UTC),
)


def write(folder: Path, lines: tuple[ManifestLine, ...] = LINES) -> Path:
    manifest = Manifest(folder)
    for line in lines:
        manifest.add(line, durable=True)
    manifest.close()
    manifest.close()
    return folder / MANIFEST_NAME


def test_lines_come_back_as_they_were(tmp_path: Path) -> None:
    write(tmp_path)
    reading = read_manifest(tmp_path)
    assert reading.lines == LINES
    assert reading.damaged == 0


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_torn_last_line_costs_only_itself(tmp_path: Path, cut: int) -> None:
    path = write(tmp_path)
    path.write_bytes(path.read_bytes()[:-cut])
    reading = read_manifest(tmp_path)
    kept = len(LINES) if cut == 1 else len(LINES) - 1
    assert reading.lines == LINES[:kept]
    assert reading.damaged == (0 if cut == 1 else 1)


def test_line_after_a_torn_one_is_whole(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.write_bytes(path.read_bytes()[:-5])
    write(tmp_path, (Gap(1, 2, "stopped"),))
    reading = read_manifest(tmp_path)
    assert reading.lines == (*LINES[:-1], Gap(1, 2, "stopped"))
    assert reading.damaged == 1


def test_without_chunks_the_last_ones_are_read(tmp_path: Path) -> None:
    write(tmp_path)
    lines = read_manifest(tmp_path, chunks=False).lines
    assert lines == LINES[:2] + LINES[3:]


@pytest.mark.parametrize(
    "line",
    [
        b"\x00\x00\x00\x00",
        b"[]",
        b'"text"',
        b'{"line":"unheard of"}',
        b'{"line":"gap","first_sample":"x","samples":1,"reason":"pause"}',
        b'{"line":"gap","first_sample":1}',
        b'{"line":["gap"]}',
        b"\xff\xfe",
    ],
)
def test_nonsense_is_counted_and_passed_over(tmp_path: Path, line: bytes) -> None:
    path = write(tmp_path)
    path.write_bytes(line + b"\n" + path.read_bytes())
    reading = read_manifest(tmp_path)
    assert reading.lines == LINES
    assert reading.damaged == 1


def test_fields_of_a_newer_flipdesk_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / MANIFEST_NAME).write_bytes(
        b'{"line":"gap","first_sample":1,"samples":2,"reason":"pause","new":3}\n'
    )
    assert read_manifest(tmp_path).lines == (Gap(1, 2, "pause"),)


def test_no_manifest_is_no_lines(tmp_path: Path) -> None:
    assert read_manifest(tmp_path).lines == ()
