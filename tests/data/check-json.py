# SPDX-License-Identifier: GPL-3.0-or-later
"""The samples, templates and areas: well-formed, in NFC, and consistent with one another."""
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

import check

KINDS = {'month', 'quarter', 'year', 'compound', 'before_date', 'recurring', 'continuous', 'per_upstream',
         'after_event', 'unspecified'}
TEMPLATES = {'hanoi', 'hcm', 'haiphong', 'khanhhoa', 'bentre', 'blank'}
findings = check.Findings()
data = check.ROOT / 'data'


def load(path):
    findings.checked += 1
    text = path.read_text(encoding='utf-8')
    if text != unicodedata.normalize('NFC', text):
        findings.add(check.name_of(path), 'is not in NFC')
    return json.loads(text)


def check_plan(path, fields, complete):
    name = check.name_of(path)
    plan = load(path)
    if plan.get('schema') != 'tiendo-plan/1':
        findings.add(name, 'has no schema tiendo-plan/1')
    paths = [section['path'] for section in plan['sections']]
    for section in plan['sections']:
        parts = section['path'].split('/')
        if len(parts) != section['level'] or parts[-1] != section['number']:
            findings.add(name, f'section {section["path"]}: level or number differ from the path')
        if len(parts) > 1 and '/'.join(parts[:-1]) not in paths:
            findings.add(name, f'section {section["path"]} has no parent')
    for record in plan['sections'] + plan['targets'] + plan['tasks']:
        if record.get('field') is not None and record['field'] not in fields:
            findings.add(name, f'unknown area {record["field"]}')
    for target in plan['targets']:
        if target['section'] not in paths:
            findings.add(name, f'target in the missing section {target["section"]}')
    for task in plan['tasks']:
        place = f'{name}: task {task["number"]}'
        if task['deadline_kind'] not in KINDS:
            findings.add(place, f'unknown kind of deadline {task["deadline_kind"]}')
        for key in ('start', 'end'):
            if task[key] is not None and not re.fullmatch(r'\d{4}-\d{2}-\d{2}', task[key]):
                findings.add(place, f'{key} is no ISO date')
    if complete:
        used = {task['deadline_kind'] for task in plan['tasks']}
        if used != KINDS:
            findings.add(name, f'shows no deadline of the kinds {sorted(KINDS - used)}')
    return plan


areas = load(data / 'areas.json')['areas']
fields = {area['field'] for area in areas}
check_plan(data / 'samples/plan-2026.json', fields, True)
check_plan(data / 'samples/plan-2025.json', fields, False)
for path in sorted(data.glob('templates/*.json')):
    check_plan(path, fields, False)
found = {path.stem for path in data.glob('templates/*.json')}
if found != TEMPLATES:
    findings.add('data/templates', f'should be {sorted(TEMPLATES)}')
units = load(data / 'samples/units.json')
names = [unit['name'] for unit in units['units']]
for unit in units['units']:
    if unit.get('successor') and unit['successor'] not in names:
        findings.add('data/samples/units.json', f'{unit["name"]}: unknown successor')
for group in units['groups']:
    for member in group['members']:
        if member not in names:
            findings.add('data/samples/units.json', f'{group["name"]}: unknown member {member}')
if len(set(names)) != len(names):
    findings.add('data/samples/units.json', 'has two units of one name')

# The sample Word file is the one that its script makes.
with tempfile.TemporaryDirectory() as folder:
    fresh = folder + '/fresh.docx'
    subprocess.run([sys.executable, str(check.ROOT / 'build-aux/make-sample-docx.py'),
                    str(data / 'samples/plan-2025.json'), fresh], check=True)
    with zipfile.ZipFile(fresh) as made, zipfile.ZipFile(data / 'samples/ke-hoach-cchc-2025.docx') as kept:
        if {name: made.read(name) for name in made.namelist()} != {name: kept.read(name) for name in kept.namelist()}:
            findings.add('data/samples/ke-hoach-cchc-2025.docx', 'is not what build-aux/make-sample-docx.py makes')
    # So is the sample of dossiers.
    fresh = folder + '/fresh.csv'
    subprocess.run([sys.executable, str(check.ROOT / 'build-aux/make-sample-dossiers.py'), fresh], check=True)
    with open(fresh, 'rb') as made:
        if made.read() != (data / 'samples/ho-so-tthc-2026.csv').read_bytes():
            findings.add('data/samples/ho-so-tthc-2026.csv', 'is not what build-aux/make-sample-dossiers.py makes')
findings.finish('JSON files')
