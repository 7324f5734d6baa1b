# SPDX-License-Identifier: GPL-3.0-or-later
"""A year of work played through on the command line with a moved clock: tasks.py TIENDOCTL SOURCE"""

import json
import os
import sys
import zipfile

import tap

CTL, SOURCE = sys.argv[1], sys.argv[2]


class Office(tap.Program):
    """A workspace with the sample plan of 2026."""

    def __init__(self):
        super().__init__(CTL)
        self.ws = self.file("so.tiendo")
        self.run("workspace", "new", self.ws, "--sample")

    def ctl(self, *words, **kw):
        return self.run("--workspace", self.ws, *words, **kw)

    def data(self, *words, **kw):
        return self.json("--workspace", self.ws, *words, **kw)

    def tasks(self, day, *words):
        return self.data("--as-of", day, "task", "list", *words)

    def task(self, day, number):
        return next(t for t in self.tasks(day)["tasks"] if t["id"] == number)

    def words(self, task, text):
        self.ctl("record", "set", "task", task, f"deadline_text={text}")


KEYS = {"id", "plan", "group", "number", "content", "lead_units", "deadline_text", "due", "status",
        "progress"}
STATUSES = {"not_started", "in_progress", "waiting", "done_early", "done_on_time", "done_late",
            "done_undated", "overdue", "no_deadline"}


def test_task_list_contract(o):
    listed = o.tasks("2026-06-15")
    assert listed["schema"] == "tiendo-tasks/1" and len(listed["tasks"]) > 20
    for task in listed["tasks"]:
        assert KEYS <= set(task) and task["status"] in STATUSES
    summary = listed["summary"]
    assert summary["total"] == len(listed["tasks"])
    assert sum(summary[s] for s in STATUSES) == summary["total"]
    assert sum(summary["six_way"].values()) == summary["total"]
    overdue = o.tasks("2026-06-15", "--status", "overdue")["tasks"]
    assert overdue and all(t["status"] == "overdue" and t["due"] < "2026-06-15" for t in overdue)
    assert not o.tasks("2020-01-01", "--status", "overdue")["tasks"]
    office = o.tasks("2026-06-15", "--unit", "van phong so")["tasks"]
    assert office and all("Văn phòng Sở" in t["lead_units"] for t in office)
    o.ctl("task", "list", "--status", "late-ish", code=2)
    o.ctl("task", "list", "--plan", "999", code=2)


def test_a_year(o):
    paper = o.file("báo cáo.pdf")
    with open(paper, "w", encoding="utf-8") as file:
        file.write("kết quả")
    o.words(1, "Trước ngày 15/3/2026")
    assert o.task("2026-03-14", 1)["status"] == "not_started"
    assert o.task("2026-03-14", 1)["due"] == "2026-03-14"
    assert o.task("2026-03-15", 1)["status"] == "overdue"
    o.ctl("--as-of", "2026-03-10", "task", "update", 1, "--progress", 40, "--note", "Đang trình")
    assert o.task("2026-03-10", 1)["status"] == "in_progress"
    o.ctl("task", "update", 1, "--done", "2026-03-20", "--evidence", paper, "--reason", "Chờ ý kiến",
          "--excused")
    late = o.task("2026-12-31", 1)
    assert late["status"] == "done_late" and late["progress"] == 100
    # what happened later is not known on an earlier day
    assert o.task("2026-03-19", 1)["status"] == "overdue"
    assert o.tasks("2026-12-31")["summary"]["late_excused"] == 1
    kept = o.data("record", "list", "evidence")["records"][0]
    assert kept["file_name"] == "báo cáo.pdf" and len(kept["sha256"]) == 64

    o.words(2, "Trong vòng 10 ngày làm việc kể từ ngày có Quyết định của UBND tỉnh")
    assert o.task("2026-05-01", 2)["status"] == "waiting"
    # 30 April and 1 May lie between
    o.ctl("task", "trigger", 2, "--document", "12/QĐ-UBND", "--date", "2026-04-27", "--file", paper)
    assert o.task("2026-04-26", 2)["status"] == "waiting"
    assert o.task("2026-05-13", 2)["due"] == "2026-05-13"
    assert o.task("2026-05-13", 2)["status"] == "not_started"
    assert o.task("2026-05-14", 2)["status"] == "overdue"

    o.words(3, "Định kỳ hằng quý")
    assert o.task("2026-03-31", 3)["due"] == "2026-03-31"
    o.ctl("task", "occurrence", 3, "--period", "2026-Q1", "--done", "2026-03-30")
    assert o.task("2026-04-01", 3)["due"] == "2026-06-30"
    assert o.task("2026-04-01", 3)["progress"] == 25
    o.ctl("task", "update", 3, "--period", "2026-Q2", "--done", "2026-06-29", "--evidence", paper,
          "--symbol", "5/BC", "--evidence-date", "2026-06-28")
    assert o.task("2026-07-01", 3)["due"] == "2026-09-30"
    o.ctl("history", "undo")
    assert o.task("2026-07-01", 3)["status"] == "overdue"
    for quarter, day in (("Q2", "06-30"), ("Q3", "09-28"), ("Q4", "12-20")):
        o.ctl("task", "occurrence", 3, "--period", f"2026-{quarter}", "--done", f"2026-{day}")
    assert o.task("2026-12-31", 3)["status"] == "done_on_time"

    o.words(4, "Thường xuyên")
    o.ctl("task", "occurrence", 4, "--period", "2026-Q1", "--done", "2026-03-31")
    assert o.task("2030-01-01", 4)["status"] == "no_deadline"
    o.words(5, "Quý II/2026")
    o.ctl("task", "update", 5, "--done", "2026-05-20")
    assert o.task("2026-12-31", 5)["status"] == "done_on_time"
    o.ctl("task", "update", 5, "--reopen")
    assert o.task("2026-07-01", 5)["status"] == "overdue"
    o.ctl("history", "undo")
    assert o.task("2026-07-01", 5)["status"] == "done_on_time"
    o.ctl("workspace", "check")


