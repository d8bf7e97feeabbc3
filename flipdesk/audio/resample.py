"""Sound at another rate, in blocks, by the SoX resampler library."""

from collections.abc import Iterator

from flipdesk.audio.spec import AudioSpec


def resampled_length(frames: int, spec: AudioSpec, rate_hz: int) -> int:
    """Return how many frames come of so many."""
    return -(-frames * rate_hz // spec.rate_hz)


def resampled(blocks: Iterator[bytes], spec: AudioSpec, rate_hz: int) -> Iterator[bytes]:
    """Yield 16-bit sound at another rate, of the same length in time."""
    import numpy as np
    import soxr

    stream = soxr.ResampleStream(spec.rate_hz, rate_hz, spec.channels, dtype="int16", quality="VHQ")
    heard = made = 0
    ended = False
    while not ended:
        block = next(blocks, b"")
        ended = not block
        heard += spec.frames(block)
        samples = np.frombuffer(block, "<i2").reshape(-1, spec.channels)
        fresh = stream.resample_chunk(samples, last=ended)
        # The library rounds the last frame up or down; the length is what the times rest on.
        whole = resampled_length(heard, spec, rate_hz)
        if ended and made + len(fresh) < whole:
            missing = np.zeros((whole - made - len(fresh), spec.channels), np.int16)
            fresh = np.concatenate((fresh, missing))
        fresh = fresh[: whole - made]
        made += len(fresh)
        yield fresh.astype("<i2", copy=False).tobytes()
