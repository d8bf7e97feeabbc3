"""A plan's sound as the bytes of one WAV file that exists nowhere, for whatever plays files."""

import struct

from flipdesk.audio.segment import MOST_DATA_BYTES, wav_header
from flipdesk.audio.session_sound import SessionSound
from flipdesk.audio.sound_plan import SoundPlan
from flipdesk.audio.spec import AudioSpec

_UNKNOWN = 0xFFFFFFFF
_DS64_BYTES = 28


class SoundStream:
    """Random access to the bytes; may be read on any thread."""

    def __init__(self, sound: SessionSound, plan: SoundPlan) -> None:
        self.plan = plan
        self._sound = sound
        self._frame_bytes = plan.spec.frame_bytes
        self.header = stream_header(plan.spec, plan.frames)
        self.size = len(self.header) + plan.frames * self._frame_bytes

    def read_at(self, offset: int, count: int) -> bytes:
        """Return bytes from a place, fewer at the end."""
        end = min(self.size, offset + count)
        if offset >= end:
            return b""
        head = self.header[offset:end]
        first = max(0, offset - len(self.header))
        last = end - len(self.header)
        if last <= first:
            return head
        frame = first // self._frame_bytes
        frames = -(-last // self._frame_bytes) - frame
        data = self._sound.read(self.plan, frame, frames)
        skipped = first - frame * self._frame_bytes
        return head + data[skipped : skipped + last - first]


def stream_header(spec: AudioSpec, frames: int) -> bytes:
    """Return a WAV header; above 4 GiB that of RF64 (EBU Tech 3306), which has sizes of 64 bits."""
    data_bytes = frames * spec.frame_bytes
    if data_bytes <= MOST_DATA_BYTES:
        return wav_header(spec, data_bytes)
    plain = wav_header(spec, 0)
    rest = plain[12:40] + struct.pack("<I", _UNKNOWN)
    sizes = (12 + 8 + _DS64_BYTES + len(rest) - 8 + data_bytes, data_bytes, frames)
    ds64 = struct.pack("<4sIQQQI", b"ds64", _DS64_BYTES, *sizes, 0)
    return struct.pack("<4sI4s", b"RF64", _UNKNOWN, b"WAVE") + ds64 + rest
