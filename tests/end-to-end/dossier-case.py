# SPDX-License-Identifier: GPL-3.0-or-later
"""One dossier on the command line: entering it, its events, ledger and papers: dossier-case.py TIENDOCTL"""

import os
import shutil
import subprocess
import sys
import zipfile

import tap

CTL = sys.argv[1]


class Office(tap.Program):
    """A workspace with two versions of a procedure."""

    def __init__(self):
        super().__init__(CTL)
        self.ws = self.file("so.tiendo")
        self.run("workspace", "new", self.ws, "--sample")
        for limit, first, last in ((10, "2023-01-01", "2023-12-31"), (5, "2024-01-01", "")):
            words = ["code=1.000123", "name=Cấp lại bằng tốt nghiệp", "area=Văn bằng", "unit_text=Phòng Một",
                     f"limit_value={limit}", "limit_unit=working_day", f"valid_from={first}"]
            self.ctl("record", "add", "procedure", *words, *([f"valid_to={last}"] if last else []))
        self.ctl("record", "add", "procedure_paper", "procedure_id=2", "text=Đơn đề nghị", "originals=1")

    def ctl(self, *words, at="2024-04-15T09:10", **kw):
        return self.run("--workspace", self.ws, *words, env={"TIENDO_NOW": at}, **kw)

    def data(self, *words, at="2024-04-15T09:10", **kw):
        import json
        return json.loads(self.ctl("--json", *words, at=at, **kw))

    def add(self, *words, at="2024-04-15T09:10", **kw):
        return self.data("dossier", "add", "--procedure", "1.000123", "--applicant", "Nguyễn Văn Thử", *words,
                         at=at, **kw)


def test_enter(o):
    made = o.add("--code", "H99.15-240415-0001", "--phone", "0900000000")
    assert made["due"] == made["promised"] == "2024-04-23T17:00" and made["code"] == "H99.15-240415-0001"
    assert made["status_by_day"] == "pending_in_time" and made["procedure"] == "Cấp lại bằng tốt nghiệp"
    assert made["area"] == "Văn bằng" and made["unit"] == "Phòng Một"
    again = o.add(at="2024-04-15T15:30")
    assert again["code"] == "H99.15-240415-0002" and again["due"] == "2024-04-24T17:00"
    o.add("--code", "H99.15-240415-0001", code=4)
    o.data("dossier", "add", "--procedure", "1.000123", code=2)
    names = o.data("record", "list", "dossier_name")["records"]
    assert sorted(n["role"] for n in names) == ["area", "procedure", "unit"], names
    assert o.data("record", "list", "dossier_paper")["records"][0]["text"] == "Đơn đề nghị"
    o.ctl("history", "undo")
    o.ctl("dossier", "show", again["code"], code=2)


def test_the_version_of_the_day_of_receipt(o):
    assert o.add("--received", "2023-04-03T09:00")["due"] == "2023-04-17T17:00"
    old = o.add("--received", "2022-12-05T09:00")
    assert old["due"] == "2022-12-19T17:00"  # before the first version: the oldest
    o.ctl("record", "set", "procedure", "1", "limit_value=3")
    assert o.data("dossier", "show", old["id"])["promised"] == "2022-12-19T17:00"
    assert o.data("dossier", "show", old["id"])["due"] == "2022-12-08T17:00"


def test_events_move_the_line(o):
    made = o.add()

    def event(*words, **kw):
        return o.data("dossier", "event", made["id"], *words, **kw)

    def line():
        return o.data("record", "show", "dossier", made["id"])["record"]

    event("handed_over", "--at", "2024-04-15T10:00", "--party", "Phòng Một")
    waiting = event("supplement_requested", "--at", "2024-04-16T10:00", "--document", "12/PYC")
    assert waiting["due"] is None and waiting["waiting"] and waiting["status_by_day"] == "suspended"
    assert line()["state"] == 5 and line()["suspended"] > 0
    back = event("supplement_received", "--at", "2024-04-19T09:00")
    assert back["due"] == "2024-04-26T17:00" and back["promised"] == "2024-04-23T17:00"
    assert line()["state"] == 4 and line()["due"] == 1714150800
    done = event("resolved", "--at", "2024-05-08T09:00")
    assert done["status_by_day"] == "late" and done["late_days"] == 6
    assert line()["state"] == 9 and line()["returned"] == 1715158800
    fixed = event("--correct", done["events"][-1]["id"], "--at", "2024-04-26T16:00", "--because", "nhập nhầm ngày")
    assert fixed["status_by_day"] == "on_time" and fixed["events"][-1]["correction"] == "nhập nhầm ngày"
    assert any("đính chính" in line_["event"] for line_ in fixed["ledger"])
    event("--correct", done["events"][-1]["id"], "--at", "2024-04-26T15:00", "--because", "", code=2)
    struck = event("--correct", done["events"][-1]["id"], "--strike", "--because", "chưa có kết quả")
    assert struck["status_by_day"] == "pending_in_time" and line()["returned"] == 0
    o.ctl("history", "undo")
    assert line()["returned"] > 0


