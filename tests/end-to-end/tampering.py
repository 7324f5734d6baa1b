# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that are wrong in one named way each: every one must be refused."""

import os
import re
import shutil
import subprocess
import sys

import authority
import pdfs
import tap

TIENDOCTL = sys.argv[1]
FLIP_BITS = sys.argv[2]
FULL = os.environ.get("TD_TEST_FULL") == "1"
CLOCK = {"TIENDO_NOW": "2024-03-04T08:20"}
TIME = b"D:20240301080000+07'00'"
CADES = ("-cades",)


class Fixture(tap.Program):
    """Signed files of ours to spoil, and a signer of the test's own that signs what it is told."""

    shared = None

    def __init__(self):
        super().__init__(TIENDOCTL)
        if Fixture.shared is None:
            Fixture.home = self.folder + "-ca"
            ca = authority.Authority(Fixture.home)
            ca.signer("person", key="rsa")
            ca.signer("office", "/C=VN/CN=Sở Giáo dục và Đào tạo")
            Fixture.tsa = ca.start_tsa()
            Fixture.shared = ca
        self.ca = Fixture.shared

    def save(self, name, data):
        with open(self.file(name), "wb") as file:
            file.write(data)
        return self.file(name)

    def ours(self, source, role="person", who="person", *more):
        """@source signed by the program."""
        self.save("in.pdf", source)
        self.run("--force", "pdf", "sign", self.file("in.pdf"), self.file("out.pdf"), "--role", role,
                 "--p12", self.ca.path(who + ".p12"), "--secret-file", self.ca.path("secret"), *more,
                 env=CLOCK)
        with open(self.file("out.pdf"), "rb") as file:
            return file.read()

    def cms(self, data, who="person", *more, options=CADES, others=("sub",)):
        """A container made by openssl."""
        self.save("data.bin", data)
        with open(self.file("others.pem"), "w", encoding="utf-8") as out:
            for name in others:
                with open(self.ca.path(name + ".pem"), encoding="utf-8") as file:
                    out.write(file.read())
        names = ["-signer", self.ca.path(who + ".pem"), "-inkey", self.ca.path(who + ".key")]
        return authority.run("openssl", "cms", "-sign", "-binary", "-md", "sha256", "-nosmimecap", *options,
                             "-in", self.file("data.bin"), "-outform", "DER", *names, *more,
                             "-certfile", self.file("others.pem"))

    def by_hand(self, who="person", *more, options=CADES, others=("sub",), base=None, **how):
        return pdfs.sign_by_hand(base or pdfs.minimal(), lambda data: self.cms(
            data, who, *more, options=options, others=others), **{"time": TIME, **how})

    def verify(self, data, *codes):
        path = self.save("case.pdf", data)
        done = subprocess.run([TIENDOCTL, "--json", "pdf", "verify", path, "--trust",
                               self.ca.path("root.pem")], env=self.env, capture_output=True,
                              text=True, check=False, timeout=60)
        assert done.returncode in codes, f"exit {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout

    def good(self, data):
        assert '"valid" : true' in self.verify(data, 0)
        return data

    def refused(self, data, word):
        """Refused, and for the reason that is meant."""
        said = self.verify(data, 1, 3)
        assert '"valid" : true' not in said
        assert re.search(word, said), f"no “{word}” in\n{said}"


def two(f):
    """A file of ours with two signatures."""
    return f.ours(f.ours(pdfs.minimal()), "organisation", "office")


def reverse_lookup(data, old, new):
    assert data.count(old) >= 1, old
    return data.replace(old, new, 1)


# -- bytes

def test_good_files_are_good(f):
    f.good(two(f))
    f.good(f.by_hand())
    f.good(f.by_hand("person", options=()  # without a bound certificate: adbe.pkcs7.detached alone
                     , subfilter=b"adbe.pkcs7.detached"))


