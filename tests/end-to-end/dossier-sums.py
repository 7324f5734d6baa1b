# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables of sums as provinces make them through the command line: dossier-sums.py TIENDOCTL

Each family has its own columns, order, header rows, period and words; all are figures of a period."""

import sys

import dossier_files as files
import tap

CTL = sys.argv[1]
UNIT = "Phòng Giáo dục Mầm non"


class Office(tap.Program):
    def __init__(self):
        super().__init__(CTL)
        self.ws = self.file("so.tiendo")
        self.run("workspace", "new", self.ws)

    def check(self, rows, by, period, label, values, faults=0, suffix="xlsx"):
        """The row of @label has @values, and nothing was read as a figure that is none."""
        path = self.file(f"tong-hop.{suffix}")
        if suffix == "csv":
            files.write_csv(path, [[str(c) for c in row] for row in rows])
        else:
            files.write_xlsx(path, rows)
        got = self.json("--workspace", self.ws, "dossier", "import", path, "--dry-run")
        assert (got["kind"], got["by"], (got["from"], got["to"])) == ("figures", by, period), got
        found = {f["measure"]: f["value"] for f in got["figures"] if f["label"] == label}
        assert found == values, {k: (found.get(k), values.get(k)) for k in found.keys() | values.keys()
                                 if found.get(k) != values.get(k)}
        assert len(got["faults"]) == faults, got["faults"]
        return got


def test_by_unit(o):
    o.check([["UBND TỈNH"], ["TỔNG HỢP KẾT QUẢ GIẢI QUYẾT TTHC THEO ĐƠN VỊ"],
             ["Từ ngày", "01/01/2025", "đến ngày", "31/03/2025"],
             ["STT", "Tên đơn vị", "Hồ sơ đã tiếp nhận", "", "", "", "Hồ sơ đã xử lý", "", "", "Hồ sơ đang xử lý", "", ""],
             ["", "", "Tổng", "Trực tiếp", "Trực tuyến", "BCCI", "Tổng", "Đúng và trước hạn", "Trễ hạn", "Tổng",
              "Trong hạn", "Trễ hạn"],
             [1, UNIT, 100, 40, 50, 10, 80, 75, 5, 20, 18, 2], ["Tổng cộng", "", 100, 40, 50, 10, 80, 75, 5, 20, 18, 2]],
            "unit", ("2025-01-01", "2025-03-31"), UNIT,
            {"received_total": 100, "received_direct": 40, "received_online": 50, "received_postal": 10,
             "resolved_total": 80, "resolved_early_or_on_time": 75, "resolved_late": 5, "open_total": 20,
             "open_in_time": 18, "open_late": 2})


def test_by_week(o):
    o.check([["BÁO CÁO TUẦN 23 (từ 02/06/2025 đến 08/06/2025)"],
             ["TT", "Cơ quan", "Tiếp nhận", "", "", "", "", "", "Giải quyết", "", "", "", "Đang giải quyết", "", ""],
             ["", "", "Tổng số", "Trực tuyến toàn trình", "Trực tuyến một phần", "Bưu chính", "Trực tiếp",
              "Tuần trước chuyển sang", "Tổng số", "Sớm hạn", "Đúng hạn", "Trễ hạn", "Tổng số", "Trong hạn", "Quá hạn"],
             ["A", "B"] + [str(i) for i in range(1, 14)],
             ["1", UNIT, "1.234", "600", "400", "34", "100", "100", "1.000", "500", "450", "50", "234", "200", "34"]],
            "unit", ("2025-06-02", "2025-06-08"), UNIT,
            {"received_total": 1234, "received_online_full": 600, "received_online_partial": 400, "received_postal": 34,
             "received_direct": 100, "received_carried_over": 100, "resolved_total": 1000, "resolved_early": 500,
             "resolved_on_time": 450, "resolved_late": 50, "open_total": 234, "open_in_time": 200, "open_late": 34})


def test_progress(o):
    """Three header rows; a sum within a sum; "trong hạn" beside "trước hạn" is on time."""
    o.check([["TIẾN ĐỘ GIẢI QUYẾT HỒ SƠ"], ["Quý II/2025"],
             ["STT", "Đơn vị", "Tiếp nhận", "", "", "", "", "", "Đã xử lý", "", "", "", "Đang xử lý", "", ""],
             ["", "", "Tổng", "Kỳ trước chuyển sang", "Trong kỳ", "", "", "", "Tổng", "Trước hạn", "Trong hạn", "Quá hạn",
              "Tổng", "Trong hạn", "Quá hạn"],
             ["", "", "", "", "Tổng", "Trực tuyến", "Trực tiếp", "BCCI"],
             [1, UNIT, 50, 10, 40, 20, 15, 5, 30, 10, 15, 5, 20, 19, 1]],
            "unit", ("2025-04-01", "2025-06-30"), UNIT,
            {"received_total": 50, "received_carried_over": 10, "received_in_period": 40, "received_online": 20,
             "received_direct": 15, "received_postal": 5, "resolved_total": 30, "resolved_early": 10,
             "resolved_on_time": 15, "resolved_late": 5, "open_total": 20, "open_in_time": 19, "open_late": 1})


def test_by_period(o):
    """The widest one: apologies, payment, what was not accepted; shares are no figures."""
    o.check([["TỔNG HỢP THEO KỲ"], ["Kỳ báo cáo: 6 tháng đầu năm 2025"],
             ["STT", "Đơn vị giải quyết TTHC", "Số hồ sơ tiếp nhận", "", "", "", "", "Đã giải quyết", "", "", "",
              "Đang giải quyết", "", "", "Thanh toán hồ sơ", "", "Hồ sơ dừng xử lý", "Hồ sơ trực tuyến chờ tiếp nhận", "",
              "Hồ sơ không được tiếp nhận", "HS thu tiền có xuất biên lai", "Tỷ lệ DN xác thực", "Hồ sơ rút"],
             ["", "", "Tổng số", "Trực tuyến hình thức khác", "Phi địa giới", "Kỳ trước chuyển qua", "BCCI", "Tổng số",
              "Quá hạn (đã có thư xin lỗi)", "Quá hạn (chưa có thư xin lỗi)", "Quá hạn (gộp)", "Tổng số", "Chưa đến hạn",
              "Quá hạn (gộp)", "Tổng", "Trực tuyến", "", "Đúng hạn", "Quá hạn"],
             [1, UNIT, 60, 5, 3, 8, 4, 40, 3, 2, 6, 20, 18, 2, 30, 20, 2, 1, 1, 4, 7, "98,5%", 3]],
            "unit", ("2025-01-01", "2025-06-30"), UNIT,
            {"received_total": 60, "received_online_other": 5, "received_out_of_area": 3, "received_carried_over": 8,
             "received_postal": 4, "resolved_total": 40, "resolved_late_with_apology": 3,
             "resolved_late_without_apology": 2, "resolved_late": 6, "open_total": 20, "open_in_time": 18, "open_late": 2,
             "payment_total": 30, "payment_online": 20, "suspended_total": 2, "awaiting_on_time": 1, "awaiting_late": 1,
             "not_accepted_total": 4, "withdrawn_total": 3}, faults=1)  # 6 late are not 3 and 2


def test_one_header_row(o):
    o.check([["KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH THÁNG 6 NĂM 2025"], ["Hà Nội, ngày 5 tháng 7 năm 2025"],
             ["STT", "Mã TTHC", "Tên thủ tục hành chính", "Số hồ sơ tồn kỳ trước", "Số hồ sơ mới tiếp nhận trong kỳ",
              "Tổng số hồ sơ tiếp nhận", "Tổng số hồ sơ đã giải quyết", "Giải quyết trước hạn", "Giải quyết quá hạn",
              "Tỷ lệ đúng hạn (%)", "Hồ sơ đang giải quyết", "Đang giải quyết quá hạn"],
             [1, "1.001", "Chuyển trường", 3, 7, 10, 6, 2, 1, "83,3", 4, 1]],
            "procedure", ("2025-06-01", "2025-06-30"), "Chuyển trường",
            {"received_carried_over": 3, "received_in_period": 7, "received_total": 10, "resolved_total": 6,
             "resolved_early": 2, "resolved_late": 1, "open_total": 4, "open_late": 1})


def test_open_first(o):
    """The groups in another order, the total on top."""
    got = o.check([["BÁO CÁO THÁNG 03/2025"],
                   ["Lĩnh vực", "Chưa giải quyết", "", "", "Đã giải quyết", "", "", "", "Tiếp nhận", "", ""],
                   ["", "Tổng", "Còn hạn", "Quá hạn", "Tổng", "Sớm", "Đúng hạn", "Chậm", "Trong kỳ", "Tồn đầu kỳ", "Tổng"],
                   ["Tổng số", 5, 4, 1, 12, 6, 5, 1, 14, 3, 17], ["Giáo dục mầm non", 5, 4, 1, 12, 6, 5, 1, 14, 3, 17]],
                  "area", ("2025-03-01", "2025-03-31"), "Giáo dục mầm non",
                  {"open_total": 5, "open_in_time": 4, "open_late": 1, "resolved_total": 12, "resolved_early": 6,
                   "resolved_on_time": 5, "resolved_late": 1, "received_in_period": 14, "received_carried_over": 3,
                   "received_total": 17}, suffix="csv")
    assert sum(f["label"] is None for f in got["figures"]) == 10


def test_two_groups_deep(o):
    """The form of another ministry: received and open under one heading."""
    o.check([["", "", "", "", "Biểu số 07a/BTP"], ["Kỳ báo cáo: Năm 2025"],
             ["STT", "Lĩnh vực, công việc giải quyết", "Số hồ sơ nhận giải quyết", "", "", "", "Kết quả giải quyết"],
             ["", "", "Tổng số", "Trong đó", "", "", "Số hồ sơ đã giải quyết", "", "", "", "Số hồ sơ đang giải quyết"],
             ["", "", "", "Số kỳ trước chuyển qua", "Số mới tiếp nhận trực tuyến", "Số mới tiếp nhận trực tiếp", "Tổng số",
              "Trả trước hạn", "Trả đúng hạn", "Trả quá hạn", "Tổng số", "Chưa đến hạn", "Quá hạn"],
             ["(1)", "(2)", "(3)=(4)+(5)+(6)", "(4)", "(5)", "(6)", "(7)=(8)+(9)+(10)", "(8)", "(9)", "(10)",
              "(11)=(12)+(13)", "(12)", "(13)"],
             ["I", "Cấp tỉnh", 10, 1, 5, 4, 8, 3, 4, 1, 2, 2, 0], [1, "Mầm non", 10, 1, 5, 4, 8, 3, 4, 1, 2, 2, 0]],
            "area", ("2025-01-01", "2025-12-31"), "Mầm non",
            {"received_total": 10, "received_carried_over": 1, "received_online": 5, "received_direct": 4,
             "resolved_total": 8, "resolved_early": 3, "resolved_on_time": 4, "resolved_late": 1, "open_total": 2,
             "open_in_time": 2, "open_late": 0})


def test_words_in_cells(o):
    o.check([["THEO DÕI HỒ SƠ QUÝ 1 NĂM 2025"],
             ["TT", "Xã, phường", "Nhận qua mạng", "Nhận tại bộ phận một cửa", "Nhận qua bưu điện",
              "Đã trả kết quả đúng hạn", "Đã trả kết quả trễ hạn", "Còn lại chưa đến hạn", "Còn lại quá hạn"],
             [1, "Phường A", "12 hồ sơ", "3 hồ sơ", "–", "1.000", "1", "4,0", "-"]],
            "unit", ("2025-01-01", "2025-03-31"), "Phường A",
            {"received_online": 12, "received_direct": 3, "received_postal": 0, "resolved_on_time": 1000,
             "resolved_late": 1, "open_in_time": 4, "open_late": 0})


if __name__ == "__main__":
    sys.exit(tap.main(dict(globals()), Office))
