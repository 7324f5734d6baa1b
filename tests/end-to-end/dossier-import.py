# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports of one-stop systems through the command line: dossier-import.py TIENDOCTL [CORPUS]

Files of many layouts are made with a known truth; the counts after the import must be that truth."""

import datetime
import json
import os
import sqlite3
import subprocess
import sys
import unicodedata
import zipfile

import dossier_files as files
import tap

CTL = sys.argv[1]
CORPUS = os.environ.get("TD_CORPUS", "")


class Office(tap.Program):
    def __init__(self):
        super().__init__(CTL)
        self.ws = self.file("so.tiendo")
        self.run("workspace", "new", self.ws)

    def ctl(self, *words, **kw):
        return self.run("--workspace", self.ws, *words, **kw)

    def data(self, *words, **kw):
        return self.json("--workspace", self.ws, *words, **kw)

    def stats(self, *words):
        return self.data("--as-of", files.TODAY, "dossier", "stats", *words)

    def load(self, path, *words, code=0):
        return self.data("--as-of", files.TODAY, "dossier", "import", path, *words, code=code)


ROWS = files.make(240)
KEYS = ["code", "procedure", "area", "channel", "received", "due", "returned", "state", "unit", "applicant", "note"]
HEADINGS = ["Mã hồ sơ", "Tên thủ tục hành chính", "Lĩnh vực", "Hình thức nộp", "Ngày tiếp nhận", "Ngày hẹn trả",
            "Ngày trả kết quả", "Trạng thái", "Đơn vị xử lý", "Chủ hồ sơ", "Ghi chú"]
TITLE = ["DANH SÁCH HỒ SƠ"]
EXPORTED = [f"Thời điểm kết xuất: {files.EXPORTED:%H:%M %d/%m/%Y}"]


def table(rows=None, keys=None, headings=None, date="%d/%m/%Y %H:%M", titles=(TITLE, EXPORTED)):
    keys = keys or KEYS
    return [*titles, headings or HEADINGS,
            *[[files.cell(row, key, date) for key in keys] for row in rows or ROWS]]


def check(o, path, rows=None, words=(), cleaned=0, skipped=0):
    rows = rows or ROWS
    got = o.load(path, *words)
    assert (got["rows"], got["created"]) == (len(rows) + skipped, len(rows)), (got["rows"], got["created"])
    assert len(got["cleaned"]) == cleaned, got["cleaned"][:5]
    assert len(got["skipped"]) == skipped, got["skipped"][:5]
    for mode in ("day", "minute"):
        totals = o.stats("--count", mode)["totals"]
        assert totals == files.count(rows, mode == "minute"), (mode, totals, files.count(rows, mode == "minute"))
    areas = {g["key"]: g["total"] for g in o.stats("--by", "area")["groups"]}
    assert areas == {a: sum(r["area"] == a for r in rows) for a in files.AREAS}, areas
    channels = {g["key"]: g["total"] for g in o.stats("--by", "channel")["groups"]}
    assert channels == {n: sum(r["channel"] == c for r in rows) for c, n in files.CHANNELS.items()}, channels
    return got


def test_csv_shapes(o):
    """Encodings, delimiters and line ends; each file again in the same workspace changes nothing."""
    cases = [("utf-8-sig", ",", "\r\n"), ("utf-8", ";", "\n"), ("utf-8", "\t", "\r\n"), ("utf-16", "\t", "\r\n"),
             ("utf-16-le", ";", "\n"), ("utf-16-be", ",", "\r\n"), ("cp1258", ";", "\r\n"), ("utf-8", "|", "\r")]
    first = True
    for number, (encoding, delimiter, line) in enumerate(cases):
        path = o.file(f"{number}.csv")
        files.write_csv(path, table(), encoding, delimiter, line)
        if first:
            check(o, path)
            first = False
        got = o.load(path)
        assert (got["created"], got["updated"], got["unchanged"]) == (0, 0, len(ROWS)), (encoding, delimiter, got)


def test_decomposed(o):
    path = o.file("nfd.csv")
    files.write_csv(path, [[unicodedata.normalize("NFD", c) for c in row] for row in table()], "utf-8")
    got = check(o, path, cleaned=len(ROWS))
    assert all("nfd" in r["faults"] for r in got["cleaned"])


def test_legacy_encodings(o):
    for name, convert in (("TCVN3", files.tcvn3), ("VNI", files.vni)):
        path = o.file(f"{name}.xlsx")
        keys = [k for k in KEYS if k != "note"]
        heads = [h for h in HEADINGS if h != "Ghi chú"]
        files.write_xlsx(path, [[convert(c) for c in row] for row in table(keys=keys, headings=heads)])
        got = o.load(path, "--dry-run")
        assert got["encoding"] == name, (name, got["encoding"])
        assert got["created"] == len(ROWS) and not got["skipped"], (name, got["created"], got["skipped"][:3])
    check(o, path)
    assert o.data("--as-of", files.TODAY, "dossier", "list", "--limit", "1")["dossiers"][0]["unit"] in files.UNITS


def test_other_names_and_order(o):
    keys = ["state", "unit", "returned", "due", "received", "applicant", "channel", "area", "procedure", "code"]
    heads = ["Tình trạng hồ sơ", "Phòng chuyên môn", "Ngày trả thực tế", "Hạn trả kết quả", "Thời gian nhận hồ sơ",
             "Tổ chức, cá nhân", "Kênh tiếp nhận", "Tên lĩnh vực", "Thủ tục", "Số hồ sơ"]
    path = o.file("order.xlsx")
    files.write_xlsx(path, table(keys=keys, headings=heads), inline=True)
    check(o, path)


def test_english_and_iso(o):
    heads = ["code", "procedure", "area", "channel", "received", "due", "returned", "status", "unit", "applicant",
             "note"]
    path = o.file("iso.csv")
    rows = table(headings=heads, date="%Y-%m-%d %H:%M:%S", titles=())
    files.write_csv(path, rows, "utf-8")
    check(o, path)


def test_three_header_rows(o):
    """Parents over the dates, a row of column numbers, subtotals, the header again, signatures."""
    head = [["STT", "Thông tin hồ sơ", "", "", "Thời gian", "", "", "Kết quả", "", ""],
            ["", "Mã số", "Thủ tục hành chính", "Lĩnh vực", "Tiếp nhận", "Hẹn trả", "Trả kết quả", "Trạng thái",
             "Đơn vị", "Hình thức nộp"],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)=(2)+(3)"]]
    keys = ["code", "procedure", "area", "received", "due", "returned", "state", "unit", "channel"]
    rows = [["", "", "ỦY BAN NHÂN DÂN TỈNH GIẢ"], ["BẢNG KÊ HỒ SƠ"], EXPORTED, [], *head]
    for number, row in enumerate(ROWS, 1):
        rows.append([number, *[row[k] if k in ("received", "due", "returned") else files.cell(row, k) for k in keys]])
        if number % 60 == 0:
            rows.append(["", f"Cộng nhóm {number // 60}", "", "", "", "", "", "60", "", ""])
            rows += head[:2]
    rows += [["", "Tổng số", "", "", "", "", "", str(len(ROWS))], [], ["", "", "Người lập", "", "", "", "", "Giám đốc"],
             ["", "", "Nguyễn Văn Giả", "", "", "", "", "Trần Thị Mẫu"]]
    path = o.file("three.xlsx")
    files.write_xlsx(path, rows, before=[("Hướng dẫn", [["Không có gì"], ["Mã hồ sơ", "là gì"]])],
                     dimension="A1:B2", merges=["E5:G5"])
    got = check(o, path)
    assert got["sheet"] == "Sheet1", got["sheet"]


WORDINGS = [
    # the day of submission beside the day of receipt, two days of the end, other words for states and channels
    (["STT", "Số biên nhận", "Nội dung yêu cầu giải quyết", "Thuộc lĩnh vực", "Hình thức gửi", "Ngày nộp hồ sơ",
      "Ngày chính thức tiếp nhận", "Ngày, giờ hẹn trả", "Ngày kết thúc xử lý", "Ngày trả kết quả",
      "Trạng thái hiện tại", "Nơi thụ lý", "Người dân", "Ghi chú"],
     ["number", "code", "procedure", "area", "channel", "submitted", "received", "due", "returned", "returned",
      "state", "unit", "applicant", "note"], "%d/%m/%Y lúc %H:%M",
     {"returned": "Kết thúc", "processing": "Chờ lãnh đạo phê duyệt", "suspended": "Tạm ngưng",
      "withdrawn": "Đã hủy theo yêu cầu của công dân", "refused": "Trả lại hồ sơ", "supplement": "YCBS"},
     {"direct": "Tại TTPVHCC", "online": "Nộp qua Cổng DVC quốc gia", "postal": "VNPost"}),
    # names of fields
    (["dossierCode", "procedureName", "fieldName", "channel", "receivedDate", "dueDate", "returnedDate", "status",
      "unitName", "applicantName", "note"], KEYS, "%Y-%m-%dT%H:%M:%S.000+07:00", {}, {}),
    # no time of day, months by their names
    (HEADINGS, KEYS, "%d-%b-%y", {}, {}),
]


def test_wordings(o):
    """Columns, states, channels and dates in words of other systems."""
    for number, (headings, keys, date, states, channels) in enumerate(WORDINGS):
        rows = files.make(60, seed=30 + number)
        if "%H" not in date:
            for row in rows:
                for key in ("received", "due", "returned"):
                    row[key] = row[key] and row[key].replace(hour=0, minute=0)
        lines = []
        for i, row in enumerate(rows):
            row.update(number=str(i + 1), submitted=row["received"] - datetime.timedelta(days=2))
            line = [files.cell(row, key, date) for key in keys]
            line[keys.index("state")] = states.get(row["state"], line[keys.index("state")])
            line[keys.index("channel")] = channels.get(row["channel"], line[keys.index("channel")])
            lines.append(line)
        path = o.file(f"loi-{number}.csv")
        files.write_csv(path, [TITLE, EXPORTED, headings, *lines])
        check(o, path, rows)
        o.ctl("history", "undo")


def test_leaf_before_parent(o):
    """What a heading names stands above it: "Mã" below "Hồ sơ"; groups are numbered and have no colon."""
    rows = sorted(files.make(60, seed=40), key=lambda r: r["area"])
    lines, last, number = [], None, 0
    for row in rows:
        if row["area"] != last:
            last, number = row["area"], number + 1
            lines.append([("I", "II", "III", "IV")[number - 1], f"Lĩnh vực {last}"])
        lines.append(["", *[files.cell(row, key) for key in
                            ("code", "procedure", "received", "due", "returned", "state", "unit", "channel")]])
    head = [["TT", "HỒ SƠ", "", "THỜI HẠN GIẢI QUYẾT", "", "", "TÌNH TRẠNG", "ĐƠN VỊ GIẢI QUYẾT", "HÌNH THỨC NỘP"],
            ["", "Mã", "Thủ tục", "Từ ngày", "Đến ngày", "Thực tế", "", "", ""],
            ["A", "(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"]]
    path = o.file("cha-con.xlsx")
    files.write_xlsx(path, [TITLE, EXPORTED, *head, *lines])
    check(o, path, rows)


def test_grouped_by_area(o):
    """The area stands in rows of its own instead of a column."""
    keys = [k for k in KEYS if k != "area"]
    rows = [EXPORTED, [h for h in HEADINGS if h != "Lĩnh vực"]]
    for area in files.AREAS:
        rows.append([f"Lĩnh vực: {area}"])
        rows += [[files.cell(r, k) for k in keys] for r in ROWS if r["area"] == area]
    path = o.file("groups.csv")
    files.write_csv(path, rows)
    check(o, path)


def test_dates_of_1904(o):
    rows = [EXPORTED, HEADINGS, *[[r[k] if k in ("received", "due", "returned") else files.cell(r, k)
                                   for k in KEYS] for r in ROWS]]
    path = o.file("1904.xlsx")
    files.write_xlsx(path, rows, base_1904=True)
    check(o, path)


# of Excel 97, by LibreOffice: 60 dossiers, other headings in another order, dates as numbers
XLS = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "fixtures", "sheet", "dossiers.xls")
XLS_ROWS = files.make(60, seed=3)


def test_xls(o):
    """An old Excel file says what the same table says as .xlsx."""
    assert check(o, XLS, XLS_ROWS)["format"] == "xls"
    twin = o.file("twin.xlsx")
    keys = [k for k in KEYS if k != "note"]
    rows = [[r[k] if k in ("received", "due", "returned") else files.cell(r, k) for k in keys] for r in XLS_ROWS]
    files.write_xlsx(twin, [TITLE, EXPORTED, [h for h in HEADINGS if h != "Ghi chú"], *rows])
    got = o.load(twin)
    assert (got["created"], got["updated"], got["unchanged"]) == (0, 0, len(XLS_ROWS)), got


def test_broken_xls(o):
    """Damaged old Excel files are read or refused; their library does its worst in a process of its own."""
    with open(XLS, "rb") as file:
        whole = file.read()
    path = o.file("broken.xls")
    for step in range(40):
        at = 520 + step * (len(whole) - 560) // 40
        worse = {0: whole[:at], 1: whole[:at] + b"\xff" * 24 + whole[at + 24:],
                 2: whole[:at] + bytes(24) + whole[at + 24:], 3: whole[:at] + whole[at + 7:]}[step % 4]
        with open(path, "wb") as file:
            file.write(worse)
        done = subprocess.run([CTL, "--json", "--workspace", o.ws, "dossier", "import", "--dry-run", path], env=o.env,
                              capture_output=True, text=True, timeout=100)
        assert done.returncode in (0, 3), (step, at, done.returncode, done.stderr)
        assert done.returncode == 0 or json.loads(done.stdout)["message"], (step, at, done.stdout)


def test_html_as_xls(o):
    path = o.file("xuat.xls")
    files.write_html(path, table())
    assert check(o, path)["format"] == "html"


def test_soft_faults(o):
    """Each kind of dirt once: all rows count, and each fault is named."""
    rows = [[files.cell(r, k) for k in KEYS] for r in ROWS]
    area, state, code, who = KEYS.index("area"), KEYS.index("state"), KEYS.index("code"), KEYS.index("applicant")
    done = [i for i, r in enumerate(ROWS) if r["state"] == "returned"]
    expected = {}

    def spoil(index, column, change, fault):
        rows[index][column] = change(rows[index][column])
        expected.setdefault(index + 4, set()).add(fault)

    received = KEYS.index("received")
    spoil(done[0], area, lambda t: t.upper(), "field_spelling")
    spoil(done[1], area, lambda t: t.replace("h", "hh", 1) if "h" in t else t + "h", "field_spelling")
    spoil(done[2], state, str.upper, "status_spelling")
    spoil(done[3], state, lambda t: t.replace(" ", "\u00a0", 1), "nbsp")
    spoil(done[4], code, lambda t: f" {t}  ", "outer_space")
    spoil(done[5], code, str.lower, "id_lower_case")
    spoil(done[6], who, lambda t: f"\t{t}", "tab_in_name")
    for index, shape, fault in ((7, "%Y-%m-%d %H:%M", "date_format"), (8, "%H:%M %d/%m/%Y", "date_format"),
                                (9, "%d-%m-%Y %H:%M", "date_format"), (10, "%d.%m.%Y %H:%M", "date_format")):
        spoil(done[index], received, lambda t, i=done[index], s=shape: ROWS[i]["received"].strftime(s), fault)
    spoil(done[11], received, lambda t: f"{files.serial(ROWS[done[11]]['received']):.8f}", "date_serial_number")
    spoil(done[12], received, lambda t: t[:10], "date_without_time")
    spoil(done[13], received, lambda t: t[:10] + " 8h30", "date_format")
    path = o.file("dirt.csv")
    files.write_csv(path, [TITLE, EXPORTED, HEADINGS, *rows])
    got = o.load(path)
    found = {r["row"]: set(r["faults"]) for r in got["cleaned"]}
    if found.get(done[13] + 4) == set():
        del expected[done[13] + 4]
    found.pop(done[13] + 4, None)
    expected.pop(done[13] + 4, None)
    assert got["created"] == len(ROWS), got["skipped"]
    assert found == expected, {k: (found.get(k), expected.get(k)) for k in set(found) | set(expected)
                               if found.get(k) != expected.get(k)}
    areas = {g["key"] for g in o.stats("--by", "area")["groups"]}
    assert areas == set(files.AREAS), areas


def test_hard_faults(o):
    """Each reason to leave a row out, alone in its row."""
    base = [[files.cell(r, k) for k in KEYS] for r in ROWS]
    done = [i for i, r in enumerate(ROWS) if r["state"] == "returned"]
    open_ = [i for i, r in enumerate(ROWS) if r["state"] == "processing"]
    received, due, returned = KEYS.index("received"), KEYS.index("due"), KEYS.index("returned")
    spoil = {done[0]: (0, "", "missing_id"), done[1]: (received, "", "missing_received"),
             done[2]: (due, "-", "missing_due"), done[3]: (received, "31/02/2025 09:00", "impossible_date:received"),
             done[4]: (due, "00/00/0000", "impossible_date:due"),
             done[5]: (returned, "12/13/2025 10:00", "impossible_date:returned"),
             done[6]: (due, "01/05/2025 17:00", "due_before_received"),
             done[7]: (returned, "02/05/2025 09:00", "returned_before_received"),
             done[8]: (returned, "05/10/2025 09:00", "returned_after_export"),
             done[9]: (returned, "", "status_returned_without_date"),
             open_[0]: (returned, "30/09/2025 09:00", "status_open_with_date")}
    for index, (column, text, _) in spoil.items():
        base[index][column] = text
    again = list(base[done[10]])
    other = list(base[done[11]])
    other[KEYS.index("due")] = "29/12/2025 17:00"
    path = o.file("hard.csv")
    files.write_csv(path, [TITLE, EXPORTED, HEADINGS, *base, again, other])
    got = o.load(path)
    found = {r["row"]: r["reasons"] for r in got["skipped"]}
    expected = {index + 4: [reason] for index, (_, _, reason) in spoil.items()}
    expected[len(base) + 4] = ["duplicate_exact"]
    expected[len(base) + 5] = ["duplicate_conflict"]
    assert found == expected, {k: (found.get(k), expected.get(k)) for k in set(found) | set(expected)
                               if found.get(k) != expected.get(k)}
    good = [r for i, r in enumerate(ROWS) if i not in spoil]
    assert o.stats()["totals"] == files.count(good), o.stats()["totals"]
    # the last of two contradicting rows on demand
    again = o.load(path, "--duplicates", "last", "--dry-run")
    assert again["updated"] == 1, again["updated"]


def test_newer_export(o):
    """A newer export updates, keeps where each value comes from, and is taken back as one action."""
    early = [dict(r, state="processing", returned=None) if i % 7 == 0 and r["state"] == "returned" else r
             for i, r in enumerate(ROWS)]
    changed = sum(a != b for a, b in zip(early, ROWS))
    old, new = o.file("cu.csv"), o.file("moi.csv")
    files.write_csv(old, table(early, titles=(["Xuất lúc 15/09/2025 08:00"],)))
    # what had not happened at the time of the old export
    limit = "20250915"
    early = [r for r in early if f"{r['received']:%Y%m%d}" < limit and
             (r["returned"] is None or f"{r['returned']:%Y%m%d}" < limit)]
    files.write_csv(new, table())
    first = o.load(old)
    assert first["created"] == len(early), (first["created"], len(early))
    second = o.load(new)
    assert second["created"] == len(ROWS) - len(early)
    assert 0 < second["updated"] <= changed
    assert o.stats()["totals"] == files.count(ROWS)
    # the old file again takes nothing back
    back = o.load(old)
    assert (back["created"], back["updated"]) == (0, 0) and back["older"] == second["updated"], back["older"]
    assert o.stats()["totals"] == files.count(ROWS)
    listed = o.data("import", "list")["imports"]
    assert [i["file"] for i in listed] == ["cu.csv", "moi.csv"]
    # what the newer file changed stays when the older one is taken back
    told = o.data("import", "undo", listed[0]["id"], "--dry-run")
    assert (told["deleted"], told["kept"], told["restored"]) == (len(early) - second["updated"], second["updated"], 0)
    assert 0 < len(told["codes"]) <= 20 and o.stats()["totals"] == files.count(ROWS)
    assert o.data("import", "undo", listed[0]["id"])["deleted"] == told["deleted"]
    assert o.stats()["totals"]["total"] == len(ROWS) - told["deleted"]
    assert "in order" in o.ctl("workspace", "check")
    o.ctl("history", "undo")
    assert o.stats()["totals"] == files.count(ROWS)
    # and the newer one gives back the values it replaced, so the older one is newest again
    told = o.data("import", "undo", listed[1]["id"])
    assert (told["deleted"], told["restored"], told["kept"]) == (second["created"], second["updated"], 0)
    assert o.stats()["totals"] == files.count(early)
    assert [i["file"] for i in o.data("import", "list")["imports"]] == ["cu.csv"]
    again = o.load(old, "--dry-run")
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, len(early)), again["older"]
    assert "in order" in o.ctl("workspace", "check")
    o.ctl("history", "undo")
    assert o.stats()["totals"] == files.count(ROWS)
    o.ctl("history", "redo")
    assert o.stats()["totals"] == files.count(early)


def test_large_import_is_one_action(o):
    """More rows than one transaction takes: slices, still one action."""
    rows = files.make(21000, seed=5)
    path = o.file("lon.csv")
    files.write_csv(path, table(rows))
    assert o.load(path)["created"] == len(rows)
    assert o.stats()["totals"] == files.count(rows)
    o.ctl("history", "undo")
    assert o.stats()["totals"]["total"] == 0
    o.ctl("history", "redo")
    assert o.stats()["totals"] == files.count(rows)
    # taken back later: what others did since stays, and so do the files that came after it
    newer = files.make(30, seed=9)
    files.write_csv(o.file("them.csv"), table([dict(r, code=f"M{r['code']}") for r in newer]))
    o.load(o.file("them.csv"))
    touched = o.data("dossier", "list", "--limit", "1")["dossiers"][0]
    o.ctl("dossier", "event", touched["id"], "note", "--reason", "gọi điện hỏi")
    told = o.data("import", "undo", 1, "--dry-run")
    assert (told["deleted"], told["kept"]) in ((len(rows) - 1, 1), (len(rows), 0)), told
    o.data("import", "undo", 1)
    assert o.stats()["totals"]["total"] == len(newer) + told["kept"]
    assert {g["key"] for g in o.stats("--by", "area")["groups"]} <= set(files.AREAS)
    assert "in order" in o.ctl("workspace", "check")
    for step in ("undo", "redo", "undo"):
        o.ctl("history", step)
        assert "in order" in o.ctl("workspace", "check")
        assert o.stats()["totals"]["total"] == len(newer) + (len(rows) if step == "undo" else told["kept"])


def test_read_twice(o):
    """A file that is not kept in memory: looked at by its first rows, then read while it is written."""
    rows = files.make(52000, seed=6)
    for row in rows:
        row["note"] = "chữ" * 240
    bad = [dict(rows[9], code="", note=""), dict(rows[51000], note=""), rows[50500]]
    path, newer = o.file("rat-lon.csv"), o.file("moi.csv")
    files.write_csv(path, table([*rows, *bad]))
    assert os.path.getsize(path) > 48 << 20
    got = o.load(path)
    assert (got["rows"], got["created"]) == (len(rows) + 3, len(rows)), (got["rows"], got["created"])
    assert sorted(r["reasons"][0] for r in got["skipped"]) == ["duplicate_conflict", "duplicate_exact", "missing_id"]
    assert o.stats()["totals"] == files.count(rows)
    again = o.load(path)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, len(rows)), again["updated"]
    done = next(r for r in rows if r["state"] == "returned")
    done["state"], done["returned"] = "processing", None
    files.write_csv(newer, table(rows, titles=(TITLE, ["Thời điểm kết xuất: 17:00 30/09/2025"])))
    assert o.load(newer)["updated"] == 1
    assert o.stats()["totals"] == files.count(rows)
    o.ctl("history", "undo")
    assert "in order" in o.ctl("workspace", "check")


def test_mapping(o):
    """Columns nobody could guess are named by hand, and remembered for the next file of the layout."""
    heads = ["Cột A", "Cột B", "Lĩnh vực", "Hình thức nộp", "Ngày tiếp nhận", "Cột F", "Ngày trả kết quả",
             "Trạng thái", "Đơn vị xử lý", "Chủ hồ sơ", "Ghi chú"]
    path, mapping = o.file("la.csv"), o.file("map.json")
    files.write_csv(path, table(headings=heads))
    with open(mapping, "w", encoding="utf-8") as file:
        json.dump({"columns": {"code": "A", "procedure": "Cột B", "due": "6"}}, file)
    assert o.load(path, code=3)["schema"] == "tiendo-error/1"
    check(o, path, words=("--mapping", mapping, "--remember"))
    assert o.load(path)["unchanged"] == len(ROWS)


def test_sums(o):
    """A table of sums is read as figures of a period, and sums that do not add up are named."""
    head = [["STT", "Lĩnh vực giải quyết", "Số lượng hồ sơ tiếp nhận", "", "", "", "Số lượng hồ sơ đã giải quyết", "", "",
             "", "Số lượng hồ sơ đang giải quyết", "", ""],
            ["", "", "Tổng số", "Trong kỳ", "", "Từ kỳ trước", "Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn", "Tổng số",
             "Trong hạn", "Quá hạn"],
            ["", "", "", "Trực tuyến", "Trực tiếp, dịch vụ bưu chính", "", "", "", "", "", "", "", ""],
            [f"({i})" for i in range(1, 14)]]
    body = [[1, "Lĩnh vực một", 30, 12, 8, 10, 20, 5, 10, 5, 10, 7, 3],
            [2, "Lĩnh vực hai", 11, 5, 5, 0, 6, 6, 0, 0, 5, 5, 0]]
    total = ["", "TỔNG CỘNG", 41, 17, 13, 10, 26, 11, 10, 5, 15, 12, 3]
    path = o.file("06a.xlsx")
    files.write_xlsx(path, [["Biểu số II.06a/VPCP/KSTT"], ["(Từ ngày 15/12/2024 đến ngày 14/06/2025)"], *head, *body,
                            total])
    got = o.load(path)
    assert (got["kind"], got["by"], got["rows"]) == ("figures", "area", 3), got
    assert (got["from"], got["to"]) == ("2024-12-15", "2025-06-14")
    values = {(f["label"], f["measure"]): f["value"] for f in got["figures"]}
    assert values[("Lĩnh vực một", "received_carried_over")] == 10
    assert values[("Lĩnh vực hai", "received_direct_or_postal")] == 5
    assert values[(None, "resolved_late")] == 5 and values[(None, "open_in_time")] == 12
    assert len(got["faults"]) == 2, got["faults"]  # 11 is not 5 + 5 + 0, nor 41 the sum of its parts
    o.ctl("history", "undo")
    assert o.data("import", "list")["imports"] == []


def test_export(o):
    """What goes out comes in again; formulas and names of people do not."""
    rows = [dict(r, procedure="=1+1|" + r["procedure"]) if i == 3 else r for i, r in enumerate(ROWS)]
    path = o.file("vao.csv")
    files.write_csv(path, table(rows))
    o.load(path)
    for name in ("ra.csv", "ra.xlsx", "ra.json"):
        out = o.file(name)
        o.ctl("--as-of", files.TODAY, "dossier", "export", out)
        o.ctl("dossier", "export", out, code=4)
        with open(out, "rb") as file:
            content = file.read()
        if name != "ra.xlsx":
            assert "Người Nộp Giả".encode() not in content
        if name == "ra.csv":
            assert b"'=1+1" in content and b",=1+1" not in content
        if name != "ra.json":
            again = o.load(out, "--dry-run")
            assert again["created"] == 0 and again["rows"] == len(rows), (name, again["created"], again["skipped"][:3])
    o.ctl("dossier", "export", o.file("ten.csv"), "--personal")
    with open(o.file("ten.csv"), encoding="utf-8-sig") as file:
        assert "Người Nộp Giả" in file.read()


def test_filters(o):
    path = o.file("f.csv")
    files.write_csv(path, table())
    o.load(path)
    listed = o.data("--as-of", files.TODAY, "dossier", "list", "--outcome", "late", "--area", files.AREAS[1],
                    "--from", "2025-08-01", "--to", "2025-08-31")
    wanted = [r["code"] for r in ROWS if files.outcome(r) == "late" and r["area"] == files.AREAS[1] and
              r["received"].month == 8]
    assert sorted(d["code"] for d in listed["dossiers"]) == sorted(wanted) and listed["total"] == len(wanted)
    found = o.data("--as-of", files.TODAY, "dossier", "list", "--search", "nguoi nop gia 17", "--personal")
    assert found["dossiers"] and all("17" in d["applicant"] or "17" in d["code"] for d in found["dossiers"])
    overdue = o.data("--as-of", files.TODAY, "dossier", "list", "--list", "overdue")
    assert overdue["total"] == files.count(ROWS)["pending_overdue"]


def test_charts(o):
    """The figures of every chart are those of an independent count of the table."""
    path = o.file("bieu-do.csv")
    files.write_csv(path, table())
    o.load(path)

    def chart(kind):
        return o.data("--as-of", files.TODAY, "chart", "data", kind, "--period", "2025-Q3")

    def values(data, series):
        return next(s["values"] for s in data["series"] if s["key"] == series)

    base = sqlite3.connect(f"file:{o.ws}?mode=ro", uri=True)
    day = 86400
    today = (datetime.date.fromisoformat(files.TODAY) - datetime.date(1970, 1, 1)).days
    by_month = chart("on-time")
    for key, condition in (("early", "returned / 86400 < due / 86400"), ("on_time", "returned / 86400 = due / 86400"),
                           ("late", "returned / 86400 > due / 86400")):
        counted = dict(base.execute(
            "SELECT strftime ('%m/%Y', returned, 'unixepoch'), count (*) FROM dossier WHERE state = 10 AND "
            f"{condition} AND returned >= unixepoch ('2025-07-01') AND returned < unixepoch ('2025-10-01') GROUP BY 1"))
        assert sum(values(by_month, key)) == sum(counted.values()), (key, counted)
    late = base.execute("SELECT count (*) FROM dossier WHERE state = 10 AND returned / 86400 > due / 86400").fetchone()[0]
    listed = o.data("--as-of", files.TODAY, "dossier", "list", "--outcome", "late")["total"]
    assert listed == late == sum(values(by_month, "late"))
    open_ = chart("open-by-days")
    pending = base.execute("SELECT count (*), sum (due < ?) FROM dossier WHERE state IN (2, 4)",
                           (today * day,)).fetchone()
    assert sum(values(open_, "open")) == pending[0] and sum(values(open_, "open")[:3]) == pending[1]
    channels = chart("channel")
    assert sum(values(channels, "total")) == len(ROWS)
    for kind in ("by-area", "by-procedure", "year-on-year"):
        assert chart(kind)["series"], kind
        for suffix in ("png", "svg", "pdf"):
            out = o.file(f"{kind}.{suffix}")
            o.ctl("--as-of", files.TODAY, "chart", "render", kind, out, "--period", "2025-Q3")
            assert os.path.getsize(out) > 500


def test_hostile(o):
    """Wrong files get a message, and change nothing."""
    cases = {}
    cases["empty.csv"] = b""
    cases["zeros.bin"] = bytes(4096)
    cases["text.csv"] = "chỉ là một câu\n".encode()
    cases["cut.xlsx"] = b"PK\x03\x04" + bytes(40)
    cases["ole.xls"] = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)
    for name, content in cases.items():
        path = o.file(name)
        with open(path, "wb") as file:
            file.write(content)
        answer = o.load(path, code=3)
        assert answer["schema"] == "tiendo-error/1" and answer["message"], (name, answer)
    broken = o.file("broken.xlsx")
    files.write_xlsx(broken, table(), broken=True)
    o.load(broken, code=3)
    missing = o.file("missing.xlsx")
    files.write_xlsx(missing, table(), strings_missing=True)
    o.load(missing, code=3)
    o.load(o.file("nowhere.xlsx"), code=3)
    assert o.data("import", "list")["imports"] == []


MOST_MEMORY = 512 << 10  # KiB


def import_measured(o, path):
    """The answer and the peak memory of an import in its own process."""
    with subprocess.Popen([CTL, "--json", "--workspace", o.ws, "dossier", "import", path], env=o.env,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        text = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, json.loads(text), usage.ru_maxrss


def sheet_of(rows):
    """An .xlsx of one sheet whose rows come from a generator of XML."""
    def write(path):
        files.write_xlsx(path, [["x"]])
        with zipfile.ZipFile(path) as old:
            parts = {name: old.read(name) for name in old.namelist() if "worksheets" not in name}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
            for name, data in parts.items():
                new.writestr(name, data)
            with new.open("xl/worksheets/s0.xml", "w", force_zip64=True) as part:
                part.write(b"<worksheet><sheetData>")
                for row in rows:
                    part.write(row)
                part.write(b"</sheetData></worksheet>")
    return write


def inline(*texts):
    return b"<row>" + "".join(f'<c t="inlineStr"><is><t>{t}</t></is></c>' for t in texts).encode() + b"</row>"


def test_memory(o):
    """Files made to fill the memory: a message or an import, and never more than half a gigabyte."""
    if "ASAN_OPTIONS" in os.environ:
        raise tap.Skip("the memory would be that of the sanitizers")
    head = inline("Mã hồ sơ", "Ngày tiếp nhận", "Ngày hẹn trả")

    def full():
        yield head
        for i in range(1, 1048576):
            yield inline(f"K{i:07d}", "01/07/2025", "09/07/2025")

    def bomb():
        yield head
        yield inline("K1", "01/07/2025", "09/07/2025")
        for _ in range(900):
            yield b"<row><c t='str'><v>" + b"a" * (1 << 20) + b"</v></c></row>"

    def wide():
        yield head
        for i in range(40):
            yield b"<row>" + b"<c t='str'><v>x</v></c>" * 16384 + b"</row>"

    def huge_csv(path):
        with open(path, "wb") as file:
            file.write("Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Ghi chú\n".encode())
            for i in range(4):
                file.write(f"H{i},01/07/2025,09/07/2025,\"".encode() + b'a""' * (10 << 20) + b"\"\n")

    for name, make, created in (("full.xlsx", sheet_of(full()), 1048575), ("bomb.xlsx", sheet_of(bomb()), 1),
                                ("wide.xlsx", sheet_of(wide()), 0), ("huge.csv", huge_csv, 4)):
        path = o.file(name)
        make(path)
        code, answer, peak = import_measured(o, path)
        assert peak < MOST_MEMORY, (name, peak)
        assert answer.get("created") == created if code == 0 else answer["message"], (name, code, answer)
        assert code == 0 or name == "bomb.xlsx", (name, answer)


def test_corpus(o):
    """The export of the corpus gives exactly its gold counts."""
    gold_path = os.path.join(CORPUS, "tthc-export-2024H1.gold.json")
    if not CORPUS or not os.path.exists(gold_path):
        raise tap.Skip("TD_CORPUS names no folder with the export")
    with open(gold_path, encoding="utf-8") as file:
        gold = json.load(file)
    for suffix, key in (("xlsx", "xlsx_row"), ("csv", "csv_record")):
        path = os.path.join(CORPUS, f"tthc-export-2024H1.{suffix}")
        got = o.data("dossier", "import", path, "--dry-run")
        assert got["rows"] == gold["totals"]["data_rows"]
        assert {r["row"]: sorted(r["reasons"]) for r in got["skipped"]} == \
            {r[key]: sorted(r["reasons"]) for r in gold["dirty_hard"]}, suffix
        assert {r["row"]: sorted(r["faults"]) for r in got["cleaned"]} == \
            {r[key]: sorted(r["faults"]) for r in gold["dirty_soft"]}, suffix
    o.data("dossier", "import", path)
    as_of = gold["as_of"]
    for mode, name in (("day", "states_by_day"), ("minute", "states_by_minute")):
        totals = o.data("--as-of", as_of, "dossier", "stats", "--count", mode)["totals"]
        assert {k: totals[k] for k in gold[name]} == gold[name], mode
    for by, name in (("month-received", "by_month_received"), ("month-returned", "by_month_returned"),
                     ("area", "by_field"), ("procedure", "by_procedure"), ("unit", "by_unit"),
                     ("channel", "by_channel")):
        groups = o.data("--as-of", as_of, "dossier", "stats", "--by", by)["groups"]
        assert {g.pop("key"): g for g in groups} == gold[name], by


if __name__ == "__main__":
    sys.exit(tap.main(dict(globals()), Office))
