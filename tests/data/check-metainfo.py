# SPDX-License-Identifier: GPL-3.0-or-later
"""The description for software centres is valid: check-metainfo.py SOURCE METAINFO

The program has no home page; newer versions of appstreamcli warn of that, and of the tag that replaced
the developer's name after the version of Debian 12."""
import re
import subprocess
import sys

import check

check.need('appstreamcli')
ALLOWED = {'url-homepage-missing'}
findings = check.Findings()
findings.checked = 1
result = subprocess.run(['appstreamcli', 'validate', '--no-net', '--no-color', sys.argv[2]],
                        capture_output=True, text=True)
output = result.stdout + result.stderr
for level, place, tag in re.findall(r'^([EW]): (\S+) (\S+)', output, re.M):
    if tag not in ALLOWED:
        findings.add(place, f'{level} {tag}')
if result.returncode != 0 and not re.search(r'^[EW]: ', output, re.M):
    findings.add(sys.argv[2], output)
findings.finish('description')
