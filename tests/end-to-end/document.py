# SPDX-License-Identifier: GPL-3.0-or-later
"""A document from the plan to the register: document.py TIENDOCTL SOURCE_FOLDER

The office's authority, the leader's and the agency's certificates are made here; what was signed is
judged by pdfsig and qpdf too, by what they print."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile

import pictures
import tap

CTL, SOURCE = sys.argv[1], sys.argv[2]
PASSWORD = "mat-khau-thu"


class Office(tap.Program):
    """A workspace with the sample, keys of a leader and of the agency, and their pictures."""

    def __init__(self):
        super().__init__(CTL)
        self.ws = self.file("so.tiendo")
        self.run("workspace", "new", self.ws, "--sample")
        self.plan = self.json("--workspace", self.ws, "plan", "list")["plans"][0]["id"]

    def ctl(self, *words, **kw):
        return self.run("--workspace", self.ws, "--author", "Văn thư", *words, **kw)

    def data(self, *words, **kw):
        return self.json("--workspace", self.ws, "--author", "Văn thư", *words, **kw)

    def openssl(self, *words):
        subprocess.run(["openssl", *words], check=True, capture_output=True, cwd=self.folder)

    def keys(self):
        if not shutil.which("openssl"):
            raise tap.Skip("openssl is not installed")
        self.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem",
                     "-utf8", "-subj", "/CN=Chứng thực thử nghiệm", "-days", "3650",
                     "-addext", "keyUsage=critical,keyCertSign,cRLSign")
        with open(self.file("leaf.ext"), "w", encoding="utf-8") as file:
            file.write("keyUsage=critical,digitalSignature,nonRepudiation\nbasicConstraints=critical,CA:FALSE\n")
        for name, subject in (("leader", "/CN=Lê Thu Hà"), ("agency", "/CN=Sở GDĐT tỉnh Bình Minh")):
            self.openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr",
                         "-utf8", "-subj", subject)
            self.openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
                         "-CAcreateserial", "-days", "800", "-extfile", "leaf.ext", "-out", f"{name}.pem")
            self.openssl("pkcs12", "-export", "-inkey", f"{name}.key", "-in", f"{name}.pem", "-certfile", "ca.pem",
                         "-passout", f"pass:{PASSWORD}", "-out", f"{name}.p12")
        with open(self.file("pin"), "w", encoding="utf-8") as file:
            file.write(PASSWORD + "\n")
        pictures.png(self.file("leader.png"), 300, 120, pictures.ink)
        pictures.png(self.file("agency.png"), 212, 212, pictures.stamp, round(212 / 0.036))

    def sign(self, act, document, name, **kw):
        return self.data("document", act, document, "--p12", self.file(f"{name}.p12"), "--secret-file",
                         self.file("pin"), "--image", self.file(f"{name}.png"), **kw)

    def state(self, document):
        return self.data("document", "show", document)["state"]


def issued(o):
    o.keys()
    document = o.data("plan", "issue", o.plan)["id"]
    o.sign("sign", document, "leader")
    o.sign("seal", document, "agency")
    o.data("document", "issue", document, "--trust", o.file("ca.pem"))
    return document


def judged(path):
    """What two other programs say of the file."""
    if not shutil.which("pdfsig") or not shutil.which("qpdf"):
        raise tap.Skip("pdfsig or qpdf is not installed")
    said = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True).stdout
    form = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    return said.count("Signature is Valid"), "No syntax or stream encoding errors" in form.stdout


def test_the_whole_way(o):
    document = issued(o)
    shown = o.data("document", "show", document)
    assert shown["state"] == "issued" and shown["next"] is None
    assert shown["number"] == "12" and shown["symbol"] == "KH-SGDĐT" and shown["pages"] > 2
    assert [a["act"] for a in shown["acts"]] == ["draft", "check", "submit", "number", "prepare", "sign", "seal",
                                                 "issue"]
    assert shown["acts"][5]["who"] == "Lê Thu Hà" and shown["acts"][4]["who"] == "Văn thư"
    told = shown["metadata"]
    assert told["TypeName"] == "Kế hoạch" and told["CodeNumber"] == "12" and told["CodeNotation"] == "KH-SGDĐT"
    assert told["SignerInfo"]["FullName"] and told["To"] and told["IssuedAmount"] == 1
    out = o.file("out.pdf")
    o.ctl("document", "export", document, out)
    verified = o.json("pdf", "verify", out, "--trust", o.file("ca.pem"))
    assert verified["valid"] and len(verified["signatures"]) == 2
    assert [s["coverage"] for s in verified["signatures"]] == ["revision", "whole"]
    assert judged(out) == (2, True)
    assert "Số: 12/KH-SGDĐT" in re.sub(r" +", " ", subprocess.run(
        ["pdftotext", "-l", "1", "-layout", out, "-"], capture_output=True, text=True).stdout)
    # one bit of the text that was signed
    data = bytearray(open(out, "rb").read())
    data[len(data) // 3] ^= 1
    bad = o.file("bad.pdf")
    open(bad, "wb").write(data)
    assert not o.json("pdf", "verify", bad, "--trust", o.file("ca.pem"), code=1)["valid"]


def test_closed_after_issue(o):
    document = issued(o)
    assert "new version" in o.ctl("record", "set", "plan", o.plan, "title=Tên khác", code=4)
    o.ctl("plan", "delete", o.plan, code=4)
    o.ctl("document", "return", document, code=4)
    o.ctl("record", "set", "issued_document", document, "state=draft", code=4)
    o.ctl("record", "set", "issued_document", document, "file_notation=CCHC.01")
    tasks = o.data("task", "list", "--plan", o.plan)["tasks"]
    o.ctl("record", "set", "task", tasks[0]["id"], "progress=40")
    o.ctl("record", "set", "task", tasks[0]["id"], "content=Việc khác", code=4)
    listed = o.data("history", "list")["actions"]
    assert any("Document" in a["label"] for a in listed)
    assert o.data("document", "withdraw", document, "--note", "sai căn cứ")["state"] == "withdrawn"
    o.ctl("document", "withdraw", document, code=4)
    o.ctl("workspace", "check")


def test_wrong_order(o):
    o.keys()
    document = o.data("plan", "issue", o.plan)["id"]
    assert "next" in o.ctl("document", "issue", document, code=4)
    o.sign("seal", document, "agency", code=4)
    with open(o.file("pin"), "w", encoding="utf-8") as file:
        file.write("sai\n")
    o.sign("sign", document, "leader", code=4)
    assert o.state(document) == "numbered"
    o.ctl("document", "show", 99, code=2)
    o.ctl("plan", "issue", 99, code=2)


def test_number_after_the_signature(o):
    o.keys()
    document = o.data("plan", "issue", o.plan, "--sign-first")["id"]
    assert o.state(document) == "submitted"
    o.sign("sign", document, "leader")
    shown = o.data("document", "number", document, "--number", "34", "--date", "2026-01-09")
    assert shown["number"] == "34" and shown["state"] == "numbered"
    o.sign("seal", document, "agency")
    out = o.file("out.pdf")
    o.ctl("document", "export", document, out)
    verified = o.json("pdf", "verify", out, "--trust", o.file("ca.pem"))
    assert verified["valid"], verified
    assert judged(out) == (2, True)
    o.data("document", "issue", document, "--trust", o.file("ca.pem"))


def test_signed_elsewhere(o):
    o.keys()
    document = o.data("plan", "issue", o.plan)["id"]
    out, one, two = o.file("out.pdf"), o.file("one.pdf"), o.file("two.pdf")
    o.ctl("document", "export", document, out)
    trust = ["--trust", o.file("ca.pem")]
    o.ctl("document", "import", document, out, *trust, code=4)  # nothing was signed
    for source, target, role, name in ((out, one, "person", "leader"), (one, two, "organisation", "agency")):
        o.run("pdf", "sign", source, target, "--role", role, "--p12", o.file(f"{name}.p12"), "--secret-file",
              o.file("pin"), "--image", o.file(f"{name}.png"))
    changed = bytearray(open(two, "rb").read())
    changed[300] ^= 4
    open(o.file("changed.pdf"), "wb").write(changed)
    o.ctl("document", "import", document, o.file("changed.pdf"), *trust, code=4)
    other = o.file("other.pdf")
    o.ctl("plan", "export", o.plan, other)
    o.ctl("document", "import", document, other, *trust, code=4)
    shown = o.data("document", "import", document, two, *trust)
    assert shown["state"] == "sealed" and shown["acts"][-1]["who"] == "Sở GDĐT tỉnh Bình Minh"
    assert o.data("document", "issue", document, *trust)["state"] == "issued"


def field_widths(path):
    """Width of each signature field, as qpdf reads it."""
    text = subprocess.run(["qpdf", "--json", path], check=True, capture_output=True, text=True).stdout
    found = []

    def walk(node):
        if isinstance(node, dict):
            if node.get("/FT") == "/Sig" and "/Rect" in node:
                found.append(float(node["/Rect"][2]) - float(node["/Rect"][0]))
            node = list(node.values())
        for child in node if isinstance(node, list) else []:
            walk(child)

    walk(json.loads(text))
    return found


def test_portable(o):
    """The field of the seal is the seal's own place, not the room for any seal; another program fills both fields."""
    o.keys()
    document = o.data("plan", "issue", o.plan)["id"]
    here, out, one = o.file("here.pdf"), o.file("portable.pdf"), o.file("portable-1.pdf")
    o.ctl("document", "export", document, here)
    shown = o.data("document", "export", document, out, "--portable")
    assert [a["act"] for a in shown["acts"]][-2:] == ["prepare", "export"], shown["acts"]
    wide, exact = field_widths(here), field_widths(out)
    assert len(wide) == len(exact) == 2 and wide != exact, (wide, exact)
    trust = ["--trust", o.file("ca.pem")]
    o.run("pdf", "sign", out, one, "--role", "person", "--p12", o.file("leader.p12"), "--secret-file", o.file("pin"),
          "--image", o.file("leader.png"))
    assert o.data("document", "import", document, one, *trust)["state"] == "signed"
    o.ctl("document", "export", document, o.file("late.pdf"), "--portable", code=4)
    two = o.file("portable-2.pdf")
    o.run("pdf", "sign", one, two, "--role", "organisation", "--p12", o.file("agency.p12"), "--secret-file",
          o.file("pin"), "--image", o.file("agency.png"))
    assert field_widths(two) == exact, "the seal got a field of its own"
    assert o.data("document", "import", document, two, *trust)["state"] == "sealed"
    assert o.data("document", "issue", document, *trust)["state"] == "issued"
    out = o.file("issued.pdf")
    o.ctl("document", "export", document, out)
    with open(two, "rb") as came, open(out, "rb") as kept:
        assert came.read() == kept.read()
    assert judged(out) == (2, True)