def test_refused(o):
    o.words(1, "Quý I/2026")
    o.ctl("task", "update", 1, code=2)
    o.ctl("task", "update", 1, "--progress", 101, code=2)
    o.ctl("task", "update", 1, "--done", "2026-02-30", code=2)
    o.ctl("task", "update", 999, "--progress", 1, code=2)
    o.ctl("task", "update", 1, "--done", "2026-02-20", "--evidence", o.file("nothing"), code=3)
    o.ctl("task", "trigger", 1, "--document", "1/QĐ", "--date", "2026-02-20", code=4)
    o.ctl("task", "occurrence", 1, "--period", "2026-Q1", "--done", "2026-02-20", code=4)
    o.words(1, "Hằng tháng")
    o.ctl("task", "occurrence", 1, "--period", "2026-Q7", "--done", "2026-02-20", code=2)
    o.ctl("target", "value", 1, "--period", "2026-Q9", "--value", 1, code=2)
    o.ctl("target", "value", 999, "--period", "2026", "--value", 1, code=2)
    o.ctl("target", "value", 6, "--period", "2026-Q1", "--numerator", 1, "--denominator", 0, code=2)


def test_targets(o):
    o.ctl("target", "value", 6, "--period", "2026-Q1", "--numerator", 995, "--denominator", 1000)
    met = o.data("--as-of", "2026-04-01", "target", "list")["targets"][5]
    assert met["status"] == "met" and met["actual"] == 99.5 and met["period"] == "2026-Q1"
    o.ctl("target", "value", 6, "--period", "2026-Q2", "--numerator", 980, "--denominator", 1000)
    assert o.data("--as-of", "2026-07-01", "target", "list")["targets"][5]["status"] == "nearly_met"
    # a figure of a period that has not begun does not count
    assert o.data("--as-of", "2026-03-01", "target", "list")["targets"][5]["period"] == "2026-Q1"
    # counted, not typed
    o.ctl("record", "set", "target", 3, "measure_source=tasks", "frequency=year")
    o.words(1, "Trước ngày 15/3/2026")
    o.ctl("task", "update", 1, "--done", "2026-03-10")
    counted = o.data("--as-of", "2026-03-20", "target", "list")["targets"][2]
    listed = o.tasks("2026-03-20")["summary"]["six_way"]
    assert counted["values"] == [{
        "period": "2026", "numerator": listed["done_in_time"], "value": None, "source": "tasks",
        "denominator": listed["done_in_time"] + listed["done_late"] + listed["open_late"]}]
    o.ctl("record", "set", "target", 3, "measure_source=dossiers")
    assert o.data("--as-of", "2026-03-20", "target", "list")["targets"][2]["status"] == "no_data"
    assert {t["status"] for t in o.data("target", "list")["targets"]} <= {
        "met", "nearly_met", "missed", "no_data"}


