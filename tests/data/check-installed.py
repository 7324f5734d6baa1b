# SPDX-License-Identifier: GPL-3.0-or-later
"""'meson install' puts everything where a desktop looks for it: check-installed.py SOURCE BUILD MESON"""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import check

ID = 'vn.tiendo.TienDo'
BUILD, MESON = sys.argv[2], sys.argv[3:]
EXPECTED = [
    'bin/tiendoctl', 'libexec/tiendo-pdf-probe',
    f'share/applications/{ID}.desktop', f'share/metainfo/{ID}.metainfo.xml',
    f'share/glib-2.0/schemas/{ID}.gschema.xml', f'share/mime/packages/{ID}.xml',
    f'share/icons/hicolor/scalable/apps/{ID}.svg', f'share/icons/hicolor/symbolic/apps/{ID}-symbolic.svg',
    'share/icons/hicolor/scalable/actions/td-late-symbolic.svg', 'share/locale/vi/LC_MESSAGES/tiendo.mo',
    'share/tiendo/help/index.xhtml', 'share/tiendo/help/tiendo.css',
    'share/tiendo/samples/ke-hoach-cchc-2025.docx', 'share/tiendo/templates/blank.json',
]

findings = check.Findings()
with tempfile.TemporaryDirectory() as folder:
    result = subprocess.run([*MESON, 'install', '-C', BUILD, '--no-rebuild', '--destdir', folder],
                            capture_output=True, text=True)
    if result.returncode != 0:
        findings.add('meson install', (result.stdout + result.stderr)[-2000:])
    programs = list(Path(folder).rglob('bin/tiendo'))
    if not programs:
        findings.add('bin/tiendo', 'is not installed')
        findings.checked = 1
        findings.finish('files')
    prefix = programs[0].parent.parent
    for name in EXPECTED:
        findings.checked += 1
        if not (prefix / name).is_file():
            findings.add(name, 'is not installed')
    for path in prefix.rglob('*'):
        if path.is_file() and str(check.ROOT).encode() in path.read_bytes() and path.suffix not in ('', '.so'):
            findings.add(str(path.relative_to(prefix)), 'names the folder it was built from')
    if shutil.which('update-mime-database'):
        findings.checked += 1
        subprocess.run(['update-mime-database', str(prefix / 'share/mime')], capture_output=True)
        globs = prefix / 'share/mime/globs2'
        if not globs.is_file() or 'application/vnd.tiendo:*.tiendo' not in globs.read_text(encoding='utf-8'):
            findings.add('share/mime', 'a double click on *.tiendo would not find the program')
    if shutil.which('glib-compile-schemas'):
        findings.checked += 1
        if subprocess.run(['glib-compile-schemas', '--strict', str(prefix / 'share/glib-2.0/schemas')],
                          capture_output=True).returncode != 0:
            findings.add('share/glib-2.0/schemas', 'the settings do not compile')
    desktop = (prefix / f'share/applications/{ID}.desktop').read_text(encoding='utf-8')
    for line in (f'Icon={ID}', 'MimeType=application/vnd.tiendo;'):
        if line not in desktop.splitlines():
            findings.add('the installed desktop file', f'has no line {line}')
    if not os.access(programs[0], os.X_OK):
        findings.add('bin/tiendo', 'cannot be run')
findings.finish('files')
