# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line, used as a person or a script would: tiendoctl.py TIENDOCTL SOURCE_FOLDER"""

import json
import os
import shutil
import subprocess
import sys
import zipfile

import tap

CTL, SOURCE = sys.argv[1], sys.argv[2]
SAMPLE = os.path.join(SOURCE, "data", "samples", "ke-hoach-cchc-2025.docx")


class Office(tap.Program):
    """A workspace with the sample content."""

    def __init__(self):
        super().__init__(CTL)
        self.ws = self.file("so.tiendo")
        self.run("workspace", "new", self.ws, "--sample")

    def ctl(self, *words, **kw):
        return self.run("--workspace", self.ws, *words, **kw)

    def data(self, *words, **kw):
        return self.json("--workspace", self.ws, *words, **kw)

    def plan(self):
        return self.data("plan", "list")["plans"][0]["id"]


def text_of(pdf):
    if not shutil.which("pdftotext"):
        raise tap.Skip("pdftotext is not installed")
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True,
                          check=True).stdout


def test_help_and_version(o):
    assert "plan import" in o.run("--help")
    assert o.run("--version").startswith("tiendoctl ")
    assert "deadline parse" in o.run("deadline", "parse", "--help")


def test_wrong_use(o):
    assert "plan" in o.ctl("plan", "show", code=2)
    o.ctl("nonsense", code=2)
    o.ctl("plan", "list", "--nonsense", code=2)
    o.ctl("plan", "show", "99999", code=2)
    error = o.data("plan", "show", "99999", code=2)
    assert error["schema"] == "tiendo-error/1" and error["code"] == "not-found" and error["message"]


def test_workspace_new_refuses_an_existing_file(o):
    o.run("workspace", "new", o.ws, code=4)


def test_workspace_info_and_check(o):
    info = o.data("workspace", "info")
    assert info["plans"] >= 1 and info["schema_version"] >= 1
    o.ctl("workspace", "check")


def test_sample_has_what_it_promises(o):
    plan = o.data("plan", "show", o.plan())
    assert plan["header"]["plan_year"] == 2026
    assert len(plan["tasks"]) >= 28
    assert len({t["group_number"] for t in plan["tasks"]}) == 7
    assert len(plan["targets"]) >= 5 and len(plan["legal_bases"]) >= 3
    assert plan["recipients"] and plan["signatory"]["name"]


def test_templates(o):
    for key in ("hanoi", "hcm", "haiphong", "khanhhoa", "bentre", "blank"):
        path = o.file(key + ".tiendo")
        o.run("workspace", "new", path, "--template", key)
        plans = o.json("--workspace", path, "plan", "list")["plans"]
        assert len(plans) == 1, key
        out = o.file(key + ".pdf")
        o.run("--workspace", path, "plan", "export", plans[0]["id"], out)
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text_of(out), key


def test_import_export_main_job(o):
    made = o.data("plan", "import", SAMPLE)
    plan = made["plan"]
    pdf = o.file("plan.pdf")
    o.ctl("plan", "export", plan, pdf)
    text = text_of(pdf)
    assert "KẾ HOẠCH" in text and "Nơi nhận" in text
    for suffix in ("docx", "xlsx", "ics", "json", "txt"):
        out = o.file("plan." + suffix)
        o.ctl("plan", "export", plan, out)
        assert os.path.getsize(out) > 200
    assert "word/document.xml" in zipfile.ZipFile(o.file("plan.docx")).namelist()
    assert json.load(open(o.file("plan.json")))["schema"] == "tiendo-plan/1"
    o.ctl("plan", "export", plan, pdf, code=4)
    o.ctl("plan", "export", plan, pdf, "--force")


def test_json_round_trip(o):
    first, second = o.file("a.json"), o.file("b.json")
    o.ctl("plan", "export", o.plan(), first)
    plan = o.data("plan", "import", first)["plan"]
    o.ctl("plan", "export", plan, second)
    a, b = json.load(open(first)), json.load(open(second))
    assert a == b, [k for k in a if a[k] != b.get(k)]


def test_docx_round_trip(o):
    docx = o.file("a.docx")
    o.ctl("plan", "export", o.plan(), docx)
    again = o.data("plan", "import", docx)["plan"]
    a, b = o.data("plan", "show", o.plan()), o.data("plan", "show", again)
    assert a["header"] == b["header"], (a["header"], b["header"])
    for key, fields in (("sections", ("number", "title", "path")), ("recipients", None),
                        ("tasks", ("group_number", "number", "content", "deadline_text",
                                   "lead_units", "coordinating_units", "products"))):
        left = [tuple(x[f] for f in fields) if fields else x for x in map(freeze, a[key])]
        right = [tuple(x[f] for f in fields) if fields else x for x in map(freeze, b[key])]
        assert left == right, (key, [p for p in zip(left, right) if p[0] != p[1]][:3])
    assert a["signatory"] == b["signatory"]


def freeze(x):
    return {k: tuple(v) if isinstance(v, list) else v for k, v in x.items()} \
        if isinstance(x, dict) else x


