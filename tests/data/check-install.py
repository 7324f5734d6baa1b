# SPDX-License-Identifier: GPL-3.0-or-later
"""Names that must be the same in several places: the application id, the MIME type and its magic."""
import re
import xml.etree.ElementTree as ElementTree

import check

ID = 'vn.tiendo.TienDo'
MIME = '{http://www.freedesktop.org/standards/shared-mime-info}'
findings = check.Findings()
data = check.ROOT / 'data'
desktop = (data / f'{ID}.desktop.in').read_text(encoding='utf-8')
for line in ('Exec=tiendo %F', f'Icon={ID}', 'MimeType=application/vnd.tiendo;'):
    findings.checked += 1
    if line not in desktop.splitlines():
        findings.add(f'data/{ID}.desktop.in', f'has no line {line}')
mime = ElementTree.parse(data / f'{ID}.mime.xml').getroot().find(f'{MIME}mime-type')
findings.checked += 1
if mime.get('type') != 'application/vnd.tiendo' or mime.find(f'{MIME}glob').get('pattern') != '*.tiendo':
    findings.add(f'data/{ID}.mime.xml', 'should describe application/vnd.tiendo, *.tiendo')
inner = mime.find(f'{MIME}magic/{MIME}match/{MIME}match')
if inner.get('offset') != '68' or inner.get('type') != 'big32':
    findings.add(f'data/{ID}.mime.xml', 'the application_id of SQLite stands in 4 bytes at offset 68')
number = int(inner.get('value'), 0)
for path in check.tracked('.c', '.h', '.sql'):
    if check.ROOT / 'src/store' not in path.parents and check.ROOT / 'data' not in path.parents:
        continue
    text = path.read_text(encoding='utf-8')
    for match in re.finditer(r'application_id\s*=\s*(0x[0-9a-fA-F]+|\d+)|APPLICATION_ID\w*\s+\(?(0x[0-9a-fA-F]+|\d+)', text):
        findings.checked += 1
        if int(match[1] or match[2], 0) != number:
            findings.add(check.name_of(path), f'application_id is {match[1] or match[2]}, the MIME type says {number:#x}')
schema = (data / f'{ID}.gschema.xml').read_text(encoding='utf-8')
keys = set(re.findall(r'<key name="([a-z-]+)"', schema))
for path in check.tracked('.c'):
    if check.ROOT / 'src' not in path.parents:
        continue
    for key in re.findall(r'g_settings_(?:[gs]et|bind|create)\w* \([^,()]+, "([a-z-]+)"', path.read_text(encoding='utf-8')):
        findings.checked += 1
        if key not in keys:
            findings.add(check.name_of(path), f'the settings have no key {key}; the program would end there')
for path in check.tracked('meson.build'):
    if path == check.ROOT / 'meson.build':
        findings.checked += 1
        if f"app_id = '{ID}'" not in path.read_text(encoding='utf-8'):
            findings.add('meson.build', f'the application id is not {ID}')
findings.finish('names')
