"""What is wrong with a file is told with its place; nothing is half read, and nothing hangs."""

import json
import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flipdesk.domain.transcript import MOST_SEGMENTS
from flipdesk.domain.transcript_text import TranscriptText
from flipdesk.exchange.transcripts.cue import LATEST_MS, LONGEST_LABEL, LONGEST_TEXT
from flipdesk.exchange.transcripts.door import MOST_BYTES, TranscriptRefused
from flipdesk.exchange.transcripts.reader import read_transcript
from tests.exchange.transcripts.samples import EVERY

SIZE = 1_000_000
VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\n"
ANCHOR = '<a name="ts_1_2_S01">'


def read(text: str) -> TranscriptText:
    return read_transcript(text.encode("utf-8", "surrogatepass"), "prøve.vtt")


def refusal(text: str) -> str:
    with pytest.raises(TranscriptRefused) as caught:
        read(text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (VTT + "Hej\n\n00:0x.000 --> 00:03.000\nJa", "linje 6"),
        ("1\n00:00:01,000 --> 00:00:02,000\nHej\n\n2\n00:00:99,000 --> 1\nJa", "linje 6"),
        ('{"segments": [{"start": 0, "end": 1, "text": "a"}, {"start": 1}]}', "afsnit 2"),
        ('{"segments": [{"start": true, "end": 1, "text": "a"}]}', "afsnit 1"),
        ("Der står ingen tid", "ingen tider"),
        ("<html><body><p>Hej</p></body></html>", "noScribe"),
        ('{"tekst": "Hej"}', "aTrain"),
        ('{"segments": [}', "JSON"),
        (VTT, "intet i den"),
        ("1\n99:00:01,000 --> 99:00:02,000\nHej", "48"),
    ],
)  # fmt: skip
def test_refusal_says_where_and_why(text: str, place: str) -> None:
    assert place in refusal(text)
    assert refusal(text).startswith("prøve.vtt")


def test_odd_times_are_told_by_line_and_no_word_is_lost() -> None:
    text = (
        VTT + "Et\n\n-00:01.000 --> 00:00.500\nTo\n\n00:09.000 --> 00:08.000\nTre\n\n"
        "00:04.000 --> 00:05.000\nFire\n"
    )
    found = read(text)
    assert [(one.from_ms, one.to_ms, one.text) for one in found.pieces] == [
        (0, 500, "To"), (1_000, 2_000, "Et"), (4_000, 5_000, "Fire"), (9_000, 9_000, "Tre"),
    ]  # fmt: skip
    assert [note.split(":")[0] for note in found.notes] == ["Linje 6", "Linje 9", "Linje 6, 12"]


def test_what_cannot_be_seen_does_not_come_in() -> None:
    (piece,) = read(VTT + "<v Me\u202ette>Så\u202e \x07prøver\u200b vi\ufffe</v>\n").pieces
    assert (piece.speaker, piece.text) == ("Mette", "Så prøver vi")
    lone = {"start": 0, "end": 1, "text": "a\ud800b", "speaker": "\udfff"}
    (piece,) = read(json.dumps({"segments": [lone]})).pieces
    assert (piece.speaker, piece.text) == ("", "ab")


def test_entities_and_addresses_in_a_page_are_followed_nowhere() -> None:
    page = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><script>alert(1)</script>'
        f'<body>{ANCHOR}S01: &x; <img src="http://example.org/x">Hej</a></body>'
    )
    (piece,) = read(page).pieces
    assert piece.text == "&x; Hej"


def test_zeros_and_more_than_any_transcript_holds_are_refused() -> None:
    with pytest.raises(TranscriptRefused, match="ikke tekst"):
        read_transcript(b"WEBVTT\x00\x00", "a.vtt")
    with pytest.raises(TranscriptRefused, match="MB"):
        read_transcript(b"x" * (MOST_BYTES + 1), "a.vtt")
    assert "afsnit" in refusal("".join(f"[00:01] {n}\n" for n in range(MOST_SEGMENTS + 1)))
    assert "bogstaver" in refusal(VTT + "a" * (LONGEST_TEXT + 1))


HOSTILE: dict[str, Callable[[], str]] = {
    "tag that never ends": lambda: VTT + "<" + "a" * SIZE,
    "many tags that never end": lambda: VTT + "<a" * SIZE,
    "letter of a million digits": lambda: VTT + "&#" + "9" * SIZE,
    "voices": lambda: VTT + "<v a>b" * (SIZE // 6),
    "cues": lambda: VTT * (SIZE // 40),
    "empty lines": lambda: "WEBVTT\n\n" + "\n \n" * (SIZE // 3),
    "numbers": lambda: "1\n00:00:01,000 --> 00:00:02,000\n" + "1\n" * SIZE,
    "braces": lambda: "00:00:01,000 --> 00:00:02,000\n" + "{\\" * SIZE,
    "anchors": lambda: ANCHOR * (SIZE // 20),
    "pauses": lambda: ANCHOR + "x" + (ANCHOR + "(..)</a>") * (SIZE // 30),
    "attribute": lambda: f"<a {'a' * SIZE}>" + ANCHOR + "x",
    "attributes": lambda: "<a " + 'a="' * SIZE + ">" + ANCHOR + "x",
    "lists": lambda: '{"a":' + "[" * SIZE,
    "segments": lambda: '{"segments":[' + "[]," * (SIZE // 3) + "[]]}",
    "digits": lambda: '{"segments":[{"start":' + "9" * SIZE + "}]}",
    "times": lambda: "[00:01]" * (SIZE // 7),
    "time that never ends": lambda: "[00:01" + " " * SIZE,
    "labels": lambda: "A: b\n" * (SIZE // 5) + "[00:01] x",
    "spaces": lambda: "a" + " " * SIZE + "00:01",
    "names": lambda: "A\n\n" * (SIZE // 3) + "[00:01] x",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_takes_long(name: str) -> None:
    text = HOSTILE[name]()
    began = time.process_time()
    with suppress(TranscriptRefused):
        read(text)
    # The slowest takes a second for a megabyte here; anything quadratic would take an hour.
    assert time.process_time() - began < 20


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(sorted(EVERY)),
    cuts=st.lists(
        st.tuples(
            st.floats(0, 1),
            st.integers(0, 30),
            st.text(max_size=6)
            | st.sampled_from(["-->", "<v ", "\n\n", "\x00", "[", "{", '"', "\ud800", "-1:", "99"]),
        ),
        max_size=6,
    ),
)
def test_damaged_file_is_read_whole_or_refused(
    name: str, cuts: list[tuple[float, int, str]]
) -> None:
    text = EVERY[name]
    for place, length, instead in cuts:
        at = int(place * len(text))
        text = text[:at] + instead + text[at + length :]
    _read_or_refuse(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_anything_is_read_whole_or_refused(data: bytes) -> None:
    _read_or_refuse(data)
    _read_or_refuse(b"WEBVTT\n\n" + data)
    _read_or_refuse(b"[00:01] " + data)


def _read_or_refuse(data: bytes) -> None:
    try:
        found = read_transcript(data, "x")
    except TranscriptRefused:
        return
    assert found.pieces
    latest = 0
    for piece in found.pieces:
        assert latest <= piece.from_ms <= piece.to_ms <= LATEST_MS
        assert piece.text.strip() == piece.text != ""
        assert piece.text.isprintable()
        assert len(piece.text) <= LONGEST_TEXT
        assert piece.speaker.isprintable()
        assert len(piece.speaker) <= LONGEST_LABEL
        latest = piece.from_ms
