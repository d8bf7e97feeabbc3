"""The same talk is understood in every format, with what each program makes of it."""

import pytest

from flipdesk.domain.transcript_text import Spoken, TranscriptText
from flipdesk.exchange.transcripts.reader import read_transcript
from tests.exchange.transcripts import samples


def read(text: str, name: str = "formiddag.txt") -> TranscriptText:
    return read_transcript(text.encode(), name)


def said(text: str) -> list[tuple[int, int, str, str]]:
    return [(one.from_ms, one.to_ms, one.speaker, one.text) for one in read(text).pieces]


def test_webvtt_with_voices_settings_notes_and_styles() -> None:
    found = read(samples.WEBVTT)
    assert (found.form, found.language, found.notes) == ("WebVTT", "da", ())
    assert found.pieces == (
        Spoken(1_000, 4_500, "Så prøver vi at gribe det, borgeren siger & mener.", "Mette Holm"),
        Spoken(5_000, 7_250, "Ja præcis.", "Åse Bjerre"),
    )
    assert found.speakers == ("Mette Holm", "Åse Bjerre")
    assert found.length_ms == 7_250


def test_teams_names_are_those_of_its_voices_also_two_in_one_cue() -> None:
    found = read(samples.TEAMS)
    assert found.made_with == "Teams"
    assert [(one.speaker, one.text) for one in found.pieces] == [
        ("Mette Holm", "Godmorgen alle sammen."),
        ("Åse Bjerre", "Godmorgen."),
        ("Mette Holm", "Skal vi begynde?"),
    ]
    assert found.notes == (), "people may speak at the same time"


def test_webvtt_text_behind_an_empty_line_is_not_lost() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nFørst\n\nog så mere\n"
    assert [one.text for one in read(text).pieces] == ["Først", "og så mere"]
    assert len(read(text).notes) == 1


def test_zoom_speakers_stand_in_the_text() -> None:
    cue = "{0}\n00:00:0{0}.000 --> 00:00:0{0}.900\n{1}\n\n"
    lines = ("Mette Holm: Hej", "Åse Bjerre: Ja", "Mette Holm: Godt", "Problemet: det haster")
    text = "WEBVTT\n\n" + "".join(cue.format(n, line) for n, line in enumerate(lines))
    assert [(one.speaker, one.text) for one in read(text).pieces] == [
        ("Mette Holm", "Hej"),
        ("", "Åse Bjerre: Ja"),
        ("Mette Holm", "Godt"),
        ("", "Problemet: det haster"),
    ]


def test_subrip_without_an_empty_line_and_with_either_decimal_sign() -> None:
    assert said(samples.SUBRIP) == [
        (1_000, 4_500, "MH", "Så prøver vi at gribe det, borgeren siger."),
        (5_000, 8_000, "ÅB", "Ja præcis."),
        (8_000, 9_000, "", "Problemet: 5 < 7."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_subrip_in_the_letters_of_any_windows(encoding: str) -> None:
    data = samples.SUBRIP.replace("\n", "\r\n").encode(encoding)
    assert read_transcript(data, "a.srt") == read(samples.SUBRIP)


def test_noscribe_with_pauses_talk_on_top_and_a_renamed_speaker() -> None:
    found = read(samples.NOSCRIBE)
    assert (found.made_with, found.language) == ("noScribe 0.7", "da")
    assert found.sound_name == "formiddag.wav", "the folder is nobody's business"
    assert [(one.from_ms, one.speaker, one.text) for one in found.pieces] == [
        (0, "", "(12 seconds pause)"),
        (12_140, "S01", "Så prøver vi at gribe det. (..)"),
        (24_360, "S01", "Altså borgeren & os."),
        (30_090, "S02", "Lige præcis."),
        (31_870, "S01", "Og så videre."),
        (36_190, "Åse Bjerre", "Ja."),
        (36_330, "Åse Bjerre", "Det gør vi."),
    ]


def test_atrain_json() -> None:
    found = read(samples.ATRAIN, "transcription.json")
    assert found.made_with == "aTrain"
    assert found.pieces == (
        Spoken(0, 3_520, "Så prøver vi.", "SPEAKER_00"),
        Spoken(3_520, 4_800, "Ja.", "SPEAKER_01"),
        Spoken(5_000, 6_000, "Hm."),
    )


@pytest.mark.parametrize("text", [samples.ATRAIN_STAMPS, samples.ATRAIN_MAXQDA])
def test_atrain_texts_have_the_speaker_on_a_line_above(text: str) -> None:
    assert [(one.from_ms, one.speaker, one.text) for one in read(text).pieces] == [
        (0, "SPEAKER_00", "Så prøver vi."),
        (3_000, "SPEAKER_00", "Og igen."),
        (5_000, "SPEAKER_01", "Ja."),
    ]


def test_otranscribe_paragraph_without_a_time_lies_between_those_around_it() -> None:
    found = read(samples.OTRANSCRIBE, "a.otr")
    assert found.sound_name == "formiddag.wav"
    assert [(one.speaker, one.text) for one in found.pieces] == [
        ("MH", "Så prøver vi at gribe det."),
        ("ÅB", "Ja."),
        ("", "Lige præcis."),
        ("MH", "Og så videre."),
    ]
    times = [one.from_ms for one in found.pieces]
    assert (times[0], times[3]) == (1_500, 3_671_000)
    assert times == sorted(times)
    assert all(one.to_ms == after for one, after in zip(found.pieces, times[1:], strict=False))
    assert [one.from_ms for one in read(samples.OTRANSCRIBE_OLD).pieces] == [71_000]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[00:12:31] MH: Så.\n[00:12:40] ÅB: Ja.", [(751, "MH", "Så."), (760, "ÅB", "Ja.")]),
        ("00:12:31 MH: Hej\n00:12:35\nÅB: Ja\nmere", [(751, "MH", "Hej"), (755, "ÅB", "Ja mere")]),
        ("12.31 Hej der\n13.05 Ja", [(751, "", "Hej der"), (785, "", "Ja")]),
        ("Taler 1  0:12\nHej\n\nTaler 2  0:15\nDu",
         [(12, "Taler 1", "Hej"), (15, "Taler 2", "Du")]),
        ("Hej. #00:00:05-0#\nVelkommen. #00:00:09-1#", [(0, "", "Hej."), (5, "", "Velkommen.")]),
        ("[00:01.000 --> 00:04.000]  Hej\n[00:04.000 --> 00:06.000]  Ja",
         [(1, "", "Hej"), (4, "", "Ja")]),
        ("MH (00:00:03): hej\nÅB (00:00:05): ja", [(3, "MH", "hej"), (5, "ÅB", "ja")]),
        ("(00:12) Kl. 12.30 spiser vi.", [(12, "", "Kl. 12.30 spiser vi.")]),
        ("{00:00:07} Ja, 1:2 til os", [(7, "", "Ja, 1:2 til os")]),
    ],
)  # fmt: skip
def test_text_with_times_as_people_write_it(
    text: str, expected: list[tuple[int, str, str]]
) -> None:
    assert [(one.from_ms // 1000, one.speaker, one.text) for one in read(text).pieces] == expected
