"""The process that recognises speech: pieces of recordings as lines on stdin, words on stdout.

Started by `hearing_link` and by nothing else. It takes gigabytes and every core it is given, so
that it goes when it is no longer needed, and everything else on the computer goes before it.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flipdesk.audio.failure import AudioError
from flipdesk.audio.hearing.engine import RATE_HZ, Engine, open_engine
from flipdesk.audio.recording_folder import read_recording
from flipdesk.audio.resample import resampled
from flipdesk.audio.spec import AudioSpec
from flipdesk.audio.timeline_sound import timeline_sound
from flipdesk.core_dumps import forbid_core_dumps

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_POLITE = 10
_STDOUT, _STDERR = 1, 2
Answer = Callable[[dict[str, Any]], None]


def main(arguments: list[str]) -> int:
    """Load the model of a folder, say so, and hear what is asked for until stdin ends."""
    folder, language, threads = arguments
    forbid_core_dumps()
    outside = os.dup(_STDOUT)
    # From here a stray print of a library cannot break the lines of answers.
    os.dup2(_STDERR, _STDOUT)
    if hasattr(os, "nice"):
        os.nice(_POLITE)

    def answer(fields: dict[str, Any]) -> None:
        os.write(outside, json.dumps(fields).encode("ascii") + b"\n")

    with suppress(BrokenPipeError):
        try:
            engine = open_engine(Path(folder), language, int(threads))
        # Whatever a foreign library says of a model, it is the model that cannot be used.
        except (ImportError, OSError, RuntimeError, ValueError) as error:
            answer({"failed": _words(error)})
            return 1
        answer({"ready": True})
        for line in sys.stdin:
            _hear(engine, json.loads(line), answer)
    return 0


def _hear(engine: Engine, asked: dict[str, Any], answer: Answer) -> None:
    """Answer what is said in a piece, and how far it is meanwhile."""
    begin, end = int(asked["from_ms"]), int(asked["to_ms"])
    said = []
    try:
        key = bytes.fromhex(asked.get("key", "")) or None
        samples = _samples(Path(asked["folder"]), begin, end, key)
        for first, last, text in engine.hear(samples):
            words = " ".join(text.split())
            start, stop = begin + round(1000 * first), min(end, begin + round(1000 * last))
            if words and start < end:
                said.append((start, max(start, stop), words))
            answer({"at": min(1.0, max(0.0, (stop - begin) / (end - begin)))})
    except (AudioError, OSError, RuntimeError, ValueError) as error:
        answer({"failed": _words(error)})
    else:
        answer({"said": said})


def _samples(folder: Path, begin: int, end: int, key: bytes | None) -> "NDArray[np.float32]":
    """Return a piece of a recording as the engine wants it: one channel of fractions of 1."""
    import numpy as np

    contents = read_recording(folder, key)
    spec = contents.spec
    first, stop = begin * spec.rate_hz // 1000, end * spec.rate_hz // 1000
    mono = AudioSpec(spec.rate_hz, 1)
    blocks: Iterator[bytes] = timeline_sound(contents, first, min(stop, contents.end_sample))
    if spec.channels > 1:
        blocks = (_mixed(block, spec.channels) for block in blocks)
    if spec.rate_hz != RATE_HZ:
        blocks = resampled(blocks, mono, RATE_HZ)
    return np.frombuffer(b"".join(blocks), "<i2").astype(np.float32) / np.float32(32_768)


def _mixed(block: bytes, channels: int) -> bytes:
    import numpy as np

    frames = np.frombuffer(block, "<i2").reshape(-1, channels)
    return bytes(frames.mean(axis=1).astype("<i2").tobytes())


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
