"""Recordings made for tests."""

import io
import math
import struct
import wave as wave_file

_RATE = 8000


def wave(seconds: float) -> bytes:
    """A WAV file with a tone."""
    kept = io.BytesIO()
    with wave_file.open(kept, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(_RATE)
        tone = (round(8000 * math.sin(step * 0.3)) for step in range(int(seconds * _RATE)))
        written.writeframes(b"".join(struct.pack("<h", height) for height in tone))
    return kept.getvalue()
