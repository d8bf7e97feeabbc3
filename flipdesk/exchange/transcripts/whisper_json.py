"""The JSON of aTrain (`transcription.json`) and of Whisper itself, which aTrain writes unchanged.

aTrain (github.com/JuergenFleiss/aTrain_core, `aTrain_core/outputs.py`) dumps faster-whisper's
result: `{"segments": [{"start": 12.1, "end": 15.8, "text": " …", "speaker": "SPEAKER_00"}]}`, times
in seconds, with words, tokens and probabilities that are not needed here. `speaker` stands only
where speakers were told apart.
"""

import math
from collections.abc import Iterator
from typing import Any

from flipdesk.domain.transcript_text import TranscriptText
from flipdesk.exchange.transcripts.cue import LATEST_MS, Cue, settled
from flipdesk.exchange.transcripts.door import TranscriptRefused
from flipdesk.i18n import _

FORM = "Whisper"
ATRAIN = "aTrain"
ATRAIN_FILE = "transcription.json"


def is_whisper(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("segments"), list)


def read_whisper(value: dict[str, Any], source: str) -> TranscriptText:
    """Return what the JSON of Whisper says; `source` is the name of the file.

    Raises:
        TranscriptRefused: a segment has no text or times, or nothing is said.
    """
    known = settled(_cues(value["segments"]), by_line=False)
    language = value.get("language")
    is_code = isinstance(language, str) and len(language) == 2 and language.isalpha()
    return TranscriptText(
        ATRAIN if source.lower().endswith(ATRAIN_FILE) else FORM,
        known.pieces,
        made_with=ATRAIN if source.lower().endswith(ATRAIN_FILE) else "",
        language=str(language).lower() if is_code else None,
        notes=known.notes,
    )


def _cues(segments: list[object]) -> Iterator[Cue]:
    for number, segment in enumerate(segments, 1):
        one = segment if isinstance(segment, dict) else {}
        start, end, text = _ms(one.get("start")), _ms(one.get("end")), one.get("text")
        if start is None or end is None or not isinstance(text, str):
            sentence = _("piece {n}: “start”, “end” and “text” are not all there")
            raise TranscriptRefused(sentence.format(n=number))
        speaker = one.get("speaker")
        yield Cue(number, start, end, text, speaker if isinstance(speaker, str) else "")


def _ms(seconds: object) -> int | None:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    if not math.isfinite(seconds) or abs(seconds) > 2 * LATEST_MS / 1000:
        return None
    return round(seconds * 1000)