def test_assigned_from_above(o):
    o.ctl("record", "add", "task", "content=Báo cáo chuyển đổi số", "assigner=UBND tỉnh",
          "deadline_text=Trước ngày 20/7/2026", "assigned_symbol=99/UBND-NC",
          "assigned_date=2026-05-02")
    tasks = o.tasks("2026-06-01", "--assigned")["tasks"]
    assert len(tasks) == 1 and tasks[0]["due"] == "2026-07-19" and tasks[0]["plan"] is None
    groups = o.data("--as-of", "2026-06-01", "task", "summary", "--by", "plan")["groups"]
    assert len(groups) == 2


def test_exports(o):
    for suffix in ("xlsx", "csv", "pdf", "docx", "ics"):
        out = o.file("danh sach." + suffix)
        o.ctl("--as-of", "2026-06-15", "task", "export", out, "--by", "area")
        assert os.path.getsize(out) > 500
        o.ctl("task", "export", out, code=4)
    for name in ("xlsx", "docx"):
        assert zipfile.is_zipfile(o.file("danh sach." + name))
    o.ctl("record", "set", "task", 1, "content==HYPERLINK(\"http://x\";\"y\")")
    out = o.file("f.csv")
    o.ctl("task", "export", out)
    with open(out, encoding="utf-8-sig") as file:
        text = file.read()
    assert "\"'=HYPERLINK" in text and "\"=HYPERLINK" not in text
    folder = o.file("units")
    os.mkdir(folder)
    o.ctl("--as-of", "2026-06-15", "task", "export", folder, "--by-unit")
    names = os.listdir(folder)
    assert "Văn phòng Sở.ics" in names and len(names) > 3
    with open(os.path.join(folder, names[0]), encoding="utf-8", newline="") as file:
        lines = file.read().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and all(len(x.encode()) <= 75 for x in lines)


def test_calendar(o):
    year = o.data("calendar", "show", "2024")
    assert year["confirmed"] and year["total"] == 251
    assert year["working_days"] == [22, 16, 21, 19, 23, 20, 23, 22, 19, 23, 21, 22]
    assert "2028" in o.ctl("calendar", "show", "2028", code=4)
    proposed = o.data("calendar", "propose", "2028")
    assert not proposed["confirmed"] and any(d["name"].startswith("Giỗ Tổ") for d in proposed["days"])
    assert "2028" in o.ctl("calendar", "check", "2028", code=1)
    o.ctl("calendar", "propose", "2028", "--confirm", "--source", "Thông báo 1")
    assert o.data("calendar", "show", "2028")["confirmed"]
    o.ctl("calendar", "check", "2028")
    for suffix in ("csv", "ics"):
        out = o.file("lich." + suffix)
        o.ctl("calendar", "export", "2028", out)
        before = o.data("calendar", "show", "2028")["days"]
        o.ctl("calendar", "import", out)
        assert o.data("calendar", "show", "2028")["days"] == before
    bad = o.file("bad.csv")
    with open(bad, "w", encoding="utf-8") as file:
        file.write("2028-02-30,H,x\n")
    o.ctl("calendar", "import", bad, code=3)
    o.ctl("calendar", "show", "20x8", code=2)


def test_deadline_contract(o):
    for words, kind, start, end, exclusive in (
            ("Trước ngày 25/1/2024", "before_date", None, "2024-01-25", True),
            ("Chậm nhất ngày 25/1/2024", "before_date", None, "2024-01-25", False),
            ("Từ 01/3 đến 30/6/2024", "before_date", "2024-03-01", "2024-06-30", False),
            ("Quý I/2024", "quarter", "2024-01-01", "2024-03-31", False),
            ("Theo kế hoạch của Thành phố", "per_upstream", None, None, False),
            ("Sau khi Đề án được phê duyệt", "after_event", None, None, False),
            ("Thường xuyên", "continuous", None, None, False),
            ("đến năm 2025", "unspecified", None, None, False)):
        read = o.json("deadline", "parse", words, "--year", "2024")
        assert set(read) >= {"words", "kind", "start", "end", "end_exclusive", "recurrence",
                             "condition", "parts", "explanation"}
        assert (read["kind"], read["start"], read["end"], read["end_exclusive"]) == (
            kind, start, end, exclusive), words
        assert read["words"] == words and read["explanation"].startswith("Hiểu là: ")
    assert json.loads(o.run("--json", "deadline", "parse", ""))["kind"] == "unspecified"


if __name__ == "__main__":
    sys.exit(tap.main(dict(globals()), Office))