def test_document_timestamp_is_good(f):
    def make(data):
        reply = f.ca.stamp(f.ca.query(data))
        return pdfs.split(reply)[1]
    data = f.good(pdfs.sign_by_hand(pdfs.minimal(), make, subfilter=b"ETSI.RFC3161"))
    f.refused(data.replace(b"Ke hoach", b"Ke hoacH", 1), "timestamp does not fit")


def test_signature_of_mutool_rests_on_sha1(f):
    if shutil.which("mutool") is None:
        raise tap.Skip("mutool is not installed")
    field = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (S) /F 4 /P 3 0 R /Rect [50 50 250 100] >>"
    f.save("in.pdf", pdfs.minimal(more="/Annots [8 0 R]", extra={
        1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm 9 0 R >>", 8: field,
        9: b"<< /Fields [8 0 R] /SigFlags 1 >>"}))
    subprocess.run(["mutool", "sign", "-s", f.ca.path("person.p12"), "-P", "1234", "-o", f.file("m.pdf"),
                    f.file("in.pdf"), "8"], check=True, capture_output=True)
    with open(f.file("m.pdf"), "rb") as file:
        f.refused(file.read(), "can be forged")


def test_letter_on_the_page(f):
    f.refused(reverse_lookup(two(f), b"Ke hoach", b"Ke hoacH"), "changed after it was signed")


def test_title(f):
    f.refused(reverse_lookup(two(f), b"/Title (Ke", b"/Title (ke"), "changed after it was signed")


def test_signature_value(f):
    data = bytearray(f.ours(pdfs.minimal()))
    a, _ = pdfs.gaps(data)[-1]
    end = a + 1 + 2 * len(pdfs.contents(data))
    data[end - 10] = ord("0") if data[end - 10] != ord("0") else ord("1")
    f.refused(bytes(data), "not one of the certificate|cannot be read|tampered")


def test_padding_is_not_zero(f):
    data = bytearray(f.ours(pdfs.minimal()))
    data[pdfs.gaps(data)[-1][1] - 2] = ord("1")
    f.refused(bytes(data), "tampered")


def test_mixed_letter_case(f):
    data = f.ours(pdfs.minimal())
    a, b = pdfs.gaps(data)[-1]
    text = data[a:b]
    f.good(data[:a] + text.upper() + data[b:])
    at = re.search(rb"[a-f]", text).start()
    f.refused(data[:a] + text[:at] + text[at:at + 1].upper() + text[at + 1:] + data[b:], "tampered")


def test_range_begins_late(f):
    data = f.ours(pdfs.minimal())
    f.refused(data.replace(b"/ByteRange [ 0 ", b"/ByteRange [ 1 "), "which bytes")


def test_range_leaves_out_more(f):
    f.refused(f.by_hand(cut=(20, 0)), "leaves out more")
    f.refused(f.by_hand(cut=(0, 3)), "leaves out more")


def test_range_ends_early(f):
    data = f.by_hand()
    last = re.findall(rb"/ByteRange \[ 0 \d+\s+\d+\s+(\d+)", data)[-1]
    f.refused(data.replace(last, b"%-*d" % (len(last), int(last) - 9)), "whole state")


def test_comment_behind_the_end(f):
    f.refused(two(f) + b"% comment\n", "bad-input|nobody has signed")


def test_white_space_behind_the_end(f):
    f.refused(two(f) + b"\n\n", "nobody has signed")


def test_second_end(f):
    data = two(f)
    f.refused(data + b"startxref\n%d\n%%%%EOF\n" % pdfs.start(data), "nobody has signed|bad-input")


def test_cut_short(f):
    f.refused(two(f)[:-200], "bad-input")


def test_junk_before_the_header(f):
    f.refused(b"\n" + two(f), "bad-input")


def test_table_off_by_one(f):
    data = f.ours(pdfs.minimal())
    start = pdfs.start(data)
    f.refused(data.replace(b"startxref\n%d" % start, b"startxref\n%d" % (start + 1)), "bad-input")


