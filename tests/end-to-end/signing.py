# SPDX-License-Identifier: GPL-3.0-or-later
"""Preparing, signing and stamping, judged by other programs: pdfsig, openssl, qpdf, mutool."""

import os
import re
import shutil
import subprocess
import sys

import authority
import pdfs
import tap

TIENDOCTL = sys.argv[1]
PLAN_CLOCK = {"TIENDO_NOW": "2024-03-04T08:20"}


class Fixture(tap.Program):
    """tiendoctl with people who can sign; keys are made once for all tests."""

    shared = None

    def __init__(self):
        super().__init__(TIENDOCTL)
        if Fixture.shared is None:
            Fixture.home = self.folder + "-ca"
            ca = authority.Authority(Fixture.home)
            ca.signer("person", "/C=VN/CN=Nguyễn Văn An", key="rsa")
            ca.signer("office", "/C=VN/CN=Sở Giáo dục và Đào tạo")
            Fixture.shared = ca
        self.ca = Fixture.shared
        self.secret = self.ca.path("secret")
        for name, data in (("signature.png", pdfs.signature_png()), ("seal.png", pdfs.seal_png()),
                           ("small.pdf", pdfs.minimal())):
            self.save(name, data)

    def save(self, name, data):
        with open(self.file(name), "wb") as file:
            file.write(data)
        return self.file(name)

    def load(self, name):
        with open(self.file(name), "rb") as file:
            return file.read()

    def sign(self, source, target, role="person", who="person", *more, code=0):
        return self.run("pdf", "sign", self.file(source), self.file(target), "--role", role, "--p12",
                        self.ca.path(who + ".p12"), "--secret-file", self.secret, *more, code=code,
                        env=PLAN_CLOCK)

    def verify(self, name, code=0, trust="root"):
        return self.json("pdf", "verify", self.file(name), "--trust", self.ca.path(trust + ".pem"),
                         code=code)

    def plan(self, name="plan.pdf"):
        """The sample plan without number and date, as it is signed."""
        workspace = self.file("w.tiendo")
        self.run("workspace", "new", workspace, "--sample")
        self.run("--workspace", workspace, "record", "set", "plan", "1", "number=", "day=", "month=",
                 "issued_date=", "date_text=")
        self.run("--workspace", workspace, "plan", "export", "1", self.file(name))
        return name


def output(*argv):
    return subprocess.run(argv, capture_output=True, check=False).stdout.decode("utf-8", "replace")


def need(*programs):
    for program in programs:
        if shutil.which(program) is None:
            raise tap.Skip(f"{program} is not installed")


def pdfsig(path):
    """What pdfsig says of each signature."""
    need("pdfsig")
    text = output("pdfsig", "-nocert", path)
    return [{"valid": "Signature is Valid" in part, "total": "Total document signed" in part,
             "type": re.search(r"Signature Type: (\S+)", part)[1],
             "name": re.search(r"Common Name: (.*)", part)[1]}
            for part in text.split("Signature #")[1:]]


def judge(fixture, name, count):
    """Four programs that are not ours agree that @name has @count good signatures."""
    path = fixture.file(name)
    found = pdfsig(path)
    assert len(found) == count, found
    assert all(one["valid"] for one in found), found
    assert [one["total"] for one in found] == [False] * (count - 1) + [True], found
    if shutil.which("qpdf"):
        text = output("qpdf", "--check", path)
        assert "No syntax or stream encoding errors" in text, text
    if shutil.which("mutool"):
        text = output("mutool", "sign", "-v", path)
        assert text.count("unchanged since signing") == 1, text
        assert text.count("there have been edits since signing") == count - 1, text
        assert "invalid" not in text.lower(), text
    data = fixture.load(name)
    for which, (a, b) in enumerate(pdfs.gaps(data)):
        end = [int(x[3]) + int(x[2]) for x in re.findall(
            rb"/ByteRange \[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)", data)][which]
        fixture.save("covered.bin", data[:a] + data[b:end])
        fixture.save("container.der", pdfs.contents(data, which))
        done = subprocess.run(
            ["openssl", "cms", "-verify", "-binary", "-cades", "-inform", "DER", "-in",
             fixture.file("container.der"), "-content", fixture.file("covered.bin"), "-CAfile",
             fixture.ca.path("root.pem"), "-out", "/dev/null"], capture_output=True, check=False)
        said = done.stderr.decode()
        assert "successful" in said.lower(), said


