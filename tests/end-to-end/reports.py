# SPDX-License-Identifier: GPL-3.0-or-later
"""Due times and reports on the command line: reports.py TIENDOCTL SOURCE_FOLDER"""

import datetime
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile

import tap

CTL, SOURCE = sys.argv[1], sys.argv[2]
FORMS = os.path.join(SOURCE, "data", "forms")

# area, channel (1 direct, 2 online, 3 post), received, due, returned, state
DOSSIERS = [
    ("Văn bằng", 2, "2024-03-20 09:00", "2024-04-05 17:00", "2024-04-04 10:00", 10),  # carried, early
    ("Văn bằng", 1, "2024-03-25 09:00", "2024-03-29 17:00", "2024-03-29 16:00", 10),  # before the period
    ("Văn bằng", 2, "2024-04-02 09:00", "2024-04-09 17:00", "2024-04-09 17:30", 10),  # on time by day
    ("Văn bằng", 2, "2024-04-02 10:00", "2024-04-09 17:00", "2024-04-12 09:00", 10),  # late
    ("Văn bằng", 3, "2024-05-06 09:00", "2024-05-13 17:00", "2024-07-02 09:00", 10),  # open, overdue then
    ("Tuyển sinh", 1, "2024-06-24 09:00", "2024-07-01 17:00", "", 4),                 # open in time
    ("Tuyển sinh", 2, "2024-06-03 09:00", "2024-06-10 17:00", "", 4),                 # open, overdue
    ("Tuyển sinh", 2, "2024-06-04 09:00", "2024-06-11 17:00", "", 5),                 # waits: in time
    ("Tuyển sinh", 2, "2024-06-05 09:00", "2024-06-12 17:00", "", 7),                 # withdrawn: on time
    ("Tuyển sinh", 1, "2024-06-06 09:00", "2024-06-13 17:00", "2024-06-20 09:00", 12),  # refused: on time
    ("Tuyển sinh", 1, "2024-07-03 09:00", "2024-07-10 17:00", "", 4),                 # after the period
    ("Tuyển sinh", 1, "2024-06-06 09:00", "2024-06-13 17:00", "", 1),                 # registered only
]
# columns 3 to 13 of the second quarter
EXPECTED = {
    "Tuyển sinh": [5, 3, 2, 0, 2, 0, 2, 0, 3, 2, 1],
    "Văn bằng": [4, 2, 1, 1, 3, 1, 1, 1, 1, 0, 1],
    "total": [9, 5, 3, 1, 5, 1, 3, 1, 4, 2, 2],
}
NOW = {"TIENDO_NOW": "2024-07-05T09:00"}


def seconds(text):
    return int((datetime.datetime.fromisoformat(text) - datetime.datetime(1970, 1, 1)).total_seconds()) \
        if text else 0


class Office(tap.Program):
    """A workspace with a handful of dossiers."""

    def __init__(self):
        super().__init__(CTL)
        self.ws = self.file("so.tiendo")
        self.run("workspace", "new", self.ws, "--sample")
        names = {}
        for number, (area, channel, received, due, returned, state) in enumerate(DOSSIERS, 1):
            if area not in names:
                names[area] = self.data("record", "add", "dossier_name", "role=area", f"name={area}")["record"]["id"]
            self.ctl("record", "add", "dossier", f"code=H99-24-{number:04}", f"channel={channel}",
                     f"area_name_id={names[area]}", f"state={state}", f"received={seconds(received)}",
                     f"due={seconds(due)}", f"returned={seconds(returned)}")

    def ctl(self, *words, **kw):
        return self.run("--workspace", self.ws, *words, **kw)

    def data(self, *words, **kw):
        return self.json("--workspace", self.ws, *words, **kw)

    def report(self, kind, *words):
        out = self.file("out.json")
        self.ctl("--force", "report", "make", kind, out, *words, env=NOW)
        with open(out, encoding="utf-8") as file:
            return json.load(file)


def test_clock_due(o):
    def due(*words):
        return o.json("clock", "due", *words)["due"]

    assert due("--received", "2024-04-26T09:00", "--days", 3) == "2024-05-04T17:00"
    assert due("--received", "2024-03-06T15:01", "--days", 2) == "2024-03-11T17:00"
    assert due("--received", "2024-03-06T10:00", "--hours", 4) == "2024-03-06T16:00"
    two_pauses = ["--received", "2024-03-04T09:00", "--days", 5, "--policy", "PAUSE",
                  "--pause", "2024-03-05T07:30..2024-03-06T07:30",
                  "--pause", "2024-03-07T07:30..2024-03-08T07:30"]
    assert due(*two_pauses) == "2024-03-13T17:00"
    assert due(*two_pauses, "--extend", 2) == "2024-03-15T17:00"
    assert due("--received", "2024-03-04T09:00", "--days", 5, "--policy", "RESET",
               "--pause", "2024-03-06T10:00..2024-03-12T09:00") == "2024-03-19T17:00"
    assert due("--received", "2024-03-04T09:00", "--days", 5, "--pause", "2024-03-06T10:00..") is None


