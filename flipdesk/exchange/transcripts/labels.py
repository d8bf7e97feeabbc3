"""Speakers that stand in the text itself: "MH: Så prøver vi at …"."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from flipdesk.exchange.transcripts.cue import Cue, bounded

_LABEL = re.compile(r"[-–]?\s?([^\W\d_][^:\n\[\]{}<>?!]{0,39}):(?:\s|$)")
_SURE = re.compile(
    r"(?:S|SPEAKER|Speaker|Taler|Sprecher|Deltager|Person)[ _]?[0-9]{1,3}|[A-ZÆØÅ]{1,4}[0-9]?"
)
_LONGEST = 60
_MOST_WORDS = 5


def label_of(text: str) -> tuple[str, str]:
    """Return what may be a speaker in front of a text, and the text behind it; "" for none."""
    begun = text.lstrip()
    match = _LABEL.match(begun[:_LONGEST])
    if match is None:
        return "", text
    label = match.group(1).strip()
    is_name = label[0].isupper() and len(label.split()) <= _MOST_WORDS
    return (label, begun[match.end() :]) if is_name else ("", text)


def is_sure(label: str) -> bool:
    """Return whether a label is a speaker's wherever it stands."""
    return _SURE.fullmatch(label) is not None


def with_labels(cues: Iterable[Cue]) -> list[Cue]:
    """Return cues with the speakers taken out of their texts.

    A label that stands once only, and is not written as speakers are, is left where it is: it may
    be a sentence with a colon in it.
    """
    known = list(bounded(cues))
    found = [label_of(cue.text) if not cue.speaker else ("", cue.text) for cue in known]
    counted = Counter(label for label, _rest in found if label)
    taken = {label for label, count in counted.items() if count > 1 or is_sure(label)}
    return [
        replace(cue, speaker=label, text=rest) if label in taken and rest.strip() else cue
        for cue, (label, rest) in zip(known, found, strict=True)
    ]