def test_events_of_an_imported_dossier(o):
    area = o.data("record", "add", "dossier_name", "role=procedure", "name=Cấp lại bằng tốt nghiệp")["record"]["id"]
    o.ctl("record", "add", "dossier", "code=X-1", "state=4", f"procedure_name_id={area}",
          "received=1713171600", "due=1713891600")  # 15/4/2024 09:00, 23/4/2024 17:00
    shown = o.data("dossier", "show", "x-1")
    assert shown["promised"] == "2024-04-23T17:00" and shown["procedure_code"] == "1.000123"
    shown = o.data("dossier", "event", "X-1", "apology", "--at", "2024-04-22T09:00", "--document", "5/PXL")
    assert shown["apology"] == "5/PXL" and len(shown["events"]) == 1
    shown = o.data("dossier", "event", "X-1", "resolved", "--at", "2024-04-24T09:00")
    assert [e["kind"] for e in shown["events"]] == ["received", "apology", "resolved"]
    assert shown["status_by_day"] == "late"


def test_wrong_events(o):
    made = o.add()
    o.ctl("dossier", "event", made["id"], "nonsense", code=2)
    o.ctl("dossier", "event", made["id"], "resolved", "--at", "yesterday", code=2)
    o.ctl("dossier", "event", made["id"], "extended", code=2)
    o.ctl("dossier", "event", "999", "resolved", code=2)
    o.ctl("dossier", "event", made["id"], "--correct", "999", "--because", "x", code=2)
    o.ctl("dossier", "show", "999", code=2)
    o.ctl("dossier", "add", "--procedure", "1.000123", "--applicant", "A", "--received", "2031-01-05T09:00", code=4)


def text_of(path):
    if not shutil.which("pdftotext"):
        raise tap.Skip("pdftotext is not installed")
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def test_papers(o):
    made = o.add("--code", "H99-240415-0001")
    o.ctl("dossier", "event", made["id"], "handed_over", "--party", "Phòng Một")
    wanted = {
        "receipt": ("GIẤY TIẾP NHẬN HỒ SƠ", "17 giờ 00 phút, ngày 23 tháng 4", "Đơn đề nghị", "05 ngày làm việc"),
        "supplement": ("PHIẾU YÊU CẦU BỔ SUNG", "1. Thiếu ảnh"),
        "refusal": ("PHIẾU TỪ CHỐI", "1. Thiếu ảnh"),
        "apology": ("PHIẾU XIN LỖI", "Lý do: Chờ ý kiến", "20 tháng 5"),
        "control": ("PHIẾU KIỂM SOÁT", "3. Nhận: Phòng Một"),
        "ledger": ("BẢNG DIỄN GIẢI THỜI HẠN", "Khoản 2 Điều 147", "Tính lại từ đầu khi nhận đủ hồ sơ"),
    }
    for kind, words in wanted.items():
        out = o.file(f"{kind}.pdf")
        o.ctl("dossier", "paper", made["code"], kind, out, "--item", "Thiếu ảnh", "--reason", "Chờ ý kiến",
              "--until", "2024-05-20T17:00")
        text = text_of(out)
        assert "Nguyễn Văn Thử" in text or kind in ("control", "ledger"), text
        for word in words:
            assert word in text, (kind, word, text)
    o.ctl("dossier", "paper", made["code"], "nonsense", o.file("x.pdf"), code=2)
    size = subprocess.run(["pdfinfo", o.file("receipt.pdf")], capture_output=True, text=True, check=True).stdout
    assert "419" in size and "595" in size, size  # A5
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", o.file("receipt.pdf"), o.file("receipt")], check=True)
    read = subprocess.run(["zbarimg", "--quiet", "--raw", "--nodbus", o.file("receipt.png")], capture_output=True,
                          text=True, check=True)
    assert read.stdout.strip() == made["code"], read.stdout  # the desk reads the code from the paper


