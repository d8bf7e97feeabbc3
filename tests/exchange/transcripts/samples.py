"""The same talk in every format, written by us as the programs named write it.

Where each format is told: WebVTT in W3C's webvtt1; Teams' ids and voice tags in Microsoft's
`onlineMeetingTranscript`; noScribe's HTML in `noScribe/main.py` of kaixxx/noScribe; aTrain's files
in `aTrain_core/outputs.py` of JuergenFleiss/aTrain_core; oTranscribe's .otr in `src/js/app` of
oTranscribe/oTranscribe.
"""

import json

WEBVTT = """WEBVTT - Samtaleflip

NOTE language:da-dk

STYLE
::cue { color: red }

1
00:00:01.000 --> 00:00:04.500 align:start position:10%
<v.loud Mette Holm>Så prøver vi at gribe det,
borgeren <i>siger</i> &amp; mener.</v>

NOTE En bemærkning
på to linjer

00:05.000 --> 00:07.250
<v Åse Bjerre>Ja <00:00:06.000>præcis.
"""

TEAMS = """WEBVTT

7c3a1e52-0b7d-4c1e-9a1f-3d5a0c9be001/12-0
00:00:03.210 --> 00:00:05.760
<v Mette Holm>Godmorgen alle sammen.</v>

7c3a1e52-0b7d-4c1e-9a1f-3d5a0c9be001/15-0
00:00:05.100 --> 00:00:09.000
<v Åse Bjerre>Godmorgen.</v>
<v Mette Holm>Skal vi begynde?</v>
"""

SUBRIP = """1
00:00:01,000 --> 00:00:04,500
MH: Så prøver vi at gribe det,
<font color="#ff0000">borgeren</font> siger.

2
00:00:05,000 --> 00:00:07,1000
{\\an8}ÅB: Ja <i>præcis</i>.
3
00:00:08.000 --> 00:00:09.000
Problemet: 5 < 7.
"""

_GREY = '<span style="color: #78909C" >'
NOSCRIBE = "".join(
    (
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0//EN" "http://www.w3.org/TR/REC-html40/',
        'strict.dtd">\n<html >\n<head >\n<meta charset="UTF-8" />\n<style type="text/css" >\n',
        "p, li { white-space: pre-wrap; }\n</style>\n",
        '<meta name="audio_source" content="C:\\Lyd\\formiddag.wav" /></head>\n',
        "<body style=\"font-family: 'Arial'\" > ",
        '<div class="WordSection1" ><p style="font-weight: 600" >formiddag</p>',
        '<p ><span style="color: #909090" >Transcribed with noScribe vers. 0.7<br />',
        "Audio file: C:\\Lyd\\formiddag.wav<br />",
        "(Language: Danish (da) | Speaker detection: auto)</span></p>",
        '<p ><a name="ts_0_12140_" >(12 seconds pause) </a></p><p></p>',
        f'<p ><a name="ts_12140_22800_S01" >S01: {_GREY}[00:00:12]</span>',
        " Så prøver vi at gribe det.</a>",
        '<a name="ts_22800_24360_S01" > (..)</a>',
        '<a name="ts_24360_30010_S01" > Altså borgeren &amp; os.</a>',
        '<a name="ts_30090_30910_//S02" > //S02: Lige præcis.</a>',
        '<a name="ts_31870_33510_S01" >// Og så videre.</a></p>',
        f'<p ><a name="ts_36190_36330_S02" >Åse Bjerre: {_GREY}[00:00:36]</span> Ja.</a>',
        '<a name="ts_36330_38000_S02" > Det gør vi.</a></p>\n</div></body>\n</html>',
    )
)

ATRAIN = json.dumps(
    {
        "segments": [
            {"id": 1, "seek": 0, "start": 0.0, "end": 3.52, "text": " Så prøver vi.",
             "tokens": [50364, 407], "words": [{"start": 0.0, "end": 0.4, "word": " Så"}],
             "speaker": "SPEAKER_00"},
            {"id": 2, "start": 3.52, "end": 4.8, "text": " Ja.", "speaker": "SPEAKER_01"},
            {"id": 3, "seek": 0, "start": 5, "end": 6, "text": " Hm."},
        ]
    },
    ensure_ascii=False,
)  # fmt: skip

ATRAIN_STAMPS = """Transcription for 20260101-0930-formidd

SPEAKER_00
[00:00:00] - Så prøver vi.
[00:00:03] - Og igen.

SPEAKER_01
[00:00:05] - Ja.
"""

ATRAIN_MAXQDA = """Transcription for 20260101-0930-formidd

SPEAKER_00
[00:00:00] - Så prøver vi. [00:00:03] - Og igen. \n
SPEAKER_01
[00:00:05] - Ja. """

OTRANSCRIBE = json.dumps(
    {
        "text": '<p><span class="timestamp" contenteditable="false" data-timestamp="1.5">0:01'
        "</span>&nbsp;MH: Så prøver vi <b>at gribe</b> det.</p><p>ÅB: Ja.<br />Lige præcis.</p>"
        '<p><span class="timestamp" contenteditable="false" data-timestamp="3671">1:01:11</span>'
        " MH: Og så videre.</p>",
        "media": "formiddag.wav",
        "media-time": 12.5,
    },
    ensure_ascii=False,
)

OTRANSCRIBE_OLD = json.dumps(
    {
        "text": '<span class="timestamp" onclick="var x=this;">01:11</span> Hej',
        "media": "",
        "media-source": "",
        "media-time": "",
    }
)

EVERY = {
    "formiddag.vtt": WEBVTT,
    "teams.vtt": TEAMS,
    "formiddag.srt": SUBRIP,
    "formiddag.html": NOSCRIBE,
    "transcription.json": ATRAIN,
    "transcription_timestamps.txt": ATRAIN_STAMPS,
    "transcription_maxqda.txt": ATRAIN_MAXQDA,
    "formiddag.otr": OTRANSCRIBE,
    "gammel.otr": OTRANSCRIBE_OLD,
}