def test_portable_comes_back_sealed(o):
    """Signed and sealed elsewhere before it is taken back: one step, and nothing but that file."""
    o.keys()
    document = o.data("plan", "issue", o.plan)["id"]
    out, one, two = o.file("out.pdf"), o.file("one.pdf"), o.file("two.pdf")
    o.ctl("document", "export", document, out, "--portable")
    trust = ["--trust", o.file("ca.pem")]
    for source, target, role, name in ((out, one, "person", "leader"), (one, two, "organisation", "agency")):
        o.run("pdf", "sign", source, target, "--role", role, "--p12", o.file(f"{name}.p12"), "--secret-file",
              o.file("pin"), "--image", o.file(f"{name}.png"))
    shown = o.data("document", "import", document, two, *trust)
    assert shown["state"] == "sealed" and shown["acts"][-1]["act"] == "import", shown
    assert o.data("document", "issue", document, *trust)["state"] == "issued"


def test_described_for_the_archive(o):
    """Annex VI: the file a document is kept in is known long after the issue; nothing else changes."""
    document = issued(o)
    before = o.data("document", "show", document)
    shown = o.data("document", "describe", document, "--organ-id", "H08.5", "--file-year", 2026, "--file-number",
                   "03.CCHC", "--ordinal", 7, "--copies", 12, "--due", "2026-12-20", "--description", "Bản gốc")
    meta = shown["metadata"]
    assert meta["FileCode"] == {"OrganId": "H08.5", "FileCatalog": 2026, "FileNotation": "03.CCHC"}, meta
    assert (meta["DocOrdinal"], meta["IssuedAmount"], meta["DueDate"], meta["Description"]) == (
        7, 12, "2026-12-20", "Bản gốc")
    assert shown["state"] == "issued" and shown["sha256"] == before["sha256"]
    assert shown["acts"][-1]["act"] == "describe" and "03.CCHC" in shown["acts"][-1]["note"]
    o.ctl("document", "describe", document, "--due", "never", code=2)
    assert o.data("document", "describe", document, "--due", "")["metadata"]["DueDate"] is None


