# SPDX-License-Identifier: GPL-3.0-or-later
"""Dossiers in the window, from an export to the official form on paper: dossier-window.py TIENDO TIENDOCTL
[PICTURES]. What stands in files and on pages is compared with what the export was made from. A folder for
pictures gets one of each step."""

import datetime
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, 'tools'))
import dossier_files as files  # noqa: E402
import tap  # noqa: E402
import window as driver  # noqa: E402

PROGRAM, COMMAND = sys.argv[1:3]
PICTURES = sys.argv[3] if len(sys.argv) > 3 else None
TITLES = ['STT', 'Số hồ sơ', 'Thủ tục', 'Lĩnh vực', 'Phòng xử lý', 'Hình thức nộp', 'Ngày tiếp nhận', 'Ngày hẹn trả',
          'Ngày có kết quả', 'Tình trạng', 'Người nộp']
KEYS = ['code', 'procedure', 'area', 'unit', 'channel', 'received', 'due', 'returned', 'state', 'applicant']
AREA_ROW = re.compile(r'^ *(?:\d+ +)?(\D+?) {2,}([\d.]+(?: +[\d.]+){10}) *$', re.M)


def counted(number):
    return f'{number:,}'.replace(',', '.')


def form_row(rows):
    """Columns 3 to 13 of the form, of dossiers that were all received in the period."""
    n = files.count(rows)
    online = sum(row['channel'] == 'online' for row in rows)
    early, on_time, late = n['early'], n['on_time'] + n['withdrawn'] + n['refused'], n['late']
    in_time, overdue = n['pending_in_time'] + n['suspended'], n['pending_overdue']
    return [len(rows), online, len(rows) - online, 0, early + on_time + late, early, on_time, late,
            in_time + overdue, in_time, overdue]


class Fixture(tap.Program):
    """A workspace, the program on a desktop, and an export of dossiers."""

    def __init__(self):
        super().__init__(COMMAND)
        self.workspace, self.export = self.file('so.tiendo'), self.file('ho-so.xlsx')
        self.rows = files.make(600, seed=11)
        table = [['DANH SÁCH HỒ SƠ'], [], TITLES]
        for number, row in enumerate(self.rows, 1):
            cells = [row[k] if isinstance(row[k], datetime.datetime) else files.cell(row, k) for k in KEYS]
            table.append([number, *cells])
        # left out: no code, and a result before the receipt
        broken = dict(self.rows[0], code='K07.22-250702-9999', returned=datetime.datetime(2025, 6, 1, 9, 0))
        table.append([601, '', *[files.cell(self.rows[1], k) for k in KEYS[1:]]])
        table.append([602, *[files.cell(broken, k) for k in KEYS]])
        files.write_xlsx(self.export, table)
        self.run('workspace', 'new', self.workspace)
        folder = self.file('desktop')
        os.mkdir(folder)
        self.desktop, self.step = driver.Desktop(folder), 0
        self.desktop.env['TIENDO_NOW'] = files.EXPORTED.strftime('%Y-%m-%dT%H:%M')
        self.desktop.__enter__()
        self.window = self.desktop.start([PROGRAM, self.workspace])
        self.window.find('button', '^Later$').click()
        self.window.gone('button', '^Later$')

    def look(self, name):
        self.step += 1
        if PICTURES:
            self.desktop.picture(os.path.join(PICTURES, f'{self.step:02d}-{name}.png'))

    def save(self, name):
        """Answers the file dialog that is open; the text of the PDF."""
        path = self.file(name)
        self.window.find('any', '^(Export|_?Save|Name)')
        self.desktop.keys('ctrl+a')
        self.desktop.type(path)
        self.desktop.keys('Return')
        driver.until(lambda: os.path.exists(path) and os.path.getsize(path), name, 30)
        if PICTURES:
            shutil.copy(path, PICTURES)
        if not shutil.which('pdftotext'):
            raise tap.Skip('pdftotext is missing')
        return subprocess.run(['pdftotext', '-layout', path, '-'], capture_output=True, text=True, check=True).stdout

    def close(self):
        self.look('end')
        self.desktop.__exit__()
        super().close()


def import_export(f):
    window, desktop = f.window, f.desktop
    window.find('row', '^Dossiers$').click()
    window.find('button', '^Import Data…$').click()
    window.find('button', '^_?(Import|Open)(?! Data)')
    desktop.keys('ctrl+l')
    desktop.type(f.export)
    desktop.keys('Return')
    accept = window.find('button', '^Import 600 dossiers$')
    f.look('preview')
    for words in ('^Left out · 2$', '^New · 600$'):
        window.find('tab', words)
    accept.click()
    window.gone('button', '^Import 600 dossiers$')
    window.find('label', '^600 dossiers$')
    f.look('imported')


def follow_a_bar(f):
    """The table has just the dossiers of the bar; the number is that of the export."""
    late = [row for row in f.rows if files.outcome(row) == 'late' and row['returned'].month == 8]
    chart = f.window.find('image', '^Results by month')
    left, top, width, height = chart.box()
    x, y, whole = f.window.place(chart)
    border = max(0, (whole - chart.toplevel().box()[2]) // 2)
    # the upper part of the column in the middle
    f.desktop.click(x + border + left + int(width * 0.487), y + border + top + int(height * 0.56))
    f.window.find('label', '8 Late$')
    f.window.find('label', f'^{len(late)} dossiers$')
    f.look('bar')
    return late


def test_export_to_paper(f):
    window, desktop = f.window, f.desktop
    import_export(f)
    newest = max(follow_a_bar(f), key=lambda row: row['received'])

    # the ledger of one of them
    window.find('label', newest['code']).click()
    desktop.keys('Return')
    window.find('label', '^not sent$')
    f.look('ledger')

    # a letter about it
    window.find('button', '^Letter of Apology').click()
    window.find('text', '^New appointment').fill('3/10/2025')
    window.find('button', '^Write…').click()
    text = ' '.join(f.save('thu.pdf').split())
    assert newest['code'] in text and '17 giờ 00 phút, ngày 03 tháng 10 năm 2025' in text, text
    assert 'có kết quả giải quyết lúc' in text and 'chưa có kết quả' not in text, text
    f.look('letter')

    # the official form of the quarter
    window.find('row', '^Official reports$').click()
    window.find('button', '^Quarter$').click()
    window.find('button', '^Period after$').click()
    window.find('label', '^Quarter III/2025$')
    window.find('button', '^Export…$').click()
    text = f.save('06a.pdf')
    f.look('form')
    found = {name: [int(n.replace('.', '')) for n in numbers.split()] for name, numbers in AREA_ROW.findall(text)}
    for area in files.AREAS:
        rows = [row for row in f.rows if row['area'] == area]
        assert found[area] == form_row(rows), (area, found[area], form_row(rows))
    assert found['TỔNG CỘNG'] == form_row(f.rows), text
    window.close()


if __name__ == '__main__':
    if driver.missing():
        print(f'1..0 # SKIP {driver.missing()}')
        sys.exit(77)
    sys.exit(tap.main(globals(), Fixture))
