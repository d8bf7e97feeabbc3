"""noScribe's HTML (github.com/kaixxx/noScribe, `noScribe/main.py` and `utils.py`).

Every piece is an anchor whose name says from, to and speaker in milliseconds of the sound file:
`<a name="ts_12140_22800_S01">`. The text in it repeats the speaker and often a coloured time;
`//S02: …//` is speech on top of somebody else's. Speakers can have been renamed in the editor, and
then only the text says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from flipdesk.domain.transcript_text import TranscriptText
from flipdesk.exchange.transcripts.cue import Cue, settled
from flipdesk.exchange.transcripts.labels import label_of
from flipdesk.exchange.transcripts.marks import Tag, marks

FORM = "noScribe"
_ANCHOR = re.compile(r"ts_([0-9]{1,9})_([0-9]{1,9})_(.*)", re.ASCII | re.DOTALL)
_STAMP = re.compile(r"\s*\[[0-9:]{5,8}\]\s*", re.ASCII)
_VERSION = re.compile(r"noScribe\D{0,12}([0-9][0-9.]*)", re.ASCII)
_LANGUAGE = re.compile(r"\(([a-z]{2})\)\s*\|", re.ASCII)
_SIGN = re.compile(r"<a\s[^<>]{0,20}name\s?=\s?[\"']ts_[0-9]{1,9}_[0-9]{1,9}_")
_PAUSE = re.compile(r"\(\.{1,9}\)")
_LONGEST_NAME = 200


@dataclass(slots=True)
class _Anchor:
    number: int
    from_ms: int
    to_ms: int
    speaker: str
    begins: bool
    """Whether a paragraph begins with it, and so the name of who speaks."""
    texts: list[str] = field(default_factory=list)


def is_noscribe(text: str) -> bool:
    return _SIGN.search(text) is not None


def read_noscribe(text: str) -> TranscriptText:
    """Return what noScribe has written.

    Raises:
        TranscriptRefused: nothing is said at a time.
    """
    head: list[str] = []
    cues: list[Cue] = []
    behind: list[list[str]] = []
    names: dict[str, str] = {}
    sound = ""
    for part in _parts(text):
        if isinstance(part, Tag):
            sound = part.attributes.get("content", "")
        elif isinstance(part, str):
            # Behind a piece it is what was typed between two anchors in the editor.
            (behind[-1] if cues else head).append(part)
        else:
            cue = _cue(part, names)
            if cues and _PAUSE.fullmatch(cue.text):
                behind[-1].append(cue.text)
            else:
                cues.append(cue)
                behind.append([])
    whole = (
        replace(cue, text=" ".join([cue.text, *more])) if more else cue
        for cue, more in zip(cues, behind, strict=True)
    )
    known = settled(whole, by_line=False)
    about = " ".join(head)
    version, language = _VERSION.search(about), _LANGUAGE.search(about)
    return TranscriptText(
        FORM,
        known.pieces,
        made_with=f"noScribe {version.group(1).rstrip('.')}" if version else "noScribe",
        language=language.group(1) if language else None,
        sound_name=re.split(r"[/\\]", sound)[-1][:_LONGEST_NAME],
        notes=known.notes,
    )


def _parts(text: str) -> Iterator[str | Tag | _Anchor]:
    """Yield anchors, the tag that names the sound, and the text that is in no anchor."""
    anchor: _Anchor | None = None
    count = 0
    begins = False
    for mark in marks(text):
        if isinstance(mark, str):
            if anchor is not None:
                anchor.texts.append(mark)
            elif mark.strip():
                yield mark
        elif mark.name == "meta" and mark.attributes.get("name") == "audio_source":
            yield mark
        elif mark.name in ("a", "p"):
            if anchor is not None:
                yield anchor
                anchor = None
            begins = begins or mark.name == "p"
            match = _ANCHOR.fullmatch(mark.attributes.get("name", ""))
            if mark.name == "a" and match is not None:
                count += 1
                anchor = _Anchor(count, int(match[1]), int(match[2]), match[3], begins)
                begins = False
    if anchor is not None:
        yield anchor


def _cue(anchor: _Anchor, names: dict[str, str]) -> Cue:
    """Return a piece without what its text repeats; `names` are those the editor gave speakers."""
    speaker = anchor.speaker.removeprefix("//").strip()
    text = "".join(one for one in anchor.texts if not _STAMP.fullmatch(one)).strip()
    text = text.removeprefix("//").removesuffix("//").strip()
    if speaker and text.startswith(f"{speaker}:"):
        text = text.removeprefix(f"{speaker}:").strip()
        names.pop(speaker, None)
    elif speaker and anchor.begins:
        label, rest = label_of(text)
        if label:
            names[speaker], text = label, rest
    return Cue(anchor.number, anchor.from_ms, anchor.to_ms, text, names.get(speaker, speaker))
