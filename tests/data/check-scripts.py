# SPDX-License-Identifier: GPL-3.0-or-later
"""Every script is free of syntax errors and executable where it is a command."""
import ast
import os
import shutil
import subprocess

import check

findings = check.Findings()
for path in check.tracked():
    name = check.name_of(path)
    try:
        head = path.open('rb').readline()
    except OSError:
        continue
    if path.suffix == '.py' or (head.startswith(b'#!') and b'python' in head):
        findings.checked += 1
        try:
            ast.parse(path.read_text(encoding='utf-8'), name)
        except SyntaxError as error:
            findings.add(name, str(error))
    elif head.startswith(b'#!') and b'make' not in head:
        findings.checked += 1
        shell = 'bash' if b'bash' in head else 'sh'
        result = subprocess.run([shell, '-n', str(path)], capture_output=True, text=True)
        if result.returncode != 0:
            findings.add(name, result.stderr.strip())
        if shutil.which('shellcheck'):
            result = subprocess.run(['shellcheck', '--severity=warning', str(path)], capture_output=True, text=True)
            if result.returncode != 0:
                findings.add(name, result.stdout.strip())
    if head.startswith(b'#!') and not os.access(path, os.X_OK):
        findings.add(name, 'starts with #! but is not executable')
    if name.startswith(('build-aux/', '.ci/')) and not head.startswith(b'#!') and path.suffix not in ('.py', '.h'):
        findings.add(name, 'is no script')
findings.finish('scripts')
