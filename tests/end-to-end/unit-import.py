# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of units come into the register: unit-import.py TIENDOCTL SOURCE-ROOT"""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap  # noqa: E402

COMMAND, ROOT = sys.argv[1:3]
LIST = '''SỞ GIÁO DỤC VÀ ĐÀO TẠO;;;;
DANH SÁCH ĐƠN VỊ;;;;
TT;Tên đơn vị;Tên viết tắt;Trực thuộc;Tên gọi khác;Từ ngày
(1);(2);(3);(4);(5);(6)
1;Phòng Đo lường;ĐL;;"Đo lường; P. Đo lường";01/07/2025
2;phòng tổ chức cán bộ;TC;;;
3;Trường THPT Hòa Minh;;Phòng Đo lường;;
4;Trường THPT Hòa Minh;;;;
5;Trung tâm Thiên văn;;Phòng Không Có;Phòng TCCB;
TT;Tên đơn vị;Tên viết tắt;Trực thuộc;Tên gọi khác;Từ ngày
'''


class Fixture(tap.Program):
    def __init__(self):
        super().__init__(COMMAND)
        self.workspace = self.file('so.tiendo')
        self.run('workspace', 'new', self.workspace, '--sample')
        self.list = self.file('don-vi.csv')
        self.write(LIST)

    def write(self, text, encoding='utf-8-sig'):
        with open(self.list, 'w', encoding=encoding, newline='\r\n') as file:
            file.write(text)

    def take(self, *words, code=0):
        return self.json('--workspace', self.workspace, 'unit', 'import', self.list, *words, code=code)

    def units(self):
        found = self.json('--workspace', self.workspace, 'record', 'list', 'unit')
        return {row['name']: row for row in found['records']}


def counts(report):
    return [report[key] for key in ('rows', 'created', 'updated', 'unchanged')]


def test_list(f):
    before = f.units()
    report = f.take('--dry-run')
    assert counts(report) == [5, 3, 1, 0], report
    assert f.units() == before
    report = f.take()
    assert counts(report) == [5, 3, 1, 0], report
    messages = [(note['place'], note['unit']) for note in report['warnings']]
    assert messages == [('row 8', 'Trường THPT Hòa Minh'), ('row 9', 'Trung tâm Thiên văn'),
                        ('row 9', 'Trung tâm Thiên văn')], report
    units = f.units()
    assert units['Phòng Đo lường']['kind'] == 'room'
    assert units['Phòng Đo lường']['valid_from'] == '2025-07-01'
    assert units['Phòng Tổ chức cán bộ']['short_name'] == 'TC'
    assert units['Trường THPT Hòa Minh']['parent_id'] == units['Phòng Đo lường']['id']
    assert units['Trường THPT Hòa Minh']['kind'] == 'unit'


def test_again_and_undo(f):
    before = f.units()
    f.take()
    assert counts(f.take()) == [5, 0, 0, 4]
    label = f.json('--workspace', f.workspace, 'history', 'list')['actions'][0]['label']
    assert label == 'Import units', label
    f.run('--workspace', f.workspace, 'history', 'undo')
    assert f.units() == before


def test_known_by_alias(f):
    f.write('Đơn vị,Ghi chú\nphong tccb,Tầng 2\n')
    assert counts(f.take()) == [1, 0, 1, 0]
    assert f.units()['Phòng Tổ chức cán bộ']['note'] == 'Tầng 2'


def test_own_form(f):
    f.list = os.path.join(ROOT, 'data', 'samples', 'units.json')
    report = f.take()
    assert report['created'] == 0 and report['unchanged'] == report['rows'] > 5, report


def test_refused(f):
    before = f.units()
    f.write('Mã,Số tiền\n1,2\n')
    assert f.take(code=3)['code'] == 'bad-input'
    f.list = f.file('khong-co.csv')
    assert f.take(code=3)['code'] == 'bad-input'
    assert f.units() == before


if __name__ == '__main__':
    sys.exit(tap.main(globals(), Fixture))
