# SPDX-License-Identifier: GPL-3.0-or-later
"""Charts, the weekly brief and the timeline from the command line: charts.py TIENDOCTL SOURCE_FOLDER"""

import os
import shutil
import subprocess
import sys

import tap

CTL = sys.argv[1]
TODAY = ("--as-of", "2026-07-16")


class Office(tap.Program):
    """A workspace with the sample content, seen on Thursday 16/07/2026."""

    def __init__(self):
        super().__init__(CTL)
        self.ws = self.file("so.tiendo")
        self.run("workspace", "new", self.ws, "--sample")

    def ctl(self, *words, **kw):
        return self.run("--workspace", self.ws, *TODAY, *words, **kw)

    def data(self, *words, **kw):
        return self.json("--workspace", self.ws, *TODAY, *words, **kw)


def value(chart, series, category):
    row = next(s for s in chart["series"] if s["key"] == series)
    return row["values"][chart["categories"].index(category)]


def text_of(pdf):
    if not shutil.which("pdftotext"):
        raise tap.Skip("pdftotext is not installed")
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout


def test_every_kind_draws_and_has_figures(o):
    kinds = [c["kind"] for c in o.data("chart", "list")["charts"]]
    assert {"tasks", "tasks-by-unit", "burn-up", "targets"} <= set(kinds), kinds
    for kind in kinds:
        chart = o.data("chart", "data", kind)
        assert chart["schema"] == "tiendo-chart/1" and chart["kind"] == kind
        assert len(chart["table"]["rows"]) == len(chart["categories"])
        for series in chart["series"]:
            assert len(series["values"]) == len(chart["categories"])
        for suffix in ("png", "svg", "pdf"):
            out = o.file(f"{kind}.{suffix}")
            o.ctl("chart", "render", kind, out, *(["--dark"] if suffix == "png" else []))
            assert os.path.getsize(out) > 300
    o.ctl("chart", "render", "tasks", o.file("tasks.png"), code=4)     # it is there already
    o.ctl("chart", "render", "tasks", o.file("tasks.png"), "--force")
    o.ctl("chart", "render", "tasks", o.file("x.doc"), code=2)
    assert "burn-up" in o.ctl("chart", "data", "nonsense", code=2)
    o.ctl("chart", "data", "burn-up", "--period", "2026-Q9", code=2)


def test_charts_follow_what_is_reported(o):
    before = o.data("chart", "data", "tasks")
    area = "Cải cách thể chế"
    late = value(before, "overdue", area)
    task = next(t for t in o.data("task", "list")["tasks"] if t["number"] == "7")
    assert task["status"] == "overdue", task
    o.ctl("task", "update", task["id"], "--done", "2026-03-30")
    after = o.data("chart", "data", "tasks")
    assert value(after, "overdue", area) == late - 1
    assert value(after, "done", area) == 1
    burn = o.data("chart", "data", "burn-up")
    done = next(s for s in burn["series"] if s["key"] == "done")["values"]
    assert done[1] == 0 and done[2] == 1 and done[6] == 1 and done[7] is None, done
    early = o.json("--workspace", o.ws, "--as-of", "2026-01-02", "chart", "data", "task-status")
    assert early["categories"].count("Quá hạn") == 0, early["categories"]


def test_text_is_a_table(o):
    lines = o.ctl("chart", "data", "burn-up").splitlines()
    assert lines[0].split("\t")[1:] == ["Phải xong", "Đã xong"], lines[0]
    assert lines[1].startswith("Tháng 1/2026\t")
    assert len({line.count("\t") for line in lines if line}) == 1


def test_brief_is_one_page(o):
    out = o.file("ban-tin.pdf")
    o.ctl("task", "brief", out)
    text = text_of(out)
    assert text.count("\f") == 1, text.count("\f")
    assert "Tuần 29" in text and "Quá hạn (14" in text, text
    o.ctl("task", "brief", out, code=4)
    o.ctl("task", "brief", o.file("ban-tin.docx"))
    o.ctl("task", "brief", o.file("ban-tin.txt"), code=2)


def test_timeline_prints_every_task(o):
    out = o.file("dong-thoi-gian.pdf")
    o.ctl("task", "timeline", out)
    text = text_of(out)
    rows = [line.split() for line in text.splitlines()]
    for task in o.data("task", "list")["tasks"]:
        first = task["content"].split()[:3]
        assert any(row[:1] == [task["number"]] and row[1:4] == first for row in rows) or \
            any(row[:3] == first for row in rows), (task["number"], first)
    assert "Quá hạn" in text and "Chờ điều kiện" in text
    o.ctl("task", "timeline", o.file("a3.pdf"), "--a3", "--filter", "look=overdue")
    assert "Hoàn thành" not in text_of(o.file("a3.pdf"))


if __name__ == "__main__":
    sys.exit(tap.main(dict(globals()), Office))