def test_encrypted(f):
    if shutil.which("qpdf") is None:
        raise tap.Skip("qpdf is not installed")
    f.save("clear.pdf", two(f))
    subprocess.run(["qpdf", "--encrypt", "", "x", "256", "--", f.file("clear.pdf"), f.file("e.pdf")],
                   check=True)
    with open(f.file("e.pdf"), "rb") as file:
        f.refused(file.read(), "encrypted")


def test_not_signed(f):
    f.refused(pdfs.minimal(), "not signed")


# -- updates

def test_page_content_replaced(f):
    data = two(f)
    evil = b"BT /F1 24 Tf 72 700 Td (Ke khac) Tj ET"
    f.refused(pdfs.update(data, {4: b"<< /Length %d >>\nstream\n%b\nendstream" % (len(evil), evil)}),
              "object 4")


def test_length_replaced(f):
    f.refused(pdfs.update(two(f), {6: b"10"}), "object 6")


def test_page_replaced(f):
    data = two(f)
    f.refused(pdfs.update(data, {3: pdfs.body(data, 3).replace(b"842", b"400")}), "object 3")


def test_note_laid_over_the_page(f):
    data = two(f)
    n = pdfs.number(data, "Size")
    page = pdfs.body(data, 3)
    annots = re.search(rb"/Annots \[(.*?)\]", page)[1]
    page = page.replace(annots, annots + b" %d 0 R " % n)
    note = b"<< /Type /Annot /Subtype /FreeText /Rect [0 0 500 800] /Contents (x) /DA (/F1 9 Tf) >>"
    f.refused(pdfs.update(data, {3: page, n: note}), "object 3")


def test_picture_in_a_new_field_without_signature(f):
    data = two(f)
    n = pdfs.number(data, "Size")
    page, root = pdfs.body(data, 3), pdfs.body(data, 1)
    page = re.sub(rb"/Annots \[", b"/Annots [ ", page)
    annots = re.search(rb"/Annots \[(.*?)\]", page)[1]
    fields = re.search(rb"/Fields \[(.*?)\]", root)[1]
    look = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 0 >>\nstream\n\nendstream"
    field = (b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (X) /F 132 /P 3 0 R /Rect [0 0 300 300] "
             b"/AP << /N %d 0 R >> >>" % (n + 1))
    f.refused(pdfs.update(data, {1: root.replace(fields, fields + b" %d 0 R" % n),
                                 3: page.replace(annots, annots + b" %d 0 R" % n), n: field,
                                 n + 1: look}), "object")


def test_catalog_points_elsewhere(f):
    data = two(f)
    f.refused(pdfs.update(data, {1: pdfs.body(data, 1).replace(b"/Pages 2", b"/Pages 8")}), "object 1")


def test_opening_action(f):
    data = two(f)
    root = pdfs.body(data, 1)
    f.refused(pdfs.update(data, {1: root[:-2] + b"/OpenAction << /S /JavaScript /JS (x) >> >>"}), "object 1")


def test_other_root(f):
    data = two(f)
    n = pdfs.number(data, "Size")
    f.refused(pdfs.update(data, {n: pdfs.body(data, 1)}, trailer=b"/Root %d 0 R /Info 7 0 R" % n),
              "replaced")


def test_title_replaced_by_update(f):
    f.refused(pdfs.update(two(f), {7: b"<< /Title (Khac) >>"}), "object 7")


