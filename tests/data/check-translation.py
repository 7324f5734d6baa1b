# SPDX-License-Identifier: GPL-3.0-or-later
"""po/vi.po is correct and complete: every text of the tree is translated, none is marked as doubtful."""
import subprocess
import tempfile

import check

check.need('msgfmt', 'msgcmp', 'xgettext')
findings = check.Findings()
po = check.ROOT / 'po/vi.po'
with tempfile.TemporaryDirectory() as folder:
    pot = folder + '/tiendo.pot'
    subprocess.run([str(check.ROOT / 'build-aux/update-po'), '--pot', pot], check=True)
    for command in (['msgfmt', '--check', '--check-accelerators=_', '--output-file=/dev/null', str(po)],
                    ['msgcmp', str(po), pot]):
        findings.checked += 1
        result = subprocess.run(command, capture_output=True, text=True)
        if result.returncode != 0:
            lines = result.stderr.strip().splitlines()
            findings.add(command[0], f'{len(lines)} lines:\n  ' + '\n  '.join(lines[:40]))
findings.finish('programs')
