"""Make resources/sounds/alarm.wav: two falling tones, the second time a little longer."""

import math
import struct
import wave
from pathlib import Path

RATE_HZ = 22_050
TONES = ((880, 0.16), (0, 0.05), (660, 0.22), (0, 0.18), (880, 0.16), (0, 0.05), (660, 0.3))
EDGE_S = 0.012
LOUDNESS = 0.5


def samples() -> list[int]:
    """Return 16-bit samples; every tone rises and falls softly, so that nothing clicks."""
    made = []
    for pitch_hz, seconds in TONES:
        count = round(seconds * RATE_HZ)
        for n in range(count):
            edge = min(1.0, n / (EDGE_S * RATE_HZ), (count - 1 - n) / (EDGE_S * RATE_HZ))
            tone = math.sin(2 * math.pi * pitch_hz * n / RATE_HZ) if pitch_hz else 0.0
            made.append(round(32_767 * LOUDNESS * edge * tone))
    return made


def main() -> None:
    path = Path(__file__).resolve().parent.parent / "resources" / "sounds" / "alarm.wav"
    path.parent.mkdir(exist_ok=True)
    data = samples()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(struct.pack(f"<{len(data)}h", *data))


if __name__ == "__main__":
    main()