def test_clock_ledger(o):
    ledger = o.json("clock", "due", "--received", "2024-04-15T09:00", "--days", 5)["ledger"]
    assert all(sorted(line) == ["at", "effect", "event", "rule"] for line in ledger)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", line["at"]) for line in ledger)
    assert [line["at"] for line in ledger] == ["2024-04-15T09:00", "2024-04-18T00:00", "2024-04-23T17:00"]
    assert "Giỗ Tổ" in o.run("clock", "due", "--received", "2024-04-15T09:00", "--days", 5)


def test_clock_calendar_file(o):
    path = o.file("lich.csv")
    with open(path, "w", encoding="utf-8") as file:
        file.write("date,kind,name\n2031-03-05,H,Nghỉ\n2031-03-08,W,Làm bù\n")
    answer = o.json("clock", "due", "--received", "2031-03-04T09:00", "--days", 4, "--calendar", path)
    assert answer["due"] == "2031-03-10T17:00"  # 06, 07, make-up 08, 10
    o.run("clock", "due", "--received", "2031-03-04T09:00", "--days", 4, code=4)
    o.run("clock", "due", "--received", "2031-12-30T09:00", "--days", 4, "--calendar", path, code=4)
    with open(path, "a", encoding="utf-8") as file:
        file.write("nothing\n")
    o.run("clock", "due", "--received", "2031-03-04T09:00", "--days", 4, "--calendar", path, code=3)


def test_clock_usage(o):
    for words in (["--days", 3], ["--received", "2024-03-04", "--days", 3], ["--received", "2024-03-04T09:00"],
                  ["--received", "2024-03-04T09:00", "--days", 3, "--hours", 2],
                  ["--received", "2024-03-04T09:00", "--days", "x"],
                  ["--received", "2024-03-04T09:00", "--days", 3, "--policy", "nothing"],
                  ["--received", "2024-03-04T09:00", "--days", 3, "--pause", "2024-03-06T10:00..2024-03-05T10:00"]):
        o.run("clock", "due", *words, code=2)


def test_official_form(o):
    report = o.report("tthc-06a", "--period", "2024-Q2")
    assert report["schema"] == "tiendo-report/1" and report["failures"] == []
    assert (report["from"], report["to"]) == ("2024-04-01", "2024-06-30")
    found = {line["key"]: [line["values"][str(n)] for n in range(3, 14)]
             for line in report["lines"] + [report["total"]]}
    assert found == EXPECTED, found


def test_form_by_unit_and_cutoff(o):
    by_unit = o.report("tthc-06a", "--period", "2024-Q2", "--by", "unit")
    assert by_unit["total"]["values"] == o.report("tthc-06a", "--period", "2024-Q2")["total"]["values"]
    cut = o.report("tthc-06a", "--period", "2024-Q2", "--cutoff", 15)
    assert (cut["from"], cut["to"]) == ("2024-03-15", "2024-06-14")
    o.ctl("report", "make", "tthc-06a", o.file("a.json"), "--period", "2024-Q5", code=2)
    o.ctl("report", "make", "nothing", o.file("a.json"), "--period", "2024", code=2)
    o.ctl("report", "make", "tthc-06a", o.file("a.json"), "--period", "2024", "--by", "colour", code=2)
    o.ctl("report", "make", "tthc-06a", o.file("a.doc"), "--period", "2024", code=2)
    o.ctl("report", "make", "tthc-06a", o.file("a.json"), "--period", "2019", code=2)  # no form in force


def test_periods_join(o):
    """What is open at the end of a period is what the next one carries."""
    for before, after in (("2024-Q1", "2024-Q2"), ("2024-Q2", "2024-Q3"), ("2024-05", "2024-06")):
        open_then = o.report("tthc-06a", "--period", before)["total"]["values"]["11"]
        assert open_then == o.report("tthc-06a", "--period", after)["total"]["values"]["6"]


def test_check_against_the_report_before(o):
    report = o.data("record", "add", "report", "kind=tthc-06a", "period=2024-Q1", "date_from=2024-01-01",
                    "date_to=2024-03-31", "status=frozen")["record"]["id"]
    o.ctl("record", "add", "report_figure", f"report_id={report}", "line=Văn bằng", "column=11", "value=1")
    assert o.report("tthc-06a", "--period", "2024-Q2")["failures"] == []
    o.ctl("record", "add", "report_figure", f"report_id={report}", "line=total", "column=11", "value=7")
    failures = o.report("tthc-06a", "--period", "2024-Q2")["failures"]
    assert len(failures) == 1 and "cột (6) là 1" in failures[0] and "là 7" in failures[0]


def test_frozen_figures_print_the_same_again(o):
    out = o.file("q2.json")
    o.ctl("report", "make", "tthc-06a", out, "--period", "2024-Q2", "--freeze", env=NOW)
    first = json.load(open(out, encoding="utf-8"))
    o.ctl("record", "set", "dossier", "7", f"returned={seconds('2024-06-25 09:00')}", "state=10")
    again = o.report("tthc-06a", "--period", "2024-Q2")
    assert again["lines"] == first["lines"] and again["total"] == first["total"]
    assert any("đã chốt 1, nay là 0" in note for note in again["notes"]), again["notes"]
    live = o.report("tthc-06a", "--period", "2024-Q2", "--live")
    assert live["total"]["values"]["13"] == first["total"]["values"]["13"] - 1
    # the next period carries one dossier less than was reported
    assert len(o.report("tthc-06a", "--period", "2024-Q3")["failures"]) == 2
    o.ctl("history", "undo")
    o.ctl("history", "undo")
    assert o.report("tthc-06a", "--period", "2024-Q2")["total"] == first["total"]