def test_papers_of_2025(o):
    made = o.add("--received", "2025-09-08T09:00", at="2025-09-08T09:00")
    o.ctl("dossier", "event", made["id"], "stopped", "--at", "2025-09-10T09:00", "--reason", "không còn nhu cầu",
          at="2025-09-10T09:00")
    wanted = {"stop": ("DỪNG GIẢI QUYẾT HỒ SƠ", "09 giờ 00 phút, ngày 10", "Lý do: không còn nhu cầu", "Phòng Một"),
              "apology": ("GIA HẠN THỜI GIAN GIẢI QUYẾT", "Số lần đã gia hạn trước đó: 00")}
    for kind, words in wanted.items():
        o.ctl("dossier", "paper", made["code"], kind, o.file("p.pdf"), "--reason", "không còn nhu cầu", "--force",
              at="2025-09-10T10:00")
        text = text_of(o.file("p.pdf"))
        for word in words:
            assert word in text, (kind, word, text)
    # there was no such form before
    o.ctl("dossier", "paper", made["code"], "stop", o.file("q.pdf"), at="2025-06-30T10:00", code=2)


def test_one_new_appointment(o):
    made = o.add()
    o.data("dossier", "event", made["id"], "extended", "--at", "2024-04-22T09:00", "--until", "2024-04-26T17:00")
    first = o.data("dossier", "show", made["id"])["events"][-1]["id"]
    again = ("dossier", "event", made["id"], "extended", "--at", "2024-04-24T09:00", "--until", "2024-05-03T17:00")
    o.data(*again, code=4)
    assert len(o.data("dossier", "show", made["id"])["events"]) == 2
    # the first one may be corrected, and one that is struck does not count
    o.data("dossier", "event", made["id"], "--correct", first, "--until", "2024-04-27T17:00", "--because", "nhầm ngày")
    o.data("dossier", "event", made["id"], "--correct", first, "--strike", "--because", "không gửi")
    o.data(*again)


def test_a_long_ledger_is_one_page(o):
    made = o.add("--received", "2024-01-15T09:00", "--code", "H99-240115-0001")
    for day in range(16, 31):
        o.ctl("dossier", "event", made["id"], "handed_over", "--at", f"2024-01-{day}T09:00", "--party",
              f"Phòng thứ {day} có tên gọi khá dài để xuống dòng trong ô của bảng", "--reason", "chuyển xử lý tiếp")
    o.ctl("dossier", "paper", made["code"], "ledger", o.file("l.pdf"), at="2024-06-28T09:00")
    if not shutil.which("pdfinfo"):
        raise tap.Skip("pdfinfo is not installed")
    info = subprocess.run(["pdfinfo", o.file("l.pdf")], capture_output=True, text=True, check=True).stdout
    assert "Pages:           1" in info, info
    text = text_of(o.file("l.pdf"))
    # each line says how many days are used by then
    assert "Số ngày" in text, text
    assert "+" in text, text


def test_letters(o):
    for day in ("01", "02", "03"):
        made = o.add("--received", f"2024-04-{day}T09:00", at=f"2024-04-{day}T09:00")
    o.ctl("dossier", "event", made["id"], "resolved", "--at", "2024-04-05T09:00", at="2024-04-05T09:00")
    window = ["--from", "2024-04-01", "--to", "2024-05-10"]
    text = ["--number", "7", "--symbol", "PXL", "--until", "2024-05-20T17:00", "--reason", "Chờ xác minh"]
    out = o.file("thu.pdf")
    assert o.data("dossier", "letters", out, *window, *text, "--dry-run", at="2024-05-10T09:00")["letters"] == 2
    os.unlink(out)
    o.ctl("dossier", "letters", out, *window, *text, at="2024-05-10T09:00")
    pages = text_of(out)
    assert pages.count("PHIẾU XIN LỖI") == 2 and "07/PXL" in pages and "08/PXL" in pages
    shown = o.data("dossier", "show", 1, at="2024-05-10T09:00")
    assert shown["apology"] == "07/PXL" and shown["due"] == "2024-05-20T17:00"
    assert shown["due_original"] == "2024-04-08T17:00" and shown["status_by_day"] == "pending_overdue"
    o.ctl("dossier", "letters", o.file("lai.pdf"), *window, at="2024-05-10T09:00")
    assert not os.path.exists(o.file("lai.pdf"))  # every late dossier has its letter
    folder = o.file("thu")
    o.ctl("dossier", "letters", folder, *window, "--each", "--again", "--dry-run", at="2024-05-10T09:00")
    assert len(os.listdir(folder)) == 4
    with zipfile.ZipFile(os.path.join(folder, sorted(os.listdir(folder))[0])) as book:
        assert "word/document.xml" in book.namelist()
    o.ctl("history", "undo")
    assert o.data("dossier", "show", 1)["apology"] is None


