# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole list of edits in the window for each plan of the corpus: corpus-window.py TIENDO TIENDOCTL SOURCE-ROOT
[PICTURES]. Skipped without TD_CORPUS. A folder for pictures gets one of each step and the pages of each PDF."""

import glob
import importlib.util
import json
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CORPUS = os.environ.get('TD_CORPUS')
if not CORPUS:
    print('1..0 # SKIP TD_CORPUS is not set')
    sys.exit(77)
loaded = importlib.util.spec_from_file_location('plan_window', os.path.join(HERE, 'plan-window.py'))
plan_window = importlib.util.module_from_spec(loaded)
loaded.loader.exec_module(plan_window)
driver, tap = plan_window.driver, plan_window.tap

TASK = plan_window.TASK
DEADLINE = 'Trước ngày 20/11'


def edit_all(fixture, path):
    """Imported, a task added, a section moved, a deadline changed, undone, redone, previewed, printed to PDF."""
    name = os.path.splitext(os.path.basename(path))[0]
    window, desktop = fixture.open('--sample'), fixture.desktop
    before = len(fixture.plans())
    window.find('button', '^Import a Plan…$').click()
    window.find('button', '^(Import|Open)$')
    desktop.keys('ctrl+l')
    desktop.type(path)
    desktop.keys('Return')
    window.find('button', '^Save the Plan$', seconds=60)
    fixture.look(f'{name}-review')
    window.find('button', '^Save the Plan$').click()
    window.find('tab', '^Annex$')
    driver.until(lambda: len(fixture.plans()) == before + 1, 'the plan in the file')
    number = max(p['id'] for p in fixture.plans())
    fixture.look(f'{name}-saved')

    # A section moved
    order = fixture.plan(number)
    tops = [s for s in json.loads(order)['sections'] if s['level'] == 1]
    window.find('row', '^' + (tops[1]['number'] or '') + r'\.? ').click()
    desktop.keys('alt+Up')
    driver.until(lambda: plan_window.sections(fixture, number) and fixture.plan(number) != order, 'the section to move')
    fixture.look(f'{name}-moved')
    desktop.keys('ctrl+z')
    driver.until(lambda: json.loads(fixture.plan(number))['sections'] == json.loads(order)['sections'],
                 'the section to be back')
    desktop.keys('ctrl+shift+z')
    driver.until(lambda: fixture.plan(number) != order, 'the section to have moved again')

    # A task added, its deadline given and changed
    window.find('tab', '^Annex$').click()
    fixture.look(f'{name}-annex')
    if window.all('button', '^Add an Annex$'):
        window.find('button', '^Add an Annex$').click()  # its tasks were paragraphs of the text
        window.gone('button', '^Add an Annex$')
        fixture.look(f'{name}-with-annex')
    window.find('button', '^Add a Task').click()
    window.find('text', '^(Nhiệm vụ|Nội dung)', text='^$').click()
    desktop.type(TASK)
    fixture.wait(TASK, number)
    words = window.find('text', 'the words of the plan')
    words.fill('Quý II')
    fixture.wait('Quý II', number)
    words.fill(DEADLINE)
    fixture.wait(DEADLINE, number)
    fixture.look(f'{name}-task')
    desktop.keys('ctrl+z')
    fixture.wait(DEADLINE, number, there=False)
    desktop.keys('ctrl+shift+z')
    fixture.wait(DEADLINE, number)
    desktop.keys('F8')
    fixture.look(f'{name}-preview')

    text = plan_window.export(fixture, window, lambda: desktop.keys('ctrl+e'))
    assert 'Niêm yết công khai' in text, 'the new task is not in the PDF'
    assert '20/11' in text, 'the new deadline is not in the PDF'
    if plan_window.PICTURES and shutil.which('pdftoppm'):
        subprocess.run(['pdftoppm', '-r', '60', '-png', fixture.file('ban-in.pdf'),
                        os.path.join(plan_window.PICTURES, f'{name}-page')], check=True)
    window.close()


def make_test(path):
    def test(fixture):
        edit_all(fixture, path)
    test.__name__ = 'test_' + os.path.basename(path)
    return test


if __name__ == '__main__':
    reason = driver.missing()
    plans = sorted(p for p in glob.glob(os.path.join(CORPUS, '*.docx')) if os.path.exists(p[:-5] + '.gold.json'))
    if reason or not plans:
        print(f"1..0 # SKIP {reason or 'no plans in the corpus'}")
        sys.exit(77)
    tests = {'test_' + os.path.basename(p): make_test(p) for p in plans}
    sys.exit(tap.main(tests, plan_window.Fixture))
