#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes data/samples/ho-so-tthc-2026.csv: half a year of dossiers of the invented department, as a
one-stop system exports them. The same text each time: a test compares it.

    build-aux/make-sample-dossiers.py OUT.csv
"""

import csv
import datetime
import io
import random
import sys
from pathlib import Path

AS_OF = datetime.datetime(2026, 7, 16, 10, 0)
FIRST = datetime.date(2026, 1, 2)
HOLIDAYS = Path(__file__).resolve().parent.parent / 'data/holidays/2026.csv'
PROCEDURES = [
    # name, area, unit, working days, weight, share that is late in percent
    ('Cấp bản sao văn bằng từ sổ gốc', 'Văn bằng, chứng chỉ',
     'Phòng Quản lý chất lượng và Công nghệ thông tin', 1, 30, 1),
    ('Chỉnh sửa nội dung văn bằng', 'Văn bằng, chứng chỉ',
     'Phòng Quản lý chất lượng và Công nghệ thông tin', 5, 12, 3),
    ('Chuyển trường cho học sinh trung học', 'Giáo dục trung học', 'Phòng Giáo dục Trung học', 3, 22, 2),
    ('Cho phép dạy học ngoài giờ của trung tâm', 'Giáo dục thường xuyên',
     'Phòng Giáo dục thường xuyên - Nghề nghiệp', 15, 9, 6),
    ('Cho phép trung tâm ngoại ngữ hoạt động', 'Giáo dục thường xuyên',
     'Phòng Giáo dục thường xuyên - Nghề nghiệp', 15, 8, 5),
    ('Công nhận trường mầm non đạt chuẩn', 'Giáo dục mầm non',
     'Phòng Giáo dục Mầm non - Tiểu học', 20, 6, 2),
    ('Xét tuyển công chức vào đơn vị trực thuộc', 'Tổ chức cán bộ', 'Phòng Tổ chức cán bộ', 20, 4, 4),
    ('Đăng ký dự thi chứng chỉ ngoại ngữ', 'Thi, tuyển sinh',
     'Phòng Quản lý chất lượng và Công nghệ thông tin', 7, 14, 1),
]
CHANNELS = ['Trực tuyến'] * 7 + ['Trực tiếp'] * 2 + ['Bưu chính công ích']
HEADINGS = ['STT', 'Mã hồ sơ', 'Tên thủ tục hành chính', 'Lĩnh vực', 'Đơn vị xử lý', 'Hình thức nộp', 'Người nộp',
            'Ngày tiếp nhận', 'Ngày hẹn trả', 'Ngày trả kết quả', 'Trạng thái']


def read_days():
    with open(HOLIDAYS, encoding='utf-8', newline='') as file:
        return {datetime.date.fromisoformat(row['date']): row['kind'] for row in csv.DictReader(file)}


DAYS = read_days()


def is_working(day):
    return DAYS[day] == 'W' if day in DAYS else day.weekday() < 5


def add_working_days(day, count):
    while count > 0:
        day += datetime.timedelta(days=1)
        count -= is_working(day)
    return day


def at(day, minutes):
    return datetime.datetime.combine(day, datetime.time(minutes // 60, minutes % 60))


def make_row(rng, number, day):
    name, area, unit, limit, _, late = rng.choices(PROCEDURES, [row[4] for row in PROCEDURES])[0]
    received = at(day, rng.randrange(7 * 60 + 30, 15 * 60))
    due = at(add_working_days(day, limit), 17 * 60)
    fate = rng.randrange(100)
    if fate < 2:
        state, returned = rng.choice(['Chờ bổ sung hồ sơ', 'Đã rút hồ sơ']), None
    elif fate > 96 and day.month == 6:
        state, returned = 'Đang xử lý', None  # nobody has finished these
    else:
        if fate < 2 + late:
            done = add_working_days(due.date(), rng.randrange(1, 4))
        else:
            done = add_working_days(day, rng.randrange(max(1, limit // 2), limit + 1))
        returned = at(done, rng.randrange(8 * 60, 16 * 60 + 30))
        state = 'Đã trả kết quả'
        if returned > AS_OF:
            state, returned = 'Đang xử lý', None
    return [f'BM-{day:%y%m%d}-{number:04}', name, area, unit, rng.choice(CHANNELS),
            f'Người nộp {number:03}', received, due, returned, state]


def show(value):
    return value.strftime('%d/%m/%Y %H:%M') if isinstance(value, datetime.datetime) else value or ''


def main():
    rng = random.Random(2026)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator='\r\n')
    writer.writerow(['SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH BÌNH MINH'])
    writer.writerow(['DANH SÁCH HỒ SƠ TIẾP NHẬN TỪ 01/01/2026 ĐẾN 16/07/2026'])
    writer.writerow([f'Xuất lúc: {AS_OF:%d/%m/%Y %H:%M}'])
    writer.writerow([])
    writer.writerow(HEADINGS)
    number, day = 0, FIRST
    while day <= AS_OF.date():
        for _ in range(rng.randrange(1, 7) if is_working(day) else 0):
            number += 1
            row = make_row(rng, number, day)
            if row[6] < AS_OF:
                writer.writerow([number] + [show(value) for value in row])
        day += datetime.timedelta(days=1)
    with open(sys.argv[1], 'w', encoding='utf-8-sig', newline='') as file:
        file.write(out.getvalue())


if __name__ == '__main__':
    main()
