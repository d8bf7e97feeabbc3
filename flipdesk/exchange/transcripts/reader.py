"""Reading a transcript, whatever program wrote it: all of it or nothing."""

import json
import re
from collections.abc import Callable
from typing import Any

from flipdesk.domain.transcript_text import TranscriptText
from flipdesk.exchange.transcripts.door import MOST_MARKS, TranscriptRefused, text_of
from flipdesk.exchange.transcripts.noscribe import is_noscribe, read_noscribe
from flipdesk.exchange.transcripts.otranscribe import is_otranscribe, read_otranscribe
from flipdesk.exchange.transcripts.subrip import is_subrip, read_subrip
from flipdesk.exchange.transcripts.timed_text import read_timed_text
from flipdesk.exchange.transcripts.webvtt import is_webvtt, read_webvtt
from flipdesk.exchange.transcripts.whisper_json import is_whisper, read_whisper
from flipdesk.i18n import _

SUFFIXES = (".vtt", ".srt", ".html", ".htm", ".json", ".otr", ".txt")
_OBJECT = re.compile(r"[ \n\t]{0,99}\{[ \n\t]{0,99}[\"}]")
_TEXTS: tuple[tuple[Callable[[str], bool], Callable[[str], TranscriptText]], ...] = (
    (is_webvtt, read_webvtt),
    (is_noscribe, read_noscribe),
    (is_subrip, read_subrip),
)


def read_transcript(data: bytes, source: str) -> TranscriptText:
    """Return what a file says; what it is, its beginning tells, and not its name.

    Raises:
        TranscriptRefused: it cannot be read; the sentence names the file and says why.
    """
    try:
        return _read(text_of(data), source)
    except TranscriptRefused as error:
        sentence = _("{source} was not taken in: {reason}. Nothing was stored.")
        raise TranscriptRefused(sentence.format(source=source, reason=error)) from error


def _read(text: str, source: str) -> TranscriptText:
    if _OBJECT.match(text):
        return _read_json(_json(text), source)
    for is_it, read in _TEXTS:
        if is_it(text):
            return read(text)
    if text.lstrip()[:1] == "<":
        raise TranscriptRefused(
            _("a web page is read only when noScribe has written it, with a time at every piece")
        )
    return read_timed_text(text)


def _read_json(value: dict[str, Any], source: str) -> TranscriptText:
    if is_whisper(value):
        return read_whisper(value, source)
    if is_otranscribe(value):
        return read_otranscribe(value)
    raise TranscriptRefused(_("it is neither of aTrain nor of oTranscribe"))


def _json(text: str) -> dict[str, Any]:
    if sum(map(text.count, ",:[{")) > MOST_MARKS:
        raise TranscriptRefused(_("it holds more values than any transcript does"))
    try:
        value: dict[str, Any] = json.loads(text)
    except RecursionError as error:
        raise TranscriptRefused(_("lists or objects are nested too deep")) from error
    except ValueError as error:
        raise TranscriptRefused(_("it is no valid JSON")) from error
    return value
