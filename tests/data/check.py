# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks of this folder share."""
import shutil
import subprocess
import sys
from pathlib import Path

SKIP = 77
ROOT = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]


class Findings:
    """Collects what is wrong; at the end prints it and exits 1 if there is anything."""

    def __init__(self):
        self.count = 0
        self.checked = 0

    def add(self, place, message):
        self.count += 1
        print(f'{place}: {message}')

    def finish(self, what):
        if self.checked == 0:
            print(f'nothing to check: no {what} found')
            sys.exit(1)
        print(f'{self.checked} {what} checked, {self.count} findings')
        sys.exit(1 if self.count else 0)


def need(*programs):
    """Skips the check where a program is missing."""
    for program in programs:
        if shutil.which(program) is None:
            print(f'skipped: {program} is not installed')
            sys.exit(SKIP)


def tracked(*suffixes):
    """Files of the tree with one of the suffixes: what git knows of, else what lies there."""
    result = subprocess.run(
        ['git', '-c', f'safe.directory={ROOT}', '-C', str(ROOT), 'ls-files', '-z', '--cached', '--others',
         '--exclude-standard'],
        capture_output=True, text=True)
    if result.returncode == 0:
        names = [name for name in result.stdout.split('\0') if name]
    else:
        names = [str(path.relative_to(ROOT)) for path in ROOT.rglob('*')
                 if path.is_file() and not path.relative_to(ROOT).parts[0].startswith(('build-', '.git', '_build'))
                 and path.relative_to(ROOT).parts[0] != 'build']
    paths = sorted({ROOT / name for name in names})
    return [path for path in paths
            if path.is_file() and (not suffixes or path.name.endswith(tuple(suffixes)))]


def name_of(path):
    return str(path.relative_to(ROOT))
