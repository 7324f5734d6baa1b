# SPDX-License-Identifier: GPL-3.0-or-later
"""Every value of every chart of dossiers against SQL that shares nothing with the program:
dossier-charts.py TIENDOCTL"""

import sqlite3
import sys

import dossier_files as files
import tap

CTL = sys.argv[1]
KEYS = ["code", "procedure", "area", "channel", "received", "due", "returned", "state", "unit"]
HEADINGS = ["Mã hồ sơ", "Tên thủ tục", "Lĩnh vực", "Hình thức nộp", "Ngày tiếp nhận", "Ngày hẹn trả",
            "Ngày trả kết quả", "Trạng thái", "Đơn vị xử lý"]
TABLE = [HEADINGS, *[[files.cell(row, key) for key in KEYS] for row in files.make(400)]]
# the day of the file in numbers, and the states that have a result, wait, or do not count
TODAY = f"CAST (strftime ('%s', '{files.TODAY}') AS INTEGER) / 86400"
RESULT = "d.state IN (9, 10) AND d.returned > 0"
OPEN = "d.state IN (2, 4) AND d.returned = 0 AND d.due > 0"
SPANS = [(None, -11), (-10, -4), (-3, -1), (0, 0), (1, 2), (3, 5), (6, 10), (11, 20), (21, None)]


class Office(tap.Program):
    def __init__(self):
        super().__init__(CTL)
        self.ws = self.file("so.tiendo")
        self.run("workspace", "new", self.ws)
        files.write_csv(self.file("a.csv"), TABLE)
        self.run("--workspace", self.ws, "--as-of", files.TODAY, "dossier", "import", self.file("a.csv"))
        self.sql = sqlite3.connect(f"file:{self.ws}?mode=ro", uri=True)

    def chart(self, kind, *words):
        return self.json("--workspace", self.ws, "--as-of", files.TODAY, "chart", "data", kind, *words)

    def count(self, where):
        return self.sql.execute(f"SELECT count (*) FROM dossier d WHERE {where}").fetchone()[0]

    def close(self):
        self.sql.close()
        super().close()


def values(chart, series=0):
    return dict(zip(chart["categories"], chart["series"][series]["values"]))


def test_results_by_month(o):
    chart = o.chart("on-time")
    signs = {"early": "<", "on_time": "=", "late": ">"}
    assert [s["key"] for s in chart["series"]] == list(signs)
    total = 0
    for category, rate in zip(chart["categories"], chart["rate"]["values"]):
        number = int(category.split()[1].split("/")[0])
        month = f"{RESULT} AND CAST (strftime ('%m', d.returned, 'unixepoch') AS INTEGER) = {number}"
        found = [values(chart, n)[category] for n in range(3)]
        wanted = [o.count(f"{month} AND d.returned / 86400 {sign} d.due / 86400") for sign in signs.values()]
        assert found == wanted, (category, found, wanted)
        assert abs(rate - 100 * (wanted[0] + wanted[1]) / sum(wanted)) < 1e-9
        total += sum(wanted)
    assert total == o.count(RESULT) > 0
    assert chart["rate"]["of"]


def test_shares_by_name(o):
    for kind, column in (("by-area", "area_name_id"), ("by-procedure", "procedure_name_id")):
        chart = o.chart(kind)
        assert "2" in str(chart["limit"]), chart["limit"]
        order = []
        for name, share in values(chart).items():
            of = f"{RESULT} AND d.{column} = (SELECT id FROM dossier_name WHERE name = '{name}')"
            late = o.count(f"{of} AND d.returned / 86400 > d.due / 86400")
            assert abs(share - 100 * late / o.count(of)) < 1e-9, (kind, name, share)
            order.append(share)
        assert order == sorted(order, reverse=True)
        names = f"SELECT count (DISTINCT {column}) FROM dossier d WHERE {RESULT}"
        assert len(order) == o.sql.execute(names).fetchone()[0]


def test_open_by_days(o):
    found = [v for v in o.chart("open-by-days")["series"][0]["values"]]
    wanted = []
    for low, high in SPANS:
        left = f"(d.due / 86400 - {TODAY})"
        wanted.append(o.count(f"{OPEN} AND {left} >= {low if low is not None else -100000}"
                              f" AND {left} <= {high if high is not None else 100000}"))
    assert found == wanted, (found, wanted)
    assert sum(wanted) == o.count(OPEN) > 0


def test_channels(o):
    chart = o.chart("channel")
    assert sum(values(chart).values()) == o.count("d.state NOT IN (1, 3)")
    groups = "SELECT count (*) FROM dossier d WHERE d.state NOT IN (1, 3) GROUP BY channel"
    assert sorted(values(chart).values()) == sorted(row[0] for row in o.sql.execute(groups))


def test_this_year_and_last(o):
    chart = o.chart("year-on-year")
    assert [s["key"] for s in chart["series"]] == ["2024", "2025"]
    for n, series in enumerate(chart["series"]):
        for month, value in enumerate(series["values"], 1):
            wanted = o.count(f"{RESULT} AND strftime ('%Y-%m', d.returned, 'unixepoch') = "
                             f"'{series['key']}-{month:02d}'")
            assert (value or 0) == wanted, (series["key"], month, value, wanted)


sys.exit(tap.main(globals(), Office))
