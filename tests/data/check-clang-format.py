# SPDX-License-Identifier: GPL-3.0-or-later
"""Every C file is laid out as .clang-format says (clang-format 14: other versions differ)."""
import re
import subprocess
import sys

import check

program = None
for candidate in ('clang-format-14', 'clang-format'):
    try:
        version = subprocess.run([candidate, '--version'], capture_output=True, text=True).stdout
    except FileNotFoundError:
        continue
    if re.search(r'version 14\.', version):
        program = candidate
        break
if program is None:
    print('skipped: clang-format 14 is not installed')
    sys.exit(check.SKIP)

findings = check.Findings()
files = check.tracked('.c', '.h')
findings.checked = len(files)
for start in range(0, len(files), 50):
    part = [str(path) for path in files[start:start + 50]]
    result = subprocess.run([program, '--dry-run', '--style=file', *part], capture_output=True, text=True)
    wrong = set()
    for line in result.stderr.splitlines():
        match = re.match(r'(.+?):(\d+):\d+: (?:warning|error): code should be clang-formatted', line)
        if match and match[1] not in wrong:
            wrong.add(match[1])
            findings.add(f'{check.Path(match[1]).relative_to(check.ROOT)}:{match[2]}',
                         f'run "{program} -i" on it')
findings.finish('C files')
