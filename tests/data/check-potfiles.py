# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES.in lists every file with translatable text, and no other."""
import subprocess

import check

findings = check.Findings()
expected = subprocess.run([str(check.ROOT / 'build-aux/update-po'), '--potfiles'], capture_output=True,
                          text=True, check=True).stdout.splitlines()
listed = (check.ROOT / 'po/POTFILES.in').read_text(encoding='utf-8').splitlines()
for name in sorted(set(expected) | set(listed)):
    findings.checked += 1
    if name not in listed:
        findings.add(name, 'has translatable text but is not in po/POTFILES.in (run build-aux/update-po)')
    elif name not in expected:
        findings.add(name, 'is in po/POTFILES.in but has no translatable text (run build-aux/update-po)')
if not findings.count and listed != expected:
    findings.add('po/POTFILES.in', 'is not in order (run build-aux/update-po)')
findings.finish('files')
