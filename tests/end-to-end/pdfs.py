# SPDX-License-Identifier: GPL-3.0-or-later
"""PDF files written by hand, rightly and wrongly, and pictures to sign with."""

import re
import struct
import zlib


def png(width, height, inside, colour, dpi=300):
    """A transparent PNG that is @colour where inside(x, y)."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            rows += bytes(colour) + (b"\xff" if inside(x, y) else b"\0")

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    metre = round(dpi / 0.0254)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
            + chunk(b"pHYs", struct.pack(">IIB", metre, metre, 1))
            + chunk(b"IDAT", zlib.compress(bytes(rows))) + chunk(b"IEND", b""))


def signature_png():
    return png(120, 40, lambda x, y: abs(y - 20 - 15 * ((x % 40) - 20) / 20) < 3, (20, 40, 200))


def seal_png():
    """34 mm across at 150 dots per inch"""
    size = 201

    def ring(x, y):
        return 85 ** 2 < (x - 100) ** 2 + (y - 100) ** 2 < 100 ** 2
    return png(size, size, ring, (210, 20, 30), dpi=150)


def number(data, name):
    return int(re.findall(rb"/%s (\d+)" % name.encode(), data)[-1])


def start(data):
    return int(re.findall(rb"startxref\s+(\d+)", data)[-1])


def table(objects, offsets):
    """Lines of a classical table."""
    lines = b"xref\n"
    for n in sorted(objects):
        lines += b"%d 1\n%010d 00000 n \n" % (n, offsets[n])
    return lines


def minimal(box="[0 0 595 842]", more="", text="Ke hoach", extra=None):
    """A file of one page with a classical table."""
    content = f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET".encode()
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: (f"<< /Type /Page /Parent 2 0 R /MediaBox {box} {more} /Contents 4 0 R "
            "/Resources << /Font << /F1 5 0 R >> >> >>").encode(),
        4: b"<< /Length 6 0 R >>\nstream\n" + content + b"\nendstream",
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        6: str(len(content)).encode(),
        7: b"<< /Title (Ke hoach) >>",
    }
    objects.update(extra or {})
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = {}
    for n, body in sorted(objects.items()):
        offsets[n] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (n, body)
    size = max(objects) + 1
    place = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n" + table(objects, offsets)[5:]
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 7 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, place)
    return bytes(out)


def update(data, objects, trailer=None, previous=None, size=None):
    """@data with an incremental update of a classical table behind it."""
    out = bytearray(data)
    offsets = {}
    for n, body in sorted(objects.items()):
        offsets[n] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (n, body)
    place = len(out)
    size = size or max(number(data, "Size"), max(objects, default=0) + 1)
    previous = start(data) if previous is None else previous
    out += table(objects, offsets)
    out += b"trailer\n<< /Size %d /Prev %d %b >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, previous, trailer or b"/Root 1 0 R /Info 7 0 R", place)
    return bytes(out)


def body(data, n):
    """The newest text of object @n."""
    found = re.findall(rb"(?:^|\n)%d 0 obj\s(.*?)\nendobj" % n, data, re.S)
    return found[-1]


def gaps(data):
    """(start, end) of the contents of each signature, as its range says."""
    found = re.findall(rb"/ByteRange \[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]", data)
    return [(int(b), int(c)) for _, b, c, _ in found]


def contents(data, which=-1):
    """The container of a signature, without what pads it."""
    a, b = gaps(data)[which]
    raw = bytes.fromhex(data[a + 1:b - 1].decode())
    return raw[:length(raw)]


def with_contents(data, raw, which=-1):
    a, b = gaps(data)[which]
    text = raw.hex().encode()
    room = b - a - 2
    assert len(text) <= room
    return data[:a + 1] + text + b"0" * (room - len(text)) + data[b - 1:]


def length(raw):
    """Of the DER value at the beginning of @raw."""
    if raw[1] < 0x80:
        return 2 + raw[1]
    n = raw[1] & 0x7f
    return 2 + n + int.from_bytes(raw[2:2 + n], "big")


def split(raw):
    """The values inside a DER value."""
    at = 2 if raw[1] < 0x80 else 2 + (raw[1] & 0x7f)
    parts = []
    while at < len(raw):
        n = length(raw[at:])
        parts.append(raw[at:at + n])
        at += n
    return parts


def join(tag, parts):
    inside = b"".join(parts)
    n = len(inside)
    if n < 0x80:
        head = bytes([tag, n])
    else:
        size = (n.bit_length() + 7) // 8
        head = bytes([tag, 0x80 | size]) + n.to_bytes(size, "big")
    return head + inside


def edit_signed_data(raw, change):
    """The container with what change(parts of SignedData) makes of it."""
    kind, wrapper = split(raw)
    parts = change(split(split(wrapper)[0]))
    return join(0x30, [kind, join(0xa0, [join(0x30, parts)])])


def grown(dictionary, key, n):
    """@dictionary with a reference to object @n more in the array at @key."""
    found = re.search(rb"/%b \[(.*?)\]" % key, dictionary)
    if found:
        return dictionary[:found.end(1)] + b" %d 0 R" % n + dictionary[found.end(1):]
    return dictionary[:-2] + b"/%b [%d 0 R] >>" % (key, n)


def sign_by_hand(data, make, subfilter=b"ETSI.CAdES.detached", time=b"D:20260301080000+07'00'",
                 cut=(0, 0), room=8192, extra=b"", field_extra=b""):
    """@data signed in an update of the test's own; make(bytes) gives the container.

    @cut: bytes left out before and behind the contents, which no honest program does."""
    last = number(data, "Size")
    field, value = last, last + 1
    page, root = body(data, 3), body(data, 1)
    hole = b"<" + b"0" * (2 * room) + b">"
    objects = {
        3: grown(page, b"Annots", field),
        field: b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (S1) /F 132 /Rect [0 0 0 0] "
               b"/P 3 0 R /V %d 0 R %b >>" % (value, field_extra),
        value: b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /%b /M (%b) %b /ByteRange [ 0 "
               b"1111111111 2222222222 3333333333 ] /Contents %b >>" % (subfilter, time, extra, hole),
    }
    form = re.search(rb"/AcroForm (\d+) 0 R", root)
    if form:
        objects[int(form[1])] = grown(body(data, int(form[1])), b"Fields", field)
    else:
        objects[1] = root[:-2] + b"/AcroForm << /Fields [%d 0 R] /SigFlags 3 >> >>" % field
    out = update(data, objects)
    a = out.index(hole) - cut[0]
    b = out.index(hole) + len(hole) + cut[1]
    for word, value in ((b"1111111111", a), (b"2222222222", b), (b"3333333333", len(out) - b)):
        out = out.replace(word, b"%-10d" % value)
    a = out.index(hole)
    raw = make(out[:a - cut[0]] + out[b:])
    text = raw.hex().encode()
    return out[:a + 1] + text + b"0" * (2 * room - len(text)) + out[a + 1 + 2 * room:]
