# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job in the window, with a screen, a keyboard and a pointer: plan-window.py TIENDO TIENDOCTL SOURCE-ROOT
[PICTURES]. A folder for pictures gets one of each step."""

import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, 'tools'))
import tap  # noqa: E402
import window as driver  # noqa: E402

PROGRAM, COMMAND, ROOT = sys.argv[1:4]
PICTURES = sys.argv[4] if len(sys.argv) > 4 else None
SAMPLE = os.path.join(ROOT, 'data', 'samples', 'ke-hoach-cchc-2025.docx')
TITLE = 'Cải cách hành chính năm 2026 của Trường THPT Đông Ngạc'
SECTION = 'PHẠM VI, ĐỐI TƯỢNG'
WORDS = 'Kế hoạch áp dụng cho các tổ chuyên môn và bộ phận Văn phòng.'
TASK = 'Niêm yết công khai thủ tục hành chính tại bộ phận tiếp nhận'
DEADLINE = 'Quý II/2026'


class Fixture(tap.Program):
    """A workspace, the program on a desktop, and the command line to look into the file with."""

    def __init__(self):
        super().__init__(COMMAND)
        self.workspace = self.file('so.tiendo')
        self.desktop, self.step = None, 0

    def open(self, *words):
        self.run('workspace', 'new', self.workspace, *words)
        folder = self.file('desktop')
        os.mkdir(folder)
        self.desktop = driver.Desktop(folder).__enter__()
        window = self.desktop.start([PROGRAM, self.workspace])
        window.find('button', '^Later$').click()
        window.gone('button', '^Later$')
        window.find('row', '^Plans$').click()
        return window

    def look(self, name):
        self.step += 1
        if PICTURES:
            self.desktop.picture(os.path.join(PICTURES, f'{self.step:02d}-{name}.png'))

    def plan(self, number):
        """The plan as it stands in the file."""
        out = self.file('plan.json')
        self.run('--workspace', self.workspace, 'plan', 'export', number, out, '--force')
        with open(out, encoding='utf-8') as text:
            return text.read()

    def plans(self):
        return self.json('--workspace', self.workspace, 'plan', 'list')['plans']

    def wait(self, words, number, there=True):
        try:
            driver.until(lambda: (words in self.plan(number)) == there, f'{words!r} in the file: {there}')
        except AssertionError as error:
            raise AssertionError(f'{error}\n{self.plan(number)[:420]}') from None

    def pdf_text(self, path):
        driver.until(lambda: os.path.exists(path) and os.path.getsize(path), 'the PDF file', 30)
        if not shutil.which('pdftotext'):
            raise tap.Skip('pdftotext is missing')
        text = subprocess.run(['pdftotext', '-layout', path, '-'], capture_output=True, text=True, check=True).stdout
        return ' '.join(text.split())

    def close(self):
        if self.desktop:
            self.look('end')
            self.desktop.__exit__()
        super().close()


def sections(fixture, number):
    found = fixture.json('--workspace', fixture.workspace, 'record', 'list', 'section')
    rows = [r for r in found['records'] if r['plan_id'] == number]
    return [r['title'] for r in sorted(rows, key=lambda r: r['position'])]


def export(fixture, window, open_dialog):
    """Writes the PDF through the window; its text."""
    path = fixture.file('ban-in.pdf')
    open_dialog()
    window.find('any', '^(Export|Name)')
    fixture.desktop.keys('ctrl+a')
    fixture.desktop.type(path)
    fixture.desktop.keys('Return')
    return fixture.pdf_text(path)


def test_import_review_edit_print(fixture):
    """Last year's Word file comes in, is looked through, saved, edited, and printed."""
    window = fixture.open('--sample')
    desktop = fixture.desktop
    before = len(fixture.plans())
    window.find('button', '^Import a Plan…$').click()
    window.find('button', '^(Import|Open)$')
    desktop.keys('ctrl+l')
    desktop.type(SAMPLE)
    desktop.keys('Return')
    window.find('button', '^Save the Plan$')
    fixture.look('review')
    assert len(fixture.plans()) == before, 'the plan is in the file before it was saved'

    # Put right, taken back, put right again, all before anything is saved
    window.find('label', '^Bình Minh$').click()
    window.find('text', '^Place$').fill('Thị xã Bình Minh')
    window.find('label', '^Thị xã Bình Minh$')
    fixture.look('corrected')
    window.find('button', '^Save the Plan$').click()
    window.find('tab', '^Annex$')
    fixture.look('saved')
    driver.until(lambda: len(fixture.plans()) == before + 1, 'the plan in the file')
    number = max(p['id'] for p in fixture.plans())
    assert 'Thị xã Bình Minh' in fixture.plan(number)

    # A section moved by the keyboard of the outline
    order = fixture.plan(number)
    window.find('group', '^2. Yêu cầu').click()
    desktop.keys('alt+Up')
    driver.until(lambda: fixture.plan(number) != order, 'the section to move')
    moved = fixture.plan(number)
    assert moved.index('Yêu cầu') < moved.index('Mục đích"') or moved != order
    fixture.look('moved')

    # A task added, its deadline changed
    window.find('tab', '^Annex$').click()
    window.find('row', '^STT: 2;').click()
    desktop.keys('ctrl+Return')
    window.find('text', '^Nhiệm vụ$', text='^$').click()
    desktop.type(TASK)
    fixture.wait(TASK, number)
    window.find('row', '^STT: 5;').click()
    words = window.find('text', '^Thời gian hoàn thành: the words')
    words.fill('Quý III/2025, trước 15/9')
    fixture.wait('Quý III/2025, trước 15/9', number)
    fixture.look('edited')

    # Undone and done again
    desktop.keys('ctrl+z')
    fixture.wait('Quý III/2025, trước 15/9', number, there=False)
    desktop.keys('ctrl+shift+z')
    fixture.wait('Quý III/2025, trước 15/9', number)

    text = export(fixture, window, lambda: desktop.keys('ctrl+e'))
    for part in ('Niêm yết công khai', 'KẾ HOẠCH', 'trước 15/9', 'MỤC ĐÍCH, YÊU CẦU'):
        assert part in text, f'{part!r} is not in the PDF'
    window.close()