def test_font_replaced(f):
    f.refused(pdfs.update(two(f), {5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"}), "object 5")


def test_object_removed(f):
    data = two(f)
    place = len(data)
    f.refused(data + b"xref\n5 1\n0000000000 00001 f \ntrailer\n<< /Size %d /Prev %d /Root 1 0 R /Info 7 0 R >>\n"
              b"startxref\n%d\n%%%%EOF\n" % (pdfs.number(data, "Size"), pdfs.start(data), place), "removed")


def test_size_made_smaller(f):
    """Strict readers forget what has a number beyond it."""
    data = two(f)
    f.refused(pdfs.update(data, {5: pdfs.body(data, 5)}, size=6), "table of the file")


def test_hybrid_update(f):
    """The table says nothing new, the stream beside it replaces the page's content."""
    data = two(f)
    evil = b"BT /F1 24 Tf 72 700 Td (Ke khac) Tj ET"
    out = bytearray(data)
    place = len(out)
    out += b"4 0 obj\n<< /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (len(evil), evil)
    size = pdfs.number(data, "Size")
    stream = len(out)
    rows = b"\x01" + place.to_bytes(4, "big") + b"\0" + b"\x01" + stream.to_bytes(4, "big") + b"\0"
    out += (b"%d 0 obj\n<< /Type /XRef /Size %d /W [1 4 1] /Index [4 1 %d 1] /Root 1 0 R /Length %d >>\n"
            b"stream\n%b\nendstream\nendobj\n" % (size, size + 1, size, len(rows), rows))
    table = len(out)
    out += (b"xref\n0 0\ntrailer\n<< /Size %d /Root 1 0 R /Info 7 0 R /Prev %d /XRefStm %d >>\nstartxref\n%d\n"
            b"%%%%EOF\n" % (size + 1, pdfs.start(data), stream, table))
    f.refused(bytes(out), "table of the file")


def test_form_with_scripts_is_added(f):
    data = pdfs.minimal()
    signed = f.ours(data)
    root = pdfs.body(signed, 1)
    f.refused(pdfs.update(signed, {1: root.replace(b"/SigFlags 3", b"/SigFlags 3 /NeedAppearances true")}),
              "object 1")


def test_signature_cut_out_of_the_chain(f):
    """The newest table leads past the seal's update."""
    one = f.ours(pdfs.minimal())
    data = f.ours(one, "organisation", "office")
    f.refused(pdfs.update(data, {90: b"null"}, previous=pdfs.start(one)), "cut out")


def test_field_dropped_from_the_form(f):
    data = two(f)
    root = pdfs.body(data, 1)
    fields = re.search(rb"/Fields \[ ?(\d+ 0 R)", root)[1]
    f.refused(pdfs.update(data, {1: root.replace(fields + b" ", b"", 1)}), "cut out|object 1")


def test_object_that_was_missing_is_added(f):
    base = pdfs.minimal(more="/Annots [50 0 R]")
    data = f.ours(base)
    note = b"<< /Type /Annot /Subtype /FreeText /Rect [0 0 500 800] /Contents (x) /DA (/F1 9 Tf) >>"
    f.refused(pdfs.update(data, {50: note}), "object 50")


def test_object_stream_replaced(f):
    if shutil.which("qpdf") is None:
        raise tap.Skip("qpdf is not installed")
    f.save("a.pdf", pdfs.minimal())
    subprocess.run(["qpdf", "--object-streams=generate", f.file("a.pdf"), f.file("b.pdf")], check=True)
    with open(f.file("b.pdf"), "rb") as file:
        data = f.ours(file.read())
    number = int(re.search(rb"(\d+) 0 obj\s*<<[^>]*?/ObjStm", data)[1])
    root = re.findall(rb"/Root (\d+ 0 R)", data)[-1]
    inside = b"1 0 << /Type /Catalog >>"
    f.refused(pdfs.update(data, {number: b"<< /Type /ObjStm /N 1 /First 4 /Length %d >>\nstream\n%b\nendstream"
                                 % (len(inside), inside)}, trailer=b"/Root " + root),
              f"object {number}|bad-input")


def test_signed_field_gets_another_picture(f):
    data = f.ours(pdfs.minimal())
    number = int(re.findall(rb"(\d+) 0 obj\s*<< /Type /Annot", data)[-1])
    n = pdfs.number(data, "Size")
    field = pdfs.body(data, number)[:-2] + b"/AP << /N %d 0 R >> >>" % n
    look = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 0 >>\nstream\n\nendstream"
    f.refused(pdfs.update(data, {number: field, n: look}), f"object {number}")


def test_old_signature_lent_to_a_new_picture(f):
    """Another field names the signature that is there; then the office signs."""
    data = f.ours(pdfs.minimal())
    n = pdfs.number(data, "Size")
    value = re.findall(rb"/V (\d+ 0 R)", data)[-1]
    page, root = pdfs.body(data, 3), pdfs.body(data, 1)
    annots = re.search(rb"/Annots \[(.*?)\]", page)[1]
    fields = re.search(rb"/Fields \[(.*?)\]", root)[1]
    look = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 0 >>\nstream\n\nendstream"
    field = (b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (X) /F 132 /P 3 0 R /Rect [0 0 300 300] "
             b"/V %b /AP << /N %d 0 R >> >>" % (value, n + 1))
    evil = pdfs.update(data, {1: root.replace(fields, fields + b"%d 0 R " % n),
                              3: page.replace(annots, annots + b"%d 0 R " % n), n: field, n + 1: look})
    f.refused(evil, "object")
    f.save("in.pdf", evil)
    f.run("pdf", "sign", f.file("in.pdf"), f.file("x.pdf"), "--role", "organisation", "--p12",
          f.ca.path("office.p12"), "--secret-file", f.ca.path("secret"), code=4)


def test_change_where_none_is_allowed(f):
    final = (b"/Reference [ << /Type /SigRef /TransformMethod /DocMDP /TransformParams << /P 1 /V /1.2 "
             b"/Type /TransformParams >> >> ]")
    data = f.good(f.by_hand(extra=final))
    f.save("in.pdf", data)
    n = pdfs.number(data, "Size")
    f.refused(pdfs.update(data, {1: pdfs.body(data, 1), n: b"null", 3: pdfs.body(data, 3)}), "nobody has signed")
    said = f.run("pdf", "sign", f.file("in.pdf"), f.file("x.pdf"), "--role", "person", "--p12",
                 f.ca.path("person.p12"), "--secret-file", f.ca.path("secret"), code=4)
    assert "allows no change" in said and not os.path.exists(f.file("x.pdf")), said


def with_fields():
    """A file with two empty fields to write in."""
    text = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (%b) /F 4 /P 3 0 R /Rect [9 9 90 30] >>"
    return pdfs.minimal(more="/Annots [8 0 R 9 0 R]", extra={
        1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm 10 0 R >>", 8: text % b"Number", 9: text % b"Day",
        10: b"<< /Fields [8 0 R 9 0 R] /SigFlags 1 >>"})


def filled(data, number):
    """@data with one of its fields filled in, and the office behind that."""
    return pdfs.update(data, {number: pdfs.body(data, number)[:-2] + b"/V (5) >>"})


def locked(transform, parameters):
    return (b"/Reference [ << /Type /SigRef /TransformMethod /%b /TransformParams << /Type "
            b"/TransformParams /V /1.2 %b >> >> ]" % (transform, parameters))


def test_fields_that_a_signer_locked(f):
    """FieldMDP, and /Lock of the field itself."""
    for how in ({"extra": locked(b"FieldMDP", b"/Action /Include /Fields [(Number)]")},
                {"extra": locked(b"FieldMDP", b"/Action /Exclude /Fields [(Day) (OrganisationSeal)]")},
                {"field_extra": b"/Lock << /Type /SigFieldLock /Action /Include /Fields [(Number)] >>"}):
        data = f.good(f.by_hand(base=with_fields(), **how))
        f.refused(filled(data, 8), "locked the field “Number”")
        said = f.verify(filled(data, 9), 1)
        assert "locked" not in said and "“Day” was filled in" in said, said
        f.good(f.ours(filled(data, 9), "organisation", "office"))
    for how in ({"extra": locked(b"FieldMDP", b"/Action /All")}, {"extra": locked(b"FieldMDP", b"/Action /Odd")},
                {"field_extra": b"/Lock << /Type /SigFieldLock /Action /All >>"}):
        data = f.good(f.by_hand(base=with_fields(), **how))
        f.refused(filled(data, 9), "locked the field “Day”")
        f.save("in.pdf", data)
        said = f.run("pdf", "sign", f.file("in.pdf"), f.file("x.pdf"), "--role", "organisation", "--p12",
                     f.ca.path("office.p12"), "--secret-file", f.ca.path("secret"), code=4)
        assert "locked the field" in said and not os.path.exists(f.file("x.pdf")), said


def test_levels_of_permission(f):
    """1 allows nothing, 2 and 3 filling in; notes, which 3 would allow, can cover what was signed."""
    for level in (b"/P 2", b"/P 3", b""):
        data = f.good(f.by_hand(base=with_fields(), extra=locked(b"DocMDP", level)))
        f.good(f.ours(filled(data, 8), "organisation", "office"))
        page, n = pdfs.body(data, 3), pdfs.number(data, "Size")
        annots = re.search(rb"/Annots \[(.*?)\]", page)[1]
        note = b"<< /Type /Annot /Subtype /Text /Rect [0 0 20 20] /Contents (x) >>"
        f.refused(pdfs.update(data, {3: page.replace(annots, annots + b" %d 0 R" % n), n: note}), "object 3")
    for how in ({"extra": locked(b"DocMDP", b"/P 1")}, {"extra": locked(b"DocMDP", b"/P 7")},
                {"field_extra": b"/Lock << /Type /SigFieldLock /Action /Include /Fields [] /P 1 >>"}):
        data = f.good(f.by_hand(base=with_fields(), **how))
        f.refused(filled(data, 8), "allows no change")


# -- containers

def test_two_signers(f):
    f.refused(f.by_hand("person", "-signer", f.ca.path("office.pem"), "-inkey", f.ca.path("office.key")),
              "more than one signer")


def test_signed_content_inside(f):
    """The digest fits what is inside and not the document."""
    other = [None]

    def make(data):
        other[0] = f.cms(b"something else", options=("-cades", "-nodetach"))
        return other[0]
    f.refused(pdfs.sign_by_hand(pdfs.minimal(), make, time=TIME), "something else|changed")


def test_digest_of_another_document(f):
    f.refused(pdfs.sign_by_hand(pdfs.minimal(), lambda data: f.cms(b"another document"), time=TIME),
              "changed after it was signed")


def test_no_signed_attributes(f):
    f.refused(f.by_hand(options=("-noattr",)), "cannot be read")


def test_sha1(f):
    f.refused(f.by_hand("person", "-md", "sha1"), "forged")


def test_certificate_not_bound(f):
    f.refused(f.by_hand(options=()), "does not bind")


def test_certificate_exchanged(f):
    """Same key, same number, same issuer; other dates."""
    f.ca.signer("first", "/CN=Twin", serial="4242")
    f.ca.signer("second", "/CN=Twin", serial="4242", key_of="first",
                dates=("20210101000000Z", "20440101000000Z"))
    first, second = f.ca.der("first"), f.ca.der("second")
    data = f.by_hand("first")
    raw = pdfs.contents(data)

    def change(parts):
        bag = [second if one == first else one for one in pdfs.split(parts[3])]
        return parts[:3] + [pdfs.join(0xa0, bag)] + parts[4:]
    spoiled = pdfs.edit_signed_data(raw, change)
    assert spoiled != raw
    f.refused(pdfs.with_contents(data, spoiled), "exchanged")


def edit(data, change):
    return pdfs.with_contents(data, pdfs.edit_signed_data(pdfs.contents(data), change))


def test_certificate_left_out(f):
    f.refused(edit(f.ours(pdfs.minimal()), lambda p: p[:3] + p[4:]), "certificate of the signer is missing")


def test_certificate_slipped_in(f):
    extra = f.ca.der("office")
    strange = authority.Authority(f.file("strange"))
    for der in (strange.der("root"), strange.der("sub")):
        f.refused(edit(f.ours(pdfs.minimal()), lambda p, der=der: p[:3] + [
            pdfs.join(0xa0, pdfs.split(p[3]) + [der])] + p[4:]), "no trusted authority")
    f.good(edit(f.ours(pdfs.minimal()), lambda p: p[:3] + [
        pdfs.join(0xa0, pdfs.split(p[3]) + [extra])] + p[4:]))


def edit_signer(data, change):
    def signed_data(parts):
        signers = pdfs.split(parts[-1])
        return parts[:-1] + [pdfs.join(0x31, [pdfs.join(0x30, change(pdfs.split(signers[0])))])]
    return edit(data, signed_data)


def test_unsigned_attribute_slipped_in(f):
    attribute = pdfs.join(0x30, [bytes.fromhex("06032a0304"), pdfs.join(0x31, [b"\x05\x00"])])
    f.refused(edit_signer(f.ours(pdfs.minimal()), lambda p: p + [pdfs.join(0xa1, [attribute])]),
              "unsigned attribute")


def test_versions_that_do_not_fit(f):
    f.refused(edit_signer(f.ours(pdfs.minimal()), lambda p: [b"\x02\x01\x03"] + p[1:]), "version")
    f.refused(edit(f.ours(pdfs.minimal()), lambda p: [b"\x02\x01\x03"] + p[1:]), "version")


def test_digests_that_are_not_used(f):
    sha512 = bytes.fromhex("300d06096086480165030402030500")
    f.refused(edit(f.ours(pdfs.minimal()), lambda p: [p[0], pdfs.join(0x31, [sha512])] + p[2:]), "digests")


def test_algorithm_of_another_digest(f):
    sha512_rsa = bytes.fromhex("300d06092a864886f70d01010d0500")
    f.refused(edit_signer(f.ours(pdfs.minimal()), lambda p: p[:4] + [sha512_rsa] + p[5:]),
              "not one of the certificate")


def test_issuer_written_otherwise(f):
    """Letter case and kinds of strings do not matter when names are compared; here they do."""
    def change(parts):
        return [parts[0], parts[1].replace(b"Test Sub", b"test sub")] + parts[2:]
    f.refused(edit_signer(f.ours(pdfs.minimal()), change), "certificate of the signer is missing")


def test_container_of_something_else(f):
    f.refused(pdfs.sign_by_hand(pdfs.minimal(), lambda data: b"\x30\x03\x02\x01\x05", time=TIME),
              "cannot be read")


# -- certificates

def test_unknown_authority(f):
    strange = authority.Authority(f.file("strange"))
    strange.signer("person")
    mine, f.ca = f.ca, strange
    try:
        data = f.by_hand()
    finally:
        f.ca = mine
    f.refused(data, "unknown")


def test_expired_when_signing(f):
    f.ca.signer("old", "/CN=Old", dates=("20200101000000Z", "20210101000000Z"))
    f.refused(f.by_hand("old"), "expired")


def test_not_valid_yet_when_signing(f):
    f.ca.signer("young", "/CN=Young", dates=("20240601000000Z", "20400101000000Z"))
    f.refused(f.by_hand("young"), "not valid yet")


def test_signed_in_the_future(f):
    f.refused(f.by_hand(time=b"D:20440101000000Z"), "future")


def test_key_usage(f):
    f.ca.make("cipher", "/CN=Cipher", "keyUsage=critical,keyEncipherment\n" + authority.IDS)
    f.refused(f.by_hand("cipher"), "not made for signing")


def test_issued_by_no_authority(f):
    """The one above is a person's certificate."""
    f.ca.make("child", "/CN=Child", authority.SIGNS + authority.IDS, issuer="person")
    f.refused(f.by_hand("child", others=("person", "sub")), "cannot be accepted")


def test_authorities_of_the_system(f):
    """They are believed where that is asked for, and not else."""
    path = f.save("in.pdf", f.ours(pdfs.minimal()))
    for options, anchors, status in (((), "root.pem", "unknown"), (("--system-trust",), "root.pem", "valid"),
                                     (("--system-trust",), "none.pem", "unknown")):
        said = f.run("--json", "pdf", "verify", path, *options, code=int(status != "valid"),
                     env={"SSL_CERT_FILE": f.ca.path(anchors)})
        assert f'"status" : "{status}"' in said, said


# -- timestamps

def stamped(f):
    return f.ours(pdfs.minimal(), "person", "person", "--tsa", Fixture.tsa)


def test_timestamp_of_another_signature(f):
    one, other = f.good(stamped(f)), f.ours(pdfs.minimal(text="Khac"), "person", "person", "--tsa", Fixture.tsa)
    token = pdfs.split(pdfs.split(pdfs.split(pdfs.contents(other))[1])[0])[-1]
    stamp = pdfs.split(pdfs.split(token)[0])[-1]
    f.refused(edit_signer(one, lambda p: p[:-1] + [stamp]), "timestamp does not fit")


def test_timestamp_spoiled(f):
    data = bytearray(stamped(f))
    a, _ = pdfs.gaps(data)[-1]
    end = a + 1 + 2 * len(pdfs.contents(data))
    data[end - 20] = ord("0") if data[end - 20] != ord("0") else ord("1")
    f.refused(bytes(data), "timestamp")


def test_timestamp_of_no_timestamp_authority(f):
    """Made with the key of one whose certificate is for something else."""
    f.ca.make("nostamp", "/CN=No TSA", authority.SIGNS + authority.IDS, key_of="tsa")
    query = f.ca.query(b"x")
    assert query
    data = stamped(f)
    right, wrong = f.ca.der("tsa"), f.ca.der("nostamp")

    def change(parts):
        attribute = pdfs.split(pdfs.split(parts[-1])[0])
        token = pdfs.split(attribute[1])[0]

        def swap(inner):
            bag = [wrong if one == right else one for one in pdfs.split(inner[3])]
            return inner[:3] + [pdfs.join(0xa0, bag)] + inner[4:]
        token = pdfs.edit_signed_data(token, swap)
        return parts[:-1] + [pdfs.join(0xa1, [pdfs.join(0x30, [attribute[0], pdfs.join(0x31, [token])])])]
    f.refused(edit_signer(data, change), "timestamp")


# -- syntax

def test_key_that_stands_twice(f):
    base = pdfs.minimal().replace(b"<< /Type /Catalog /Pages 2 0 R >>",
                                  b"<< /Type /Catalog /Pages 2 0 R /Pages 2 0 R >>")
    f.refused(base, "bad-input")


def test_unknown_kind_of_signature(f):
    f.refused(f.by_hand(subfilter=b"adbe.pkcs7.sha1"), "does not know")


# -- bits

def flip(f, data, stride, first=0, end=None):
    path = f.save("flip.pdf", data)
    done = subprocess.run([FLIP_BITS, path, f.ca.path("root.pem"), str(stride), str(first),
                           str(end or len(data))], capture_output=True, text=True, check=False,
                          env=f.env)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    return int(re.search(r"tried (\d+)", done.stdout)[1])


def test_every_bit_counts(f):
    """All bits of the containers; elsewhere all of a small file with TD_TEST_FULL=1."""
    data = f.ours(stamped(f), "organisation", "office", "--tsa", Fixture.tsa)
    tried = 0
    for which, (a, b) in enumerate(pdfs.gaps(data)):
        used = 2 * len(pdfs.contents(data, which))
        if which == 1 or FULL:
            tried += flip(f, data, 1 if FULL else 7, a, a + used + 40)
    tried += flip(f, data, 1 if FULL else 211)
    assert tried > 5000
    print(f"# {tried} bits")


if __name__ == "__main__":
    status = tap.main(globals(), Fixture)
    if Fixture.shared:
        Fixture.shared.close()
    shutil.rmtree(getattr(Fixture, "home", ""), ignore_errors=True)
    sys.exit(status)
