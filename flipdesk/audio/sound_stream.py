"""A plan's sound as the bytes of one WAV file that exists nowhere, for whatever plays files."""

from flipdesk.audio.session_sound import SessionSound
from flipdesk.audio.sound_plan import SoundPlan
from flipdesk.audio.wave_file import header_of


class SoundStream:
    """Random access to the bytes; may be read on any thread."""

    def __init__(self, sound: SessionSound, plan: SoundPlan) -> None:
        self.plan = plan
        self._sound = sound
        self._frame_bytes = plan.spec.frame_bytes
        self.header = header_of(plan.spec, plan.frames)
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