def check_written(fixture, window, open_dialog):
    for words in (TITLE, SECTION, WORDS, TASK, DEADLINE):
        fixture.wait(words, 1)
    fixture.look('written')
    text = export(fixture, window, open_dialog)
    for words in ('Đông Ngạc', SECTION, 'Kế hoạch áp dụng cho các tổ chuyên môn', 'Niêm yết công khai'):
        assert words in text, f'{words!r} is not in the PDF'
    window.close()


def test_written_with_the_mouse(fixture):
    """A plan from the blank template: only clicks, and typed text."""
    window = fixture.open('--template', 'blank')
    desktop = fixture.desktop
    window.find('label', '^Công tác cải cách hành chính').click(2)
    window.find('tab', '^Form$').click()
    window.find('text', '^Title$').fill(TITLE)
    window.find('tab', '^Content$').click()
    window.find('group', r'^I\.').click()
    window.find('button', '^Add a Section').click()
    window.find('text', '^Title of the section$', text='^(?!MỤC)').fill(SECTION)
    window.find('button', '^Add a Paragraph$').click()
    desktop.type(WORDS)
    fixture.wait(WORDS, 1)
    fixture.look('content')
    window.find('tab', '^Annex$').click()
    window.find('button', '^Add a Task$').click()
    window.find('text', '^(Nhiệm vụ|Nội dung)').click()
    desktop.type(TASK)
    window.find('text', 'the words of the plan').fill(DEADLINE)
    check_written(fixture, window, lambda: desktop.keys('ctrl+e'))


def test_written_with_keys(fixture):
    """The same with the pointer parked: keys alone."""
    window = fixture.open('--template', 'blank')
    desktop = fixture.desktop
    desktop.park()
    window.reach('^Công tác cải cách hành chính')
    desktop.keys('Return')
    window.find('tab', '^Form$')
    window.reach('^Form$', 'shift+Tab')
    desktop.keys('space')
    # The rows of the form do not tell the tree that they have the focus: kind of document, title
    window.reach('^Show the Pages$')
    desktop.keys('Tab')
    desktop.keys('Tab')
    desktop.keys('ctrl+a')
    desktop.type(TITLE)
    fixture.wait(TITLE, 1)
    desktop.keys('shift+Tab')
    desktop.keys('shift+Tab')
    window.reach('^Content$', 'shift+Tab')
    desktop.keys('space')
    window.reach(r'^I\.')
    desktop.keys('ctrl+Return')
    window.reach('^Title of the section$')
    desktop.keys('ctrl+a')
    desktop.type(SECTION)
    window.reach('^Add a Paragraph$')
    desktop.keys('space')
    desktop.type(WORDS)
    fixture.wait(WORDS, 1)
    fixture.look('content')
    desktop.keys('Escape')  # Tab belongs to the text
    window.reach('^Annex$', 'shift+Tab')
    desktop.keys('space')
    window.reach('^Add a Task$')
    desktop.keys('space')
    window.reach('^(Nhiệm vụ|Nội dung)')
    desktop.type(TASK)
    window.reach('the words of the plan')
    desktop.type(DEADLINE)
    fixture.wait(DEADLINE, 1)
    check_written(fixture, window, lambda: desktop.keys('ctrl+e'))


if __name__ == '__main__':
    reason = driver.missing()
    if reason:
        print(f'1..0 # SKIP {reason}')
        sys.exit(77)
    sys.exit(tap.main(globals(), Fixture))