def pages_with(path, words):
    count = int(re.search(r"Pages:\s+(\d+)", output("pdfinfo", path))[1])
    return [n for n in range(1, count + 1)
            if words in output("pdftotext", "-f", str(n), "-l", str(n), path, "-")]


def ink(path, page, wanted, dpi=72):
    """The box of the pixels of a colour on a page, in points: left, top, right, bottom."""
    raw = subprocess.run(["pdftoppm", "-cropbox", "-r", str(dpi), "-f", str(page), "-l", str(page), path],
                         capture_output=True, check=True).stdout
    head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", raw)
    width = int(head[1])
    pixels = raw[head.end():]
    hits = [divmod(i // 3, width) for i in range(0, len(pixels), 3)
            if wanted(pixels[i], pixels[i + 1], pixels[i + 2])]
    assert hits, "no such colour on the page"
    scale = 72 / dpi
    return (min(x for _, x in hits) * scale, min(y for y, _ in hits) * scale,
            max(x + 1 for _, x in hits) * scale, max(y + 1 for y, _ in hits) * scale)


def is_blue(r, g, b):
    return b > 120 and r < 120 and g < 120


def is_red(r, g, b):
    return r > 150 and g < 90 and b < 90


def word_box(path, page, word):
    """Left, top, right, bottom of a word on a page."""
    text = output("pdftotext", "-bbox", "-f", str(page), "-l", str(page), path, "-")
    for x0, y0, x1, y1, found in re.findall(
            r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', text):
        if found == word:
            return float(x0), float(y0), float(x1), float(y1)
    raise AssertionError(f"{word} is not on page {page}")


def test_plan_is_signed_and_sealed(f):
    """RULE nd30-signature-image, nd30-seal: looked at as a picture."""
    need("pdftoppm", "pdftotext", "pdfinfo")
    f.plan()
    f.sign("plan.pdf", "one.pdf", "person", "person", "--image", f.file("signature.png"))
    f.sign("one.pdf", "two.pdf", "organisation", "office", "--image", f.file("seal.png"))
    judge(f, "two.pdf", 2)
    report = f.verify("two.pdf")
    assert report["valid"] is True
    assert [s["coverage"] for s in report["signatures"]] == ["revision", "whole"]
    assert [s["subfilter"] for s in report["signatures"]] == ["ETSI.CAdES.detached"] * 2
    assert [s["signer"] for s in report["signatures"]] == ["Nguyễn Văn An", "Sở Giáo dục và Đào tạo"]
    assert [s["status"] for s in report["signatures"]] == ["valid"] * 2
    assert all(s["problems"] == [] and s["timestamp"] is None for s in report["signatures"])
    path = f.file("two.pdf")
    page = pages_with(path, "Nơi nhận")[-1]
    one = ink(f.file("one.pdf"), page, is_blue)
    seal = ink(path, page, is_red)
    title, name = word_box(path, page, "PHÓ"), word_box(path, page, "Hà")
    assert title[3] <= one[1] + 1 and one[3] <= name[1] + 1, (title, one, name)
    gap = (title[3] + name[1]) / 2
    assert abs((one[1] + one[3]) / 2 - gap) < 3, "not in the middle between title and name"
    size = 201 / 150 * 72
    assert abs(seal[2] - seal[0] - size) < 2.5 and abs(seal[3] - seal[1] - size) < 2.5, seal
    share = (seal[2] - one[0]) / (one[2] - one[0])
    assert 0.28 < share < 0.39, f"the seal covers {share:.2f} of the signature"


def test_seal_without_a_signature(f):
    """Its true size in its place, and a word about it."""
    need("pdftoppm", "pdftotext", "pdfinfo")
    f.plan()
    f.run("pdf", "prepare", f.file("plan.pdf"), f.file("ready.pdf"))
    for source in ("plan.pdf", "ready.pdf"):
        f.sign(source, "sealed-" + source, "organisation", "office", "--image", f.file("seal.png"))
        path = f.file("sealed-" + source)
        assert f.verify("sealed-" + source)["valid"] is True
        seal = ink(path, pages_with(path, "Nơi nhận")[-1], is_red)
        assert abs(seal[2] - seal[0] - 201 / 150 * 72) < 2.5, seal


def test_number_and_date_between_the_signatures(f):
    f.plan()
    f.run("pdf", "prepare", f.file("plan.pdf"), f.file("ready.pdf"), "--number-fields")
    f.sign("ready.pdf", "one.pdf", "person", "person", "--image", f.file("signature.png"))
    f.run("pdf", "number", f.file("one.pdf"), f.file("numbered.pdf"), "--number", "5", "--date",
          "2026-03-04")
    waiting = f.verify("numbered.pdf", code=1)
    assert waiting["valid"] is False and waiting["signatures"][0]["intact"] is True
    f.sign("numbered.pdf", "two.pdf", "organisation", "office", "--image", f.file("seal.png"))
    judge(f, "two.pdf", 2)
    assert f.verify("two.pdf")["valid"] is True
    text = output("pdftotext", "-layout", "-l", "1", f.file("two.pdf"), "-")
    assert re.search(r"Số:\s+05\s+/KH-SGDĐT", text), text
    assert re.search(r"ngày\s+04\s+tháng\s+3\s+năm 2026", text), text
    fonts = output("pdffonts", f.file("two.pdf"))
    assert not re.search(r" no +(yes|no) +(yes|no) +\d", fonts), "a font is not embedded"
    f.run("pdf", "number", f.file("two.pdf"), f.file("again.pdf"), "--number", "6", code=4)
    f.run("pdf", "prepare", f.file("one.pdf"), f.file("again.pdf"), code=4)


def test_files_of_others_are_prepared(f):
    f.run("pdf", "prepare", f.file("small.pdf"), f.file("bare.pdf"))
    f.run("pdf", "prepare", f.file("small.pdf"), f.file("x.pdf"), "--number-fields", code=2)
    f.run("pdf", "prepare", f.file("small.pdf"), f.file("ready.pdf"), "--rect", "1,250,400,130,60")
    f.sign("bare.pdf", "bare-1.pdf")
    judge(f, "bare-1.pdf", 1)
    f.sign("ready.pdf", "one.pdf", "person", "person", "--image", f.file("signature.png"))
    f.sign("one.pdf", "two.pdf", "organisation", "office", "--image", f.file("seal.png"))
    judge(f, "two.pdf", 2)
    blue, red = ink(f.file("one.pdf"), 1, is_blue), ink(f.file("two.pdf"), 1, is_red)
    assert blue[0] > 249 and blue[2] < 381 and blue[1] > 399 and blue[3] < 461, blue
    assert 0.28 < (red[2] - blue[0]) / (blue[2] - blue[0]) < 0.39, (blue, red)


def test_annex_is_signed_with_text_alone(f):
    """RULE nd30-annex-signature"""
    need("pdftotext", "pdftoppm")
    f.sign("small.pdf", "annex.pdf", "annex", "office", "--text", "Số: 610/KH-SGDĐT")
    judge(f, "annex.pdf", 1)
    path = f.file("annex.pdf")
    text = output("pdftotext", "-l", "1", path, "-")
    assert "Số: 610/KH-SGDĐT; 04/3/2024; 08:20:00 +07:00" in text, text
    left, top, right, _ = word_box(path, 1, "Số:")[0], *word_box(path, 1, "+07:00")[1:]
    assert left > 595 / 2 and right > 595 - 50 and top < 50, (left, top, right)
    f.sign("small.pdf", "copy.pdf", "copy", "office", "--text", "SAO Y; Sở Giáo dục và Đào tạo")
    assert "SAO Y; Sở Giáo dục và Đào tạo; 04/3/2024" in output("pdftotext", f.file("copy.pdf"), "-")


def test_foreign_shapes_of_pages(f):
    """Rotated, cropped, moved origin: the picture stands where it was asked for, and upright."""
    need("pdftoppm")
    for name, box, more in (("r90", "[0 0 595 842]", "/Rotate 90"), ("r180", "[0 0 595 842]", "/Rotate 180"),
                            ("r270", "[0 0 595 842]", "/Rotate 270"), ("origin", "[100 -50 695 792]", ""),
                            ("crop", "[0 0 595 842]", "/CropBox [50 60 500 800]")):
        f.save(name + ".pdf", pdfs.minimal(box=box, more=more))
        f.sign(name + ".pdf", name + "-s.pdf", "person", "person", "--image", f.file("signature.png"),
               "--rect", "1,100,150,120,40")
        judge(f, name + "-s.pdf", 1)
        x0, y0, x1, y1 = ink(f.file(name + "-s.pdf"), 1, is_blue)
        assert abs(x0 - 100) < 4 and abs(x1 - 220) < 4 and 150 <= y0 + 1 and y1 <= 191, \
            (name, x0, y0, x1, y1)


def test_files_of_other_programs(f):
    """Linearised, hybrid, with object streams, encrypted, large; Cairo, Ghostscript, LibreOffice."""
    need("qpdf")
    for name, words in (("linear", ["--linearize"]), ("objects", ["--object-streams=generate"]),
                        ("plain", ["--object-streams=disable"])):
        subprocess.run(["qpdf", *words, f.file("small.pdf"), f.file(name + ".pdf")], check=True)
    f.plan("cairo.pdf")
    names = ["linear", "objects", "plain", "cairo"]
    if shutil.which("gs"):
        subprocess.run(["gs", "-q", "-dNOSAFER", "-sDEVICE=pdfwrite", "-o", f.file("gs.pdf"),
                        f.file("small.pdf")], check=True)
        names.append("gs")
    if shutil.which("soffice"):
        f.save("office.txt", "Kế hoạch".encode())
        subprocess.run(["soffice", f"-env:UserInstallation=file://{f.file('profile')}", "--headless",
                        "--convert-to", "pdf", "--outdir", f.folder, f.file("office.txt")],
                       capture_output=True, check=False, timeout=120)
        if os.path.exists(f.file("office.pdf")):
            names.append("office")
    f.save("hybrid.pdf", hybrid())
    f.save("huge.pdf", pdfs.minimal(extra={8: b"<< /Length 20000000 >>\nstream\n"
                                            + b"0123456789abcdef" * 1250000 + b"\nendstream"}))
    f.save("packed.pdf", packed_length())
    for name in names + ["hybrid", "huge", "packed"]:
        f.sign(name + ".pdf", name + "-1.pdf", "person", "person")
        f.sign(name + "-1.pdf", name + "-2.pdf", "organisation", "office")
        judge(f, name + "-2.pdf", 2)
        assert f.verify(name + "-2.pdf")["valid"] is True, name
    subprocess.run(["qpdf", "--encrypt", "", "owner", "256", "--", f.file("small.pdf"),
                    f.file("locked.pdf")], check=True)
    f.sign("locked.pdf", "x.pdf", code=3)
    assert not os.path.exists(f.file("x.pdf"))


def hybrid():
    """A classical table whose second part, in a stream, has the objects of an object stream."""
    base = pdfs.minimal()
    inside = b"8 0 << /Kind /Hidden >>"
    packed = b"<< /Type /ObjStm /N 1 /First 4 /Length %d >>\nstream\n%b\nendstream" % (len(inside), inside)
    out = bytearray(base)
    container = len(out)
    out += b"9 0 obj\n" + packed + b"\nendobj\n"
    place = len(out)
    rows = b"\x02" + (9).to_bytes(4, "big") + b"\0" + b"\x01" + container.to_bytes(4, "big") + b"\0" \
        + b"\x01" + place.to_bytes(4, "big") + b"\0"
    out += (b"10 0 obj\n<< /Type /XRef /Size 11 /W [1 4 1] /Index [8 3] /Root 1 0 R /Length %d >>\n"
            b"stream\n%b\nendstream\nendobj\n" % (len(rows), rows))
    start = len(out)
    out += (b"xref\n8 1\n0000000000 00000 f \ntrailer\n<< /Size 11 /Root 1 0 R /Info 7 0 R /Prev %d "
            b"/XRefStm %d >>\nstartxref\n%d\n%%%%EOF\n" % (pdfs.start(base), place, start))
    return bytes(out)


def packed_length():
    """A page's content whose length lies in an object stream, as some programs write it."""
    content = b"BT /F1 24 Tf 72 700 Td (Ke hoach) Tj ET"
    inside = b"6 0 8 3 %d /X" % len(content)
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                  b"/Resources << /Font << /F1 5 0 R >> >> >>",
               4: b"<< /Length 6 0 R >>\nstream\n" + content + b"\nendstream",
               5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
               7: b"<< /Type /ObjStm /N 2 /First 8 /Length %d >>\nstream\n%b\nendstream" % (len(inside), inside)}
    out, rows = bytearray(b"%PDF-1.7\n"), {0: (0, 0, 255), 6: (2, 7, 0), 8: (2, 7, 1)}
    for n, text in objects.items():
        rows[n] = (1, len(out), 0)
        out += b"%d 0 obj\n%b\nendobj\n" % (n, text)
    rows[9] = (1, len(out), 0)
    data = b"".join(bytes([rows[n][0]]) + rows[n][1].to_bytes(4, "big") + bytes([rows[n][2]])
                    for n in range(10))
    place = len(out)
    out += (b"9 0 obj\n<< /Type /XRef /Size 10 /W [1 4 1] /Root 1 0 R /Length %d >>\nstream\n%b\nendstream\n"
            b"endobj\nstartxref\n%d\n%%%%EOF\n" % (len(data), data, place))
    return bytes(out)


def test_timestamps(f):
    tsa = f.ca.start_tsa()
    try:
        f.sign("small.pdf", "stamped.pdf", "person", "person", "--tsa", tsa)
        judge(f, "stamped.pdf", 1)
        one = f.verify("stamped.pdf")["signatures"][0]
        assert one["status"] == "valid" and one["timestamp"], one
        f.sign("stamped.pdf", "both.pdf", "organisation", "office", "--tsa", tsa)
        judge(f, "both.pdf", 2)
        for bad in ("broken", "other", "closed"):
            f.sign("small.pdf", "x.pdf", "person", "person", "--tsa", tsa.replace("tsa", bad), code=4)
            assert not os.path.exists(f.file("x.pdf"))
        f.sign("small.pdf", "x.pdf", "person", "person", "--require-timestamp", code=4)
        f.sign("small.pdf", "x.pdf", "person", "person", "--tsa", "http://127.0.0.1:9/", code=4)
        assert not os.path.exists(f.file("x.pdf"))
    finally:
        f.ca.close()


def test_token(f):
    need("softhsm2-util", "pkcs11-tool")
    module, env = f.ca.token("Van thu", ["person", "office"])
    if module is None:
        raise tap.Skip("SoftHSM is not installed")
    f.env.update(env)
    pin, wrong = f.save("pin", b"5678\n"), f.save("wrong", b"9999\n")
    listed = f.json("pdf", "tokens", "--module", module)["certificates"]
    assert {c["subject"] for c in listed} == {"Nguyễn Văn An", "Sở Giáo dục và Đào tạo"}
    source = "small.pdf"
    for number, certificate in enumerate(listed):
        target = f"token{number}.pdf"
        f.run("pdf", "sign", f.file(source), f.file(target), "--role", "person", "--pkcs11",
              certificate["url"], "--module", module, "--secret-file", pin, "--chain",
              f.ca.path("sub.pem"), env=PLAN_CLOCK)
        source = target
    judge(f, source, 2)
    assert f.verify(source)["valid"] is True
    words = ("pdf", "sign", f.file("small.pdf"), f.file("x.pdf"), "--role", "person", "--module", module)
    said = f.run(*words, "--pkcs11", listed[0]["url"], "--secret-file", wrong, code=4)
    assert "PIN" in said and "9999" not in said, said
    f.run(*words, "--pkcs11", listed[0]["url"], code=4)
    f.run(*words, "--pkcs11", "pkcs11:token=Nobody", "--secret-file", pin, code=4)
    f.run(*words, "--pkcs11", listed[0]["url"] + "?pin-value=5678", code=2)
    f.run("pdf", "tokens", "--module", f.file("small.pdf"), code=4)
    assert not os.path.exists(f.file("x.pdf"))


def test_signing_is_refused(f):
    """Each with words, and nothing is written."""
    usage = "keyUsage=critical,keyEncipherment\n"
    server = "keyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\n"
    f.ca.make("usage", "/CN=Usage", usage + authority.IDS)
    f.ca.make("server", "/CN=Server", server + authority.IDS)
    f.ca.signer("old", "/CN=Old", dates=("20200101000000Z", "20210101000000Z"))
    f.ca.signer("early", "/CN=Early", dates=("20300101000000Z", "20400101000000Z"))
    for who, word in (("usage", "usage"), ("server", "purpose"), ("old", "expired"), ("early", "clock")):
        said = f.sign("small.pdf", "x.pdf", "person", who, code=4)
        assert word in said, said
    f.sign("small.pdf", "one.pdf")
    changed = bytearray(f.load("one.pdf"))
    changed[changed.index(b"Ke hoach")] ^= 1
    f.save("changed.pdf", bytes(changed))
    said = f.sign("changed.pdf", "x.pdf", "organisation", "office", code=4)
    assert "not valid" in said, said
    f.save("broken.pdf", pdfs.minimal().replace(b"startxref\n", b"startxref\n1"))
    f.sign("broken.pdf", "x.pdf", code=3)
    f.save("junk.pdf", b"junk\n" + pdfs.minimal())
    f.sign("junk.pdf", "x.pdf", code=3)
    f.sign("small.pdf", "x.pdf", "person", "person", "--image", f.file("signature.png"), code=2)
    f.sign("small.pdf", "x.pdf", "person", "person", "--image", f.file("signature.png"), "--rect",
           "2,10,10,50,50", code=2)
    f.sign("small.pdf", "x.pdf", "person", "person", "--image", f.file("small.pdf"), "--rect",
           "1,10,10,50,50", code=3)
    f.save("wrong", b"wrong\n")
    f.run("pdf", "sign", f.file("small.pdf"), f.file("x.pdf"), "--role", "person", "--p12",
          f.ca.path("person.p12"), "--secret-file", f.file("wrong"), code=4)
    assert not os.path.exists(f.file("x.pdf"))
    before = f.load("one.pdf")
    f.sign("small.pdf", "one.pdf", code=4)
    assert f.load("one.pdf") == before


def test_authorities_are_managed(f):
    f.sign("small.pdf", "one.pdf")
    f.json("pdf", "verify", f.file("one.pdf"), code=1)
    f.run("pdf", "trust", f.file("small.pdf"), code=3)
    f.run("pdf", "trust", f.ca.path("root.pem"))
    listed = f.json("pdf", "trusted")["authorities"]
    assert [one["subject"] for one in listed] == ["C=VN, CN=Test Root"], listed
    assert f.json("pdf", "verify", f.file("one.pdf"))["valid"] is True
    f.run("pdf", "distrust", "00000000", code=2)
    f.run("pdf", "distrust", listed[0]["sha256"][:16])
    f.json("pdf", "verify", f.file("one.pdf"), code=1)


def test_revocation_lists(f):
    """Nobody asks a network; a list that is given counts from its date on."""
    f.ca.signer("gone", "/CN=Gone")
    f.sign("small.pdf", "one.pdf", "person", "gone")
    f.sign("small.pdf", "two.pdf", "person", "person")
    config = f.ca.path("openssl.cnf")
    words = ("ca", "-config", config, "-cert", "sub.pem", "-keyfile", "sub.key")
    f.ca.openssl(*words, "-revoke", "gone.pem")
    f.ca.openssl(*words, "-gencrl", "-crldays", "30", "-out", "late.crl")
    late = ("--crl", f.ca.path("late.crl"))
    trust = ("--trust", f.ca.path("root.pem"))
    before = f.json("pdf", "verify", f.file("one.pdf"), *trust, *late)["signatures"][0]
    assert before["status"] == "valid" and before["revocation_checked"] is True
    index = f.ca.path("index.txt")
    with open(index, encoding="utf-8") as file:
        text = re.sub(r"(R\t\d+Z\t)\d+Z", r"\g<1>230101000000Z", file.read())
    f.ca.write("index.txt", text)
    f.ca.openssl(*words, "-gencrl", "-crldays", "30", "-out", "early.crl")
    early = ("--crl", f.ca.path("early.crl"))
    after = f.json("pdf", "verify", f.file("one.pdf"), *trust, *early, code=1)["signatures"][0]
    assert after["status"] == "invalid" and "revoked" in after["problems"][0], after
    assert f.json("pdf", "verify", f.file("two.pdf"), *trust, *early)["valid"] is True
    f.run("pdf", "verify", f.file("two.pdf"), "--crl", f.file("small.pdf"), code=3)


def test_the_json_contract(f):
    f.sign("small.pdf", "one.pdf")
    report = f.verify("one.pdf")
    one = report["signatures"][0]
    assert report["schema"] == "tiendo-verification/1"
    assert {"field", "status", "coverage", "subfilter", "signer", "time", "timestamp",
            "problems"} <= set(one)
    assert one["time"] == "2024-03-04T08:20:00+07:00" and one["coverage"] == "whole"
    stranger = f.json("pdf", "verify", f.file("one.pdf"), code=1)
    assert stranger["valid"] is False and stranger["signatures"][0]["status"] == "unknown"
    assert f.json("pdf", "verify", f.file("small.pdf"), code=1)["signatures"] == []
    f.run("pdf", "verify", f.file("one.pdf"), "--trust", f.file("small.pdf"), code=3)
    f.run("pdf", "verify", f.file("seal.png"), code=3)
    f.run("pdf", "verify", f.file("none.pdf"), code=3)
    twice = f.json("pdf", "verify", f.file("one.pdf"), "--trust", f.ca.path("person.pem"), "--trust",
                   f.ca.path("root.pem"))
    assert twice["valid"] is True


if __name__ == "__main__":
    status = tap.main(globals(), Fixture)
    shutil.rmtree(getattr(Fixture, "home", ""), ignore_errors=True)
    sys.exit(status)
