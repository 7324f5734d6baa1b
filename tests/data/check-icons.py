# SPDX-License-Identifier: GPL-3.0-or-later
"""The icons: well-formed, of the right size, drawn so that GTK can recolour the symbolic ones, all in
the GResource, and every icon of ours that the sources name exists."""
import re
import xml.etree.ElementTree as ElementTree

import check

SVG = '{http://www.w3.org/2000/svg}'
findings = check.Findings()
folder = check.ROOT / 'data/icons/hicolor'
resource = (check.ROOT / 'data/tiendo-data.gresource.xml').read_text(encoding='utf-8')
drawn = set()
for path in sorted(folder.rglob('*.svg')):
    findings.checked += 1
    name = check.name_of(path)
    drawn.add(path.stem)
    root = ElementTree.parse(path).getroot()
    symbolic = path.stem.endswith('-symbolic')
    size = '16' if symbolic else '128'
    if (root.get('width'), root.get('height'), root.get('viewBox')) != (size, size, f'0 0 {size} {size}'):
        findings.add(name, f'is not drawn on a grid of {size}')
    for element in root.iter():
        if not symbolic:
            continue
        # GTK recolours what is filled; it would fill strokes and masks, too.
        if element.get('stroke') or element.get('style') or element.tag in (SVG + 'mask', SVG + 'image', SVG + 'use'):
            findings.add(name, f'{element.tag} cannot be recoloured: use filled paths')
        if element.tag == SVG + 'path' and element.get('fill') != '#2e3436':
            findings.add(name, 'a symbolic path is filled with #2e3436')
    if f'>icons/hicolor/{path.relative_to(folder)}<' not in resource:
        findings.add(name, 'is not in data/tiendo-data.gresource.xml')
for path in check.tracked('.c', '.ui', '.h'):
    for icon in re.findall(r'["\'>](td-[a-z]+-symbolic)["\'<]', path.read_text(encoding='utf-8')):
        if icon not in drawn:
            findings.add(check.name_of(path), f'names the icon {icon}, which is not drawn')
findings.finish('icons')
