# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual: well-formed pages in Vietnamese, in NFC, whose links lead somewhere."""
import unicodedata
import xml.etree.ElementTree as ElementTree

import check

HTML = '{http://www.w3.org/1999/xhtml}'
findings = check.Findings()
folder = check.ROOT / 'data/help'
pages = sorted(folder.rglob('*.xhtml'))
roots = {page: ElementTree.parse(page).getroot() for page in pages}
ids = {page: {element.get('id') for element in root.iter() if element.get('id')} for page, root in roots.items()}
linked = set()
for page, root in roots.items():
    findings.checked += 1
    name = check.name_of(page)
    text = page.read_text(encoding='utf-8')
    if text != unicodedata.normalize('NFC', text):
        findings.add(name, 'is not in NFC')
    if root.tag != HTML + 'html' or root.get('lang') != 'vi':
        findings.add(name, 'is no XHTML page in Vietnamese')
    if root.find(f'.//{HTML}title') is None or len(root.findall(f'.//{HTML}h1')) != 1:
        findings.add(name, 'needs a title and one heading h1')
    for element in root.iter():
        for key in ('href', 'src'):
            address = element.get(key)
            if address is None:
                continue
            if ':' in address:
                findings.add(name, f'{address}: the manual must work without a network')
                continue
            file, _, anchor = address.partition('#')
            target = (page.parent / file).resolve() if file else page
            linked.add(target)
            if not target.is_file():
                findings.add(name, f'{address} does not exist')
            elif anchor and anchor not in ids.get(target, ()):
                findings.add(name, f'{address}: no such place')
for page in pages:
    if page not in linked and page.stem != 'index':
        findings.add(check.name_of(page), 'no page links to it')
findings.finish('pages')
