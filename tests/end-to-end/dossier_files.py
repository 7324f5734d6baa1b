# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes exports of dossiers as one-stop systems write them, with a known truth: other orders of columns,
other names, other dirt than any file at hand. Everything is made up."""

import datetime
import html
import random
import unicodedata
import zipfile

AREAS = ["Giáo dục nghề nghiệp", "Thi và tuyển sinh", "Văn bằng, chứng chỉ", "Cơ sở giáo dục khác"]
PROCEDURES = [("Xác nhận bản sao học bạ", 0), ("Cấp lại thẻ dự thi", 1), ("Phúc tra bài thi nghề", 1),
              ("Cấp bản sao bằng nghề", 2), ("Đăng ký mở lớp bồi dưỡng mức độ 1", 3),
              ("Đăng ký mở lớp bồi dưỡng mức độ 2", 3)]
UNITS = ["Phòng Nghiệp vụ 1", "Phòng Nghiệp vụ 2", "Văn phòng Sở"]
CHANNELS = {"direct": "Trực tiếp", "online": "Trực tuyến", "postal": "Bưu chính công ích"}
STATES = {"returned": "Đã trả kết quả", "processing": "Đang xử lý", "suspended": "Tạm dừng xử lý",
          "withdrawn": "Đã rút hồ sơ", "refused": "Từ chối giải quyết", "supplement": "Chờ bổ sung hồ sơ"}
EXPORTED = datetime.datetime(2025, 9, 30, 16, 0)
TODAY = "2025-09-30"


def make(n, seed=1):
    """Dossiers as dicts; received, due, returned are datetimes."""
    rnd = random.Random(seed)
    rows = []
    for i in range(n):
        received = datetime.datetime(2025, 7, 1, 8, 0) + datetime.timedelta(
            minutes=rnd.randrange(0, 88 * 24 * 60))
        due = received.replace(hour=17, minute=0) + datetime.timedelta(days=rnd.randrange(1, 20))
        state = rnd.choices(list(STATES), [80, 12, 2, 2, 2, 2])[0]
        returned = None
        if state in ("returned", "refused"):
            # now and then after office hours of the due day: late by the minute only
            day = due + datetime.timedelta(days=rnd.choice([-3, -1, 0, 0, 1, 4]))
            returned = day.replace(hour=rnd.choice([9, 15, 18]), minute=rnd.randrange(60))
            returned = max(returned, received + datetime.timedelta(minutes=30))
            if returned > EXPORTED:
                state, returned = "processing", None
        name, area = PROCEDURES[rnd.randrange(len(PROCEDURES))]
        rows.append({"code": f"K07.22-{received:%y%m%d}-{i:04d}", "procedure": name, "area": AREAS[area],
                     "unit": UNITS[area % 3], "channel": rnd.choice(list(CHANNELS)), "state": state,
                     "received": received, "due": due, "returned": returned,
                     "applicant": f"Người Nộp Giả {i}", "note": rnd.choice(["", "", "ghi, chú", "hai\ndòng"])})
    return rows


def outcome(row, today=EXPORTED.date(), minute=False):
    state = row["state"]
    if state in ("suspended", "supplement"):
        return "suspended"
    if state in ("withdrawn", "refused"):
        return state
    if row["returned"] is None:
        return "pending_overdue" if row["due"].date() < today else "pending_in_time"
    if row["returned"].date() != row["due"].date():
        return "early" if row["returned"] < row["due"] else "late"
    return "late" if minute and row["returned"] > row["due"] else "on_time"


def count(rows, minute=False):
    counts = dict.fromkeys(("early", "on_time", "late", "pending_in_time", "pending_overdue", "suspended",
                            "withdrawn", "refused"), 0)
    for row in rows:
        counts[outcome(row, minute=minute)] += 1
    return dict(counts, total=len(rows))


def cell(row, key, date="%d/%m/%Y %H:%M"):
    """What stands in the cell of a text file."""
    value = row[key]
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.strftime(date)
    if key == "channel":
        return CHANNELS[value]
    if key == "state":
        return STATES.get(value, value)
    return str(value)


def csv_text(table, delimiter=",", line="\r\n"):
    def quote(text):
        return '"' + text.replace('"', '""') + '"' if any(c in text for c in delimiter + '"\r\n') else text
    return "".join(delimiter.join(quote(c) for c in row) + line for row in table)


def write_csv(path, table, encoding="utf-8-sig", delimiter=",", line="\r\n"):
    text = csv_text(table, delimiter, line)
    with open(path, "wb") as file:
        if encoding == "cp1258":
            # Windows keeps the tone apart from the letter
            out = bytearray()
            for char in text:
                for part in [char] if encodes(char) else split_tone(char):
                    out += part.encode("cp1258")
            file.write(bytes(out))
        else:
            file.write(text.encode(encoding))


def encodes(char):
    try:
        char.encode("cp1258")
        return True
    except UnicodeEncodeError:
        return False


def split_tone(char):
    parts = unicodedata.normalize("NFD", char)
    tones = "".join(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
    base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
    return base + tones


TCVN3 = dict(zip("àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
                 "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ¡¢£¤¥¦§"))


def tcvn3(text):
    return "".join(TCVN3.get(c, TCVN3.get(c.lower(), c)) for c in text)


VNI_MARKS = {"\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
VNI_CIRCUMFLEX = {"": "â", "\u0300": "à", "\u0301": "á", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
VNI_BREVE = {"": "ê", "\u0300": "è", "\u0301": "é", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}


def vni(text):
    out = []
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        base, marks = parts[0], parts[1:]
        tone = next((m for m in marks if m in VNI_MARKS), "")
        upper = base.isupper()
        if char in "đĐ":
            mapped = "ñ" if char == "đ" else "Ñ"
        elif base in "iI" and tone:
            mapped = {"\u0300": "ì", "\u0301": "í", "\u0309": "æ", "\u0303": "ó", "\u0323": "ò"}[tone]
        elif "\u0302" in marks:
            mapped = base + VNI_CIRCUMFLEX[tone]
        elif "\u0306" in marks:
            mapped = base + VNI_BREVE[tone]
        elif "\u031b" in marks:
            mapped = ("ô" if base in "oO" else "ö") + (VNI_MARKS[tone] if tone else "")
        elif base in "yY" and tone == "\u0323":
            mapped = "î"
        elif tone:
            mapped = base + VNI_MARKS[tone]
        else:
            mapped = char
        out.append(mapped.upper() if upper else mapped)
    return "".join(out)


def column_name(index):
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def serial(value, base_1904=False):
    epoch = datetime.datetime(1904, 1, 1) if base_1904 else datetime.datetime(1899, 12, 30)
    return (value - epoch).total_seconds() / 86400


def write_xlsx(path, table, *, inline=False, base_1904=False, dimension="A1", merges=(), numbers_as_serial=False,
               sheet="Sheet1", before=(), prefix="", strings_missing=False, broken=False):
    """table: rows of cells; a datetime becomes a date cell, a number a number, the rest text. before:
    other sheets in front of it, as (name, table)."""
    sheets = [*before, (sheet, table)]
    shared, index = [], {}

    def text_cell(reference, text):
        if inline:
            return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{html.escape(text)}</t></is></c>'
        if text not in index:
            index[text] = len(shared)
            shared.append(text)
        return f'<c r="{reference}" t="s"><v>{index[text]}</v></c>'

    def make_sheet(rows):
        out = []
        for number, row in enumerate(rows, 1):
            cells = []
            for column, value in enumerate(row):
                reference = f"{column_name(column)}{number}"
                if value is None or value == "":
                    continue
                if isinstance(value, datetime.datetime):
                    style = "" if numbers_as_serial else ' s="1"'
                    cells.append(f'<c r="{reference}"{style}><v>{serial(value, base_1904):.10f}</v></c>')
                elif isinstance(value, (int, float)):
                    cells.append(f'<c r="{reference}"><v>{value}</v></c>')
                else:
                    cells.append(text_cell(reference, value))
            out.append(f'<row r="{number}">{"".join(cells)}</row>')
        merged = "".join(f'<mergeCell ref="{m}"/>' for m in merges)
        end = "" if broken else f'</sheetData>{"<mergeCells>" + merged + "</mergeCells>" if merged else ""}</worksheet>'
        return ('<?xml version="1.0" encoding="UTF-8"?><worksheet '
                'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                f'<dimension ref="{dimension}"/><sheetData>{"".join(out)}{end}')

    parts = [make_sheet(rows) for _, rows in sheets]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
                      'content-types"/>')
        book.writestr("xl/_rels/workbook.xml.rels", "<Relationships>" + "".join(
            f'<Relationship Id="rId{i}" Target="{prefix}worksheets/s{i}.xml"/>' for i in range(len(sheets)))
            + "</Relationships>")
        book.writestr("xl/workbook.xml", '<workbook xmlns:r="urn:r">'
                      f'<workbookPr date1904="{int(base_1904)}"/><sheets>' + "".join(
                          f'<sheet name="{html.escape(name)}" sheetId="{i + 1}" r:id="rId{i}"/>'
                          for i, (name, _) in enumerate(sheets)) + "</sheets></workbook>")
        book.writestr("xl/styles.xml", '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-42A]dd/mm/'
                      'yyyy\\ hh:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>'
                      "</styleSheet>")
        if shared and not strings_missing:
            book.writestr("xl/sharedStrings.xml", "<sst>" + "".join(
                f'<si><t xml:space="preserve">{html.escape(s)}</t></si>' for s in shared) + "</sst>")
        for i, part in enumerate(parts):
            book.writestr(f"xl/worksheets/s{i}.xml", part)


def write_html(path, table):
    rows = "".join("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in row) + "</tr>" for row in table)
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'<html><head><meta charset="utf-8"></head><body><table border=1>{rows}</table></body></html>')
