# SPDX-License-Identifier: GPL-3.0-or-later
"""Saved views of the dossiers on the command line: dossier-views.py TIENDOCTL"""

import sys

import dossier_files as files
import tap

CTL = sys.argv[1]
KEYS = ["code", "procedure", "area", "channel", "received", "due", "returned", "state", "unit"]
HEADINGS = ["Mã hồ sơ", "Tên thủ tục", "Lĩnh vực", "Hình thức nộp", "Ngày tiếp nhận", "Ngày hẹn trả",
            "Ngày trả kết quả", "Trạng thái", "Đơn vị xử lý"]
TABLE = [HEADINGS, *[[files.cell(row, key) for key in KEYS] for row in files.make(240)]]


class Office(tap.Program):
    def __init__(self):
        super().__init__(CTL)
        self.ws = self.file("so.tiendo")
        self.run("workspace", "new", self.ws)
        files.write_csv(self.file("a.csv"), TABLE)
        self.ctl("dossier", "import", self.file("a.csv"))

    def ctl(self, *words, **kw):
        return self.run("--workspace", self.ws, "--as-of", files.TODAY, *words, **kw)

    def data(self, *words, **kw):
        return self.json("--workspace", self.ws, "--as-of", files.TODAY, *words, **kw)

    def names(self):
        return [view["name"] for view in self.data("view", "list")["views"]]

    def total(self, *words):
        return self.data("dossier", "stats", *words)["totals"]["total"]


def test_a_view_shows_what_its_filters_show(o):
    area = o.data("dossier", "stats", "--by", "area")["groups"][0]["key"]
    o.ctl("view", "save", "Lĩnh vực nóng", "--area", area, "--channel", "online", "--list", "late")
    wanted = o.total("--area", area, "--channel", "online", "--outcome", "late,pending_overdue")
    assert o.total("--view", "lĩnh vực nóng") == wanted > 0, wanted
    listed = o.data("dossier", "list", "--view", "Lĩnh vực nóng")["dossiers"]
    assert len(listed) == wanted and all(d["area"] == area and d["channel"] == "online" for d in listed)
    o.ctl("view", "save", "Tất cả")
    assert o.total("--view", "Tất cả") == o.total()
    # a name that no dossier has finds nothing, not everything
    o.ctl("view", "save", "Không có", "--unit", "Phòng không tồn tại")
    assert o.total("--view", "Không có") == 0


def test_names_are_kept_rename_and_delete_can_be_undone(o):
    o.ctl("view", "save", "Quý I", "--period", "2024-Q1")
    o.ctl("view", "save", "quý i", "--period", "2024-Q2")
    assert o.names() == ["Quý I"]
    assert "period=2024-Q2" in o.data("view", "list")["views"][0]["filter"]
    o.ctl("view", "rename", "Quý I", "Quý hai")
    assert o.names() == ["Quý hai"]
    o.ctl("view", "delete", "Quý hai")
    assert o.names() == []
    o.ctl("history", "undo", 2)
    assert o.names() == ["Quý I"]


def test_wrong_words(o):
    o.ctl("view", "save", "A", "--period", "2024-Q7", code=2)
    o.ctl("view", "save", "A", "--list", "everything", code=2)
    o.ctl("view", "save", "A", "--channel", "pigeon", code=2)
    o.ctl("view", "delete", "A", code=2)
    o.ctl("dossier", "stats", "--view", "A", code=2)
    assert o.names() == []


sys.exit(tap.main(globals(), Office))
