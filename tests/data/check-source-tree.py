# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the source tree: layers, names, sizes, nothing of anybody's machine.

A folder of src/ may include the headers of the folders that its meson dependencies name (and of those
below them), and of the libraries listed here for it; some of those lie directly in /usr/include, where
no compiler would object."""
import re
import sys

import check

LIBRARIES = {
    # header (a regular expression) -> folders of src/ that may include it
    r'(gtk|gdk|gsk)/.*|adwaita\.h': {'widget', 'app'},
    r'sqlite3(ext)?\.h': {'store'},
    r'archive(_entry)?\.h': {'exchange'},
    r'libxml/.*': {'exchange'},
    r'xlsxwriter.*': {'exchange'},
    r'poppler.*': {'exchange', 'probe'},
    r'libical.*': {'exchange'},
    r'freexl\.h': {'exchange'},
    r'qrencode\.h': {'document'},
    r'json-glib/.*': {'store', 'exchange', 'check', 'service', 'cli'},
    r'qpdf/.*': {'document', 'signature'},
    r'openssl/.*': {'signature'},
    r'gnutls/.*': {'token'},
    r'libsoup/.*': {'signature'},
    r'dlfcn\.h': {'late'},
    r'png\.h|zlib\.h': {'signature'},
    r'enchant.*': {'service', 'widget', 'app'},
    r'cairo.*': {'chart', 'document', 'signature', 'exchange', 'probe', 'service', 'widget', 'app',
                 'cli'},
    r'pango/.*': {'chart', 'document', 'widget', 'app'},
    r'(fontconfig|ft2build|freetype|hb).*': {'chart', 'document', 'app'},
}
# Libraries any folder may use.
EVERYWHERE = re.compile(
    r'(glib|glib-object|gio/.*|glib/.*|gobject/.*|gmodule|glib-unix)(\.h)?$|'
    r'(assert|ctype|errno|fcntl|float|inttypes|limits|locale|malloc|math|poll|signal|stdarg|stdbool|stddef|stdint|stdio|'
    r'stdlib|string|strings|time|unistd)\.h$|sys/[a-z]+\.h$|linux/magic\.h$')

TOP_LEVEL = {'.ci', '.clang-format', '.editorconfig', '.gitignore', 'COPYING', 'README.md', 'build-aux', 'data', 'debian',
             'meson.build', 'meson_options.txt', 'po', 'src', 'tests', 'ui'}
MAX_FILE_LINES = 1000
MAX_FUNCTION_LINES = 100
LONG_FUNCTIONS_ALLOWED = re.compile(r'_class_init$|_snapshot$')
MACHINE_PATH = re.compile(rf'/(?:home|roo{"t"})/\w|/tm{"p"}/td\b|/wor{"k"}/(?:main|shared)\b')
TEXT = ('.c', '.h', '.py', '.ui', '.css', '.xml', '.in', '.build', '.md', '.json', '.sql', '.sh', '.xhtml', '.svg')

findings = check.Findings()
SRC = check.ROOT / 'src'


def layers():
    """Folder -> the folders whose headers it may include, from the meson files."""
    named = {}
    for path in sorted(SRC.glob('*/meson.build')):
        folder = path.parent.name
        match = re.search(rf'^{folder}_deps = \[([^\]]*)\]', path.read_text(encoding='utf-8'), re.M)
        names = re.findall(r'(\w+)_dep\b', match[1]) if match else []
        named[folder] = {name for name in names if (SRC / name).is_dir()}
    order = re.findall(r"^subdir\('(\w+)'\)", (SRC / 'meson.build').read_text(encoding='utf-8'), re.M)
    closed = {}
    for folder in order:
        closed[folder] = {folder}
        for below in named.get(folder, ()):
            if below not in closed:
                findings.add(f'src/{folder}/meson.build', f'depends on {below}, which is not below it')
            closed[folder] |= closed.get(below, {below})
    return closed


def check_includes(path, folder, allowed, owner):
    generated = {'config.h', 'td-data-resources.h', 'td-app-gresource.h'}
    for number, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
        if not match:
            continue
        header = match[1]
        place = f'{check.name_of(path)}:{number}'
        if header in generated or header.endswith(('-resources.h', '-gresource.h')):
            continue
        base = header.rsplit('/', 1)[-1]
        if base in owner:
            if owner[base] not in allowed:
                findings.add(place, f'{folder} may not include {header} of {owner[base]}')
            continue
        if EVERYWHERE.match(header) or base.startswith('td-'):
            continue
        for pattern, folders in LIBRARIES.items():
            if re.fullmatch(pattern, header):
                if folder not in folders:
                    findings.add(place, f'{folder} may not include <{header}>')
                break
        else:
            findings.add(place, f'<{header}> is not in the list of allowed libraries (check-source-tree.py)')


def check_c_shape(path, lines):
    place = check.name_of(path)
    if not lines or 'SPDX-License-Identifier: GPL-3.0-or-later' not in lines[0]:
        findings.add(f'{place}:1', 'the first line does not name the licence (SPDX)')
    if path.suffix == '.h' and '#pragma once' not in lines[:4]:
        findings.add(f'{place}:1', 'a header starts with #pragma once')
    start, name = 0, ''
    for number, line in enumerate(lines, 1):
        if line == '{' and number > 1 and lines[number - 2].rstrip().endswith(')'):
            start = number
            back = number - 2
            while back > 0 and not re.match(r'[A-Za-z_]\w* \(', lines[back]):
                back -= 1
            name = lines[back].split(' ')[0]
        elif line == '}' and start:
            length = number - start - 1
            if length > MAX_FUNCTION_LINES and not LONG_FUNCTIONS_ALLOWED.search(name):
                findings.add(f'{place}:{start}', f'{name} has {length} lines (limit {MAX_FUNCTION_LINES})')
            start = 0


def check_top_level():
    """What a mistyped command or a measurement leaves is easily committed there."""
    for name in sorted({path.relative_to(check.ROOT).parts[0] for path in check.tracked()} - TOP_LEVEL):
        findings.add(name, 'does not belong at the top of the tree')


def main():
    closed = layers()
    check_top_level()
    headers = check.tracked('.h')
    owner = {path.name: path.relative_to(SRC).parts[0] for path in headers if SRC in path.parents}
    for path in check.tracked(*TEXT):
        text = path.read_text(encoding='utf-8')
        lines = text.splitlines()
        findings.checked += 1
        place = check.name_of(path)
        if path.suffix in ('.c', '.h', '.py') and len(lines) > MAX_FILE_LINES:
            findings.add(place, f'{len(lines)} lines (limit {MAX_FILE_LINES})')
        if path.suffix in ('.c', '.h'):
            check_c_shape(path, lines)
            if SRC in path.parents:
                folder = path.relative_to(SRC).parts[0]
                check_includes(path, folder, closed.get(folder, {folder}), owner)
                if not re.match(r'(td-[a-z0-9-]+|main)\.[ch]$', path.name):
                    findings.add(place, 'a source file is named td-x.c or td-x.h')
        if path.suffix == '.py' and 'SPDX-License-Identifier' not in '\n'.join(lines[:3]):
            findings.add(f'{place}:1', 'no SPDX line')
        for number, line in enumerate(lines, 1):
            if MACHINE_PATH.search(line):
                findings.add(f'{place}:{number}', 'a path of somebody\'s machine')
        if text and not text.endswith('\n'):
            findings.add(place, 'no newline at the end')
    findings.finish('files')


if __name__ == '__main__':
    sys.exit(main())
