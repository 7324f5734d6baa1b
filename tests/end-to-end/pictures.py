# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of a signature and of a seal, made by the tests."""

import math
import struct
import zlib


def png(path, width, height, pixel, per_metre=None):
    """A PNG with transparency; @pixel gives (red, green, blue, alpha)."""
    rows = b"".join(b"\0" + b"".join(bytes(pixel(x, y)) for x in range(width)) for y in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    out = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    if per_metre:
        out += chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    with open(path, "wb") as file:
        file.write(out + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def ink(x, y):
    wave = 60 + 30 * math.sin(x / 20)
    return (20, 60, 170, 255) if abs(y - wave) < 4 else (0, 0, 0, 0)


def stamp(x, y):
    radius = math.hypot(x - 106, y - 106)
    return (210, 30, 40, 255) if 96 < radius < 104 or radius < 20 else (0, 0, 0, 0)