def test_workbook(o):
    out = o.file("bieu.xlsx")
    o.ctl("report", "make", "tthc-06a", out, "--period", "2024-Q2", env=NOW)
    with zipfile.ZipFile(out) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        names = book.namelist()
    assert any(name.startswith("xl/charts/chart") for name in names)
    formulas = re.findall(r"<f>([^<]+)</f>", sheet)
    assert any(re.fullmatch(r"D\d+\+E\d+\+F\d+", f) for f in formulas), formulas
    assert any(re.fullmatch(r"SUM\(D\d+:D\d+\)", f) for f in formulas)
    assert sheet.count("<mergeCell ") > 8
    o.ctl("report", "make", "tthc-06a", out, "--period", "2024-Q2", code=4)


def test_printed_form(o):
    out = o.file("bieu.pdf")
    o.ctl("report", "make", "tthc-06a", out, "--period", "2024-Q2", env=NOW)
    if not shutil.which("pdftotext"):
        raise tap.Skip("pdftotext is not installed")
    text = subprocess.run(["pdftotext", "-layout", out, "-"], capture_output=True, text=True, check=True).stdout
    for words in ("Biểu số II.06a/VPCP/KSTT", "Quý II năm 2024", "Từ ngày 01/4/2024 đến ngày 30/6/2024",
                  "(3)=(4)+(5)+(6)", "TỔNG CỘNG", "Đơn vị tính: Số hồ sơ TTHC"):
        assert words in text, (words, text)
    o.ctl("report", "make", "tthc-06a", o.file("bieu.docx"), "--period", "2024-Q2", env=NOW)
    with zipfile.ZipFile(o.file("bieu.docx")) as book:
        document = book.read("word/document.xml").decode()
    assert "TỔNG CỘNG" in document and "vMerge" in document and "gridSpan" in document


def test_late_register(o):
    report = o.report("late-register", "--period", "2024-Q2")
    rows = {line["key"]: line["values"] for line in report["lines"]}
    assert sorted(rows) == ["H99-24-0004", "H99-24-0005", "H99-24-0007"]
    late = rows["H99-24-0004"]
    assert late["late_days"] == 3 and late["late_hours"] == "16 giờ 30 phút"  # 10, 11 and 1.5 h of 12 April
    assert late["apology"] == "Chưa" and late["due"] == "17:00 09/04/2024"
    o.ctl("record", "add", "dossier_event", "dossier_id=4", "kind=apology", "at=2024-04-09T09:00",
          "document=12/TXL", "reason=Chờ xác minh")
    late = {line["key"]: line["values"] for line in o.report("late-register", "--period", "2024-Q2")["lines"]}
    assert late["H99-24-0004"]["apology"] == "12/TXL" and late["H99-24-0004"]["reason"] == "Chờ xác minh"


def test_tasks_and_written_report(o):
    tasks = o.report("tasks", "--period", "2026-6M")
    total = tasks["total"]["values"]
    assert total["3"] > 0 and total["3"] == sum(total[str(n)] for n in range(4, 9)) and tasks["failures"] == []
    report = o.report("cchc", "--period", "2024-Q2")
    values = {line["key"]: line["values"] for line in report["lines"]}
    assert values["received_in_period"]["value"] == 8 and values["carried"]["value"] == 1
    assert values["in_time_rate"]["value"] == 80 and values["qd766_2"]["value"] is not None
    assert any("9 hồ sơ" in p for s in report["sections"] for p in s["paragraphs"])
    score = o.data("record", "add", "report", "kind=qd-766", "period=2024-Q2")["record"]["id"]
    o.ctl("record", "add", "report_figure", f"report_id={score}", "line=qd766_2", "value=17.5")
    values = {line["key"]: line["values"] for line in o.report("cchc", "--period", "2024-Q2")["lines"]}
    assert values["qd766_2"]["note"] == "Ước tính; điểm chính thức: 17,50"
    typed = o.data("record", "add", "report", "kind=cchc", "period=2024-Q2")["record"]["id"]
    o.ctl("record", "add", "report_figure", f"report_id={typed}", "line=assessment", "text=Kết quả tốt.")
    sections = {s["key"]: s["paragraphs"] for s in o.report("cchc", "--period", "2024-Q2")["sections"]}
    assert sections["assessment"] == ["Kết quả tốt."]


def test_forms_are_data(o):
    for name in os.listdir(FORMS):
        with open(os.path.join(FORMS, name), encoding="utf-8") as file:
            form = json.load(file)
        assert form["id"] and form["kind"] and form["valid_from"] and form["columns"], name


sys.exit(tap.main(globals(), Office))