def test_bad_files_change_nothing(o):
    before = o.data("plan", "list")
    empty, broken, text = o.file("empty.docx"), o.file("broken.docx"), o.file("note.bin")
    open(empty, "wb").close()
    open(broken, "wb").write(open(SAMPLE, "rb").read()[:3000])
    open(text, "wb").write(b"\x00\x01\x02" * 100)
    for path in (empty, broken, text, o.file("absent.docx")):
        error = o.data("plan", "import", path, code=3)
        assert os.path.basename(path) in (error["file"] or ""), error
    assert o.data("plan", "list") == before


def test_history(o):
    plan = o.plan()
    o.ctl("record", "set", "plan", plan, "title=Tên mới", "--author", "Nguyễn An")
    actions = o.data("history", "list")["actions"]
    assert actions[0]["author"] == "Nguyễn An" and not actions[0]["undone"]
    assert o.data("record", "show", "plan", plan)["record"]["title"] == "Tên mới"
    o.ctl("history", "undo")
    assert o.data("record", "show", "plan", plan)["record"]["title"] != "Tên mới"
    o.ctl("history", "redo")
    assert o.data("record", "show", "plan", plan)["record"]["title"] == "Tên mới"
    o.ctl("history", "redo", code=4)


def test_records(o):
    made = o.data("record", "add", "unit", "name=Phòng Pháp chế", "short_name=PC", "kind=room")
    unit = made["record"]["id"]
    assert any(r["id"] == unit for r in o.data("record", "list", "unit")["records"])
    o.ctl("record", "set", "unit", unit, "short_name=PPC")
    assert o.data("record", "show", "unit", unit)["record"]["short_name"] == "PPC"
    o.ctl("record", "set", "unit", unit, "nofield=1", code=2)
    o.ctl("record", "set", "unit", unit, "valid_from=hôm qua", code=2)
    o.ctl("record", "delete", "unit", unit)
    o.ctl("record", "show", "unit", unit, code=2)
    o.ctl("record", "list", "nokind", code=2)


def test_move_and_delete_plan(o):
    plan = o.plan()
    tasks = o.data("task", "list", "--plan", plan)["tasks"]
    last = tasks[-1]["id"]
    o.ctl("plan", "move", plan, "--task", last, "--to", "1")
    after = [t["id"] for t in o.data("task", "list", "--plan", plan)["tasks"]
             if t["group"] == tasks[-1]["group"]]
    assert after[0] == last
    o.ctl("plan", "delete", plan)
    assert o.data("plan", "list")["plans"] == []
    o.ctl("history", "undo")
    assert len(o.data("task", "list", "--plan", plan)["tasks"]) == len(tasks)


def test_preview(o):
    out = o.file("page.png")
    o.ctl("plan", "preview", o.plan(), "--page", "1", out)
    assert open(out, "rb").read(8) == b"\x89PNG\r\n\x1a\n"
    o.ctl("plan", "preview", o.plan(), "--page", "999", o.file("none.png"), code=2)


def test_deadline(o):
    d = o.json("deadline", "parse", "Trước ngày 25/1/2026")
    assert (d["kind"], d["end"], d["end_exclusive"]) == ("before_date", "2026-01-25", True)
    d = o.json("deadline", "parse", "Quý IV", "--year", "2026")
    assert (d["kind"], d["start"], d["end"]) == ("quarter", "2026-10-01", "2026-12-31")


def test_task_list_filters(o):
    unit = o.data("task", "list")["tasks"][0]["lead_units"][0]
    some = o.data("task", "list", "--unit", unit)["tasks"]
    assert some and all(unit in t["lead_units"] for t in some)
    assert set(some[0]) >= {"id", "plan", "group", "number", "content", "lead_units",
                            "deadline_text", "due", "status", "progress"}


def test_search_without_marks(o):
    hits = o.data("search", "ke hoach")["hits"]
    assert hits and {"kind", "id", "text"} <= set(hits[0])


def test_backup_and_restore(o):
    copy = o.file("copy.tiendo")
    before = o.data("plan", "list")
    o.ctl("workspace", "backup", copy)
    o.ctl("plan", "delete", o.plan())
    o.ctl("workspace", "restore", copy)
    assert o.data("plan", "list") == before


def test_charts(o):
    for suffix in ("png", "svg", "pdf"):
        out = o.file("chart." + suffix)
        o.ctl("chart", "render", "tasks-by-unit", out)
        assert os.path.getsize(out) > 500
    table = o.data("chart", "data", "tasks-by-unit")
    assert table["categories"] and table["series"]


def test_vietnamese_messages(o):
    folder = os.environ.get("TIENDO_LOCALE_DIR")
    if not folder:
        raise tap.Skip("no translations built")
    error = o.run("--workspace", o.ws, "plan", "show", "99999", code=2,
                  env={"LANGUAGE": "vi", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"})
    assert "Không" in error or "không" in error, error


if __name__ == "__main__":
    sys.exit(tap.main(dict(globals()), Office))
