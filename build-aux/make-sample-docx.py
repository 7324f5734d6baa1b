#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes data/samples/ke-hoach-cchc-2025.docx from data/samples/plan-2025.json: the plan of last year
as a clerk would have typed it in Word (layout tables without borders, bold paragraphs for headings,
typed dashes and numbers, a landscape annex), not as this program would write it.

    build-aux/make-sample-docx.py [PLAN.json OUT.docx]
"""
import json
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MM = 1440 / 25.4
NONE = ''.join(f'<w:{side} w:val="nil"/>' for side in ('top', 'left', 'bottom', 'right', 'insideH', 'insideV'))
LINES = ''.join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
                for side in ('top', 'left', 'bottom', 'right', 'insideH', 'insideV'))


def run(text, bold=False, italic=False, size=None):
    style = ('<w:b/>' if bold else '') + ('<w:i/>' if italic else '')
    if size:
        style += f'<w:sz w:val="{size * 2:.0f}"/><w:szCs w:val="{size * 2:.0f}"/>'
    properties = f'<w:rPr>{style}</w:rPr>' if style else ''
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(runs, align='both', indent=12.7, after=6, keep=False, section=''):
    properties = '<w:keepNext/>' if keep else ''
    properties += f'<w:spacing w:before="0" w:after="{after * 20:.0f}"/>'
    if indent:
        properties += f'<w:ind w:firstLine="{indent * MM:.0f}"/>'
    properties += f'<w:jc w:val="{align}"/>{section}'
    return f'<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>'


def centred(text, **style):
    return paragraph(run(text, **style), align='center', indent=0, after=0)


def cell(content, width, span=1):
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ''
    return f'<w:tc><w:tcPr><w:tcW w:w="{width * MM:.0f}" w:type="dxa"/>{merged}</w:tcPr>{content}</w:tc>'


def table(rows, widths, borders):
    grid = ''.join(f'<w:gridCol w:w="{width * MM:.0f}"/>' for width in widths)
    return (f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths) * MM:.0f}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
            f'<w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>')


def row(cells, header=False):
    properties = '<w:trPr><w:cantSplit/>' + ('<w:tblHeader/>' if header else '') + '</w:trPr>'
    return f'<w:tr>{properties}{"".join(cells)}</w:tr>'


def page(landscape, last):
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if landscape else 'w:w="11906" w:h="16838"'
    start = '<w:pgNumType w:start="1"/>' if last else ''
    return (f'<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:pgSz {size}/>'
            f'<w:pgMar w:top="{20 * MM:.0f}" w:right="{15 * MM:.0f}" w:bottom="{20 * MM:.0f}" '
            f'w:left="{30 * MM:.0f}" w:header="{10 * MM:.0f}" w:footer="{10 * MM:.0f}" w:gutter="0"/>'
            f'{start}<w:titlePg/></w:sectPr>')


def head_block(header):
    left = [centred(header['parent_agency'], size=13), centred(header['agency'], bold=True, size=13),
            centred('———————', size=9),
            centred(f'Số: {header["number"] or "     "}/{header["symbol"]}', size=13)]
    right = [centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', bold=True, size=12),
             centred('Độc lập - Tự do - Hạnh phúc', bold=True, size=13),
             centred('————————————', size=9),
             centred(f'{header["place"]}, {header["date_text"]}', italic=True, size=13)]
    return table([row([cell(''.join(left), 68), cell(''.join(right), 97)])], [68, 97], NONE)


def body(plan):
    parts = []
    for basis in plan['legal_bases']:
        parts.append(paragraph(run(f'{basis["verb"]} {basis["text"]};', italic=True)))
    for text in plan['preamble']:
        parts.append(paragraph(run(text)))
    for section in plan['sections']:
        parts.append(paragraph(run(f'{section["number"]}. {section["title"]}', bold=True), keep=True))
        for block in section['body']:
            # Word cuts runs where a clerk has corrected something: in the middle of a sentence.
            text = ('- ' if block['type'] == 'dash' else '') + block['text']
            cut = text.find(' ', len(text) // 2)
            runs = run(text) if cut < 0 else run(text[:cut]) + run(text[cut:])
            parts.append(paragraph(runs))
    for text in plan['closing']:
        parts.append(paragraph(run(text)))
    return ''.join(parts)


def signature_block(plan):
    recipients = plan['recipients']
    left = [paragraph(run('Nơi nhận:', bold=True, italic=True, size=12), 'left', 0, 0)]
    for index, text in enumerate(recipients):
        end = '.' if index == len(recipients) - 1 else ';'
        left.append(paragraph(run(f'- {text}{end}', size=11), 'left', 0, 0))
    signatory = plan['signatory']
    lines = [line for line in (
        f'{signatory["prefix"]} {signatory["on_behalf_of"]}' if signatory['prefix'] else None,
        signatory['title']) if line]
    right = [centred(line, bold=True, size=14) for line in lines]
    right += [centred('', size=14)] * 4 + [centred(signatory['name'], bold=True, size=14)]
    return table([row([cell(''.join(left), 85), cell(''.join(right), 80)])], [85, 80], NONE)


def annex(plan):
    widths = [12, 68, 52, 40, 45, 35]
    label, title, reference = plan['annex']['title_lines']
    parts = [centred(label, bold=True, size=14), centred(title, bold=True, size=14),
             centred(reference, italic=True, size=13), centred('')]

    def text_cell(text, width, bold=False, align='left'):
        lines = (text or '').split('\n')
        return cell(''.join(paragraph(run(line, bold=bold, size=12), align, 0, 2) for line in lines), width)

    rows = [row([text_cell(name, width, True, 'center')
                 for name, width in zip(plan['annex']['columns'], widths)], header=True)]
    group = None
    for task in plan['tasks']:
        if task['group_number'] != group:
            group = task['group_number']
            rows.append(row([text_cell(group, widths[0], True, 'center'),
                             cell(paragraph(run(task['group_title'], bold=True, size=12), 'left', 0, 2),
                                  sum(widths[1:]), 5)]))
        rows.append(row([text_cell(task['number'], widths[0], align='center'),
                         text_cell(task['content'], widths[1]), text_cell(task['product_text'], widths[2]),
                         text_cell(task['lead_text'], widths[3]), text_cell(task['coordinating_text'], widths[4]),
                         text_cell(task['deadline_text'], widths[5])]))
    return ''.join(parts) + table(rows, widths, LINES)


def document(plan):
    header = plan['header']
    parts = [head_block(header), centred(''), centred(header['doc_type'], bold=True, size=14),
             centred(header['title'], bold=True, size=14), centred('———————', size=9), centred(''),
             body(plan), signature_block(plan),
             paragraph('', indent=0, after=0, section=page(False, False)),
             annex(plan), paragraph('', indent=0, after=0), page(True, True)]
    return f'{HEAD}<w:document {W} {R}><w:body>{"".join(parts)}</w:body></w:document>'


STYLES = f'''{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman"
 w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="Times New Roman"/><w:sz w:val="28"/><w:szCs w:val="28"/>
<w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="264" w:lineRule="auto"/></w:pPr>
</w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>
</w:style></w:styles>'''

PAGE_NUMBER = f'''{HEAD}<w:hdr {W}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar
 w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar
 w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>'''

OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml'


def parts(plan):
    yield '[Content_Types].xml', f'''{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"
 ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{WORD}.styles+xml"/><Override PartName="/word/header1.xml"
 ContentType="{WORD}.header+xml"/></Types>'''
    yield '_rels/.rels', f'''{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"
 Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'''
    yield 'word/_rels/document.xml.rels', f'''{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship
 Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="{OFFICE}/header"
 Target="header1.xml"/></Relationships>'''
    yield 'word/document.xml', document(plan)
    yield 'word/styles.xml', STYLES
    yield 'word/header1.xml', PAGE_NUMBER


def main():
    samples = Path(__file__).resolve().parent.parent / 'data/samples'
    source, target = sys.argv[1:3] if len(sys.argv) == 3 else (
        samples / 'plan-2025.json', samples / 'ke-hoach-cchc-2025.docx')
    plan = json.loads(Path(source).read_text(encoding='utf-8'))
    with zipfile.ZipFile(target, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts(plan):
            # A fixed date: the same plan makes the same bytes.
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 14, 8, 0, 0)), text,
                             zipfile.ZIP_DEFLATED)


if __name__ == '__main__':
    main()