def test_the_form_in_force(o):
    made = o.add("--received", "2025-08-04T09:00")
    o.ctl("dossier", "paper", made["id"], "apology", o.file("a.pdf"), at="2025-08-20T09:00")
    assert "ĐỀ NGHỊ" in text_of(o.file("a.pdf"))


def test_office_hours(o):
    for n, (starts, ends) in enumerate((("08:00", "12:00"), ("13:00", "17:00"))):
        o.ctl("record", "add", "office_session", f"starts={starts}", f"ends={ends}")
    made = o.data("clock", "due", "--received", "2024-03-06T11:00", "--hours", "2")
    assert made["due"] == "2024-03-06T14:00"


REGISTER = """DANH MỤC THỦ TỤC HÀNH CHÍNH
STT,Mã số TTHC,Tên thủ tục hành chính,Thời hạn giải quyết,Thời hạn theo quy định,Cơ quan thực hiện,Mức độ DVC,"Phí, lệ phí"
(1),(2),(3),(4),(5),(6),(7),(8)
I,Lĩnh vực Giáo dục trung học,,,,,,
1,1.000123,Cấp lại bằng tốt nghiệp,03 ngày làm việc,5 ngày làm việc,Phòng Hai,Toàn trình,Không
2,2.000001,"Chuyển trường, tiếp nhận",10 ngày,,Phòng Ba,Một phần,50.000 đồng
3,2.000002,Trả kết quả ngay,Trong ngày,,Phòng Ba,,
4,2.000003,Không có thời hạn,,,Phòng Ba,,
5,,Không có mã,3 ngày,,Phòng Ba,,
"""


def test_procedure_import(o):
    path = o.file("danh-muc.csv")
    with open(path, "w", encoding="utf-8") as file:
        file.write(REGISTER)
    report = o.data("procedure", "import", path, "--from", "2024-06-01")
    assert (report["rows"], report["created"], report["updated"], report["unchanged"]) == (5, 2, 1, 0), report
    assert [(s["row"], s["reasons"]) for s in report["skipped"]] == [(8, ["no_limit"]), (9, ["no_code"])]
    rows = {(r["code"], r["valid_from"]): r for r in o.data("record", "list", "procedure")["records"]}
    assert rows[("1.000123", "2024-01-01")]["valid_to"] == "2024-05-31"
    new = rows[("1.000123", "2024-06-01")]
    assert (new["limit_value"], new["legal_limit_value"], new["unit_text"], new["fee"]) == (3, 5, "Phòng Hai", 0)
    other = rows[("2.000001", None)]
    assert (other["limit_unit"], other["limit_value"], other["fee"]) == ("calendar_day", 10, 50000)
    assert other["area"] == "Giáo dục trung học" and other["service_level"] == "partial"
    assert rows[("2.000002", None)]["limit_unit"] == "same_day"
    again = o.data("procedure", "import", path, "--from", "2024-07-01")
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 3), again
    # each dossier keeps the version of its day
    assert o.add("--received", "2024-05-31T09:00")["due"] == "2024-06-07T17:00"
    assert o.add("--received", "2024-06-03T09:00")["due"] == "2024-06-06T17:00"
    o.ctl("procedure", "import", o.file("nothing.csv"), code=3)
    with open(o.file("no.csv"), "w", encoding="utf-8") as file:
        file.write("a,b,c\n1,2,3\n")
    o.ctl("procedure", "import", o.file("no.csv"), code=3)


sys.exit(tap.main(globals(), Office))