def test_paper(o):
    document = o.data("plan", "issue", o.plan, "--paper")["id"]
    scan = o.file("scan.pdf")
    o.ctl("document", "export", document, scan)
    o.ctl("document", "sign", document, "--p12", "x", code=4)
    assert o.data("document", "attach", document, scan)["state"] == "sealed"
    assert o.data("document", "issue", document)["state"] == "issued"


def test_numbers(o):
    kept = o.data("document", "reserve", "--number", 5, "--year", 2026, "--symbol", "KH-SGDĐT", "--note", "họp")
    assert kept["number"] == 5 and kept["state"] == "reserved"
    o.ctl("document", "reserve", "--number", 5, "--year", 2026, "--symbol", "KH-SGDĐT", code=4)
    o.ctl("document", "release", 5, "--year", 2026, "--symbol", "QĐ-SGDĐT", code=2)
    assert o.data("document", "release", 5, "--year", 2026, "--symbol", "KH-SGDĐT")["state"] == "released"
    o.ctl("document", "release", 5, "--year", 2026, code=2)
    document = o.data("plan", "issue", o.plan, "--number", 5, "--date", "2026-01-09")
    assert document["number"] == "05" and document["date"] == "2026-01-09"
    o.ctl("document", "release", 5, "--year", 2026, code=4)


def test_register(o):
    document = issued(o)
    listed = o.data("document", "list", "--search", "cai cach hanh chinh")["documents"]
    assert [d["id"] for d in listed] == [document]
    assert o.data("document", "list", "--year", 1999)["documents"] == []
    pdf, xlsx = o.file("so.pdf"), o.file("so.xlsx")
    o.ctl("document", "register", pdf)
    o.ctl("document", "register", xlsx)
    o.ctl("document", "register", pdf, code=4)
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True).stdout
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in text and "12/KH" in text
    with zipfile.ZipFile(xlsx) as book:
        assert "12/KH-SGDĐT" in book.read("xl/sharedStrings.xml").decode()
        rows = re.findall(r'<row r="(\d+)"[^>]* ht="(\d+)', book.read("xl/worksheets/sheet1.xml").decode())
        assert int(dict(rows).get("3", 0)) > 30, rows  # the recipients need several lines
    o.data("document", "withdraw", document, "--note", "sai căn cứ")
    later = o.file("later.xlsx")
    o.ctl("document", "register", later)
    with zipfile.ZipFile(later) as book:
        assert "Đã thu hồi" in book.read("xl/sharedStrings.xml").decode()


if __name__ == "__main__":
    sys.exit(tap.main(globals(), Office))
