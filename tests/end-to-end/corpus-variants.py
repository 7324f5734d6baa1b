#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Alters the Word files of the corpus as other clerks would have typed them, and demands that the importer understands
the altered file as well as the original one.

corpus-variants.py DUMP-PROGRAM
"""
import copy
import io
import json
import os
import re
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ET
import zipfile

import corpus

TOLERANCE = 0.02
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = "{%s}" % NAMESPACE
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LABEL = re.compile(r"^\s*(?:([IVX]+)\.|(\d+)\.(?!\d)|(\d+(?:\.\d+)+)\.?)\s")


def text_of(element):
    return "".join(node.text or "" for node in element.iter(W + "t"))


def runs_of(paragraph):
    return [run for run in paragraph.iter(W + "r") if text_of(run)]


def properties(paragraph):
    found = paragraph.find(W + "pPr")
    if found is None:
        found = ET.Element(W + "pPr")
        paragraph.insert(0, found)
    return found


def is_bold(paragraph):
    runs = [run for run in runs_of(paragraph) if text_of(run).strip()]
    return bool(runs) and all(run.find(W + "rPr") is not None and run.find(W + "rPr").find(W + "b") is not None for run in runs)


def make_bold(paragraph):
    for run in runs_of(paragraph):
        style = run.find(W + "rPr")
        if style is None:
            style = ET.Element(W + "rPr")
            run.insert(0, style)
        if style.find(W + "b") is None:
            style.insert(0, ET.Element(W + "b"))


def task_tables(body):
    """The tables whose header has a column of numbers."""
    for table in body.iter(W + "tbl"):
        first = table.find(W + "tr")
        if first is not None and text_of(first.find(W + "tc")).strip() in ("STT", "TT"):
            yield table


def span_of(cell):
    span = cell.find(W + "tcPr/" + W + "gridSpan")
    return int(span.get(W + "val")) if span is not None else 1


def strip_start(paragraph, length):
    """Removes @length characters from the beginning of the text."""
    for node in paragraph.iter(W + "t"):
        cut = min(length, len(node.text or ""))
        node.text = (node.text or "")[cut:]
        node.set(XML_SPACE, "preserve")
        length -= cut
        if not length:
            return


def add_start(paragraph, text):
    run = ET.Element(W + "r")
    node = ET.SubElement(run, W + "t")
    node.text = text
    node.set(XML_SPACE, "preserve")
    paragraph.insert(1 if paragraph.find(W + "pPr") is not None else 0, run)


# Each variant changes the body in place; the package is at hand for those that need another part.

def columns_permuted(body, package):
    for table in task_tables(body):
        count = len(table.find(W + "tr").findall(W + "tc"))
        order = [0, 1] + list(range(count - 1, 1, -1))
        for row in table.findall(W + "tr"):
            cells = row.findall(W + "tc")
            if len(cells) != count or any(span_of(cell) > 1 for cell in cells):
                continue
            for cell in cells:
                row.remove(cell)
            row.extend(cells[i] for i in order)


def headings_as_styles(body, package):
    for paragraph in body.findall(W + "p"):
        label = LABEL.match(text_of(paragraph))
        if label and is_bold(paragraph):
            level = 0 if label[1] else 1 if label[2] else 2
            ET.SubElement(properties(paragraph), W + "outlineLvl").set(W + "val", str(level))


def headings_as_bold(body, package):
    for paragraph in body.findall(W + "p"):
        style = properties(paragraph).find(W + "pStyle")
        if style is not None and style.get(W + "val", "").startswith("Heading"):
            properties(paragraph).remove(style)
            make_bold(paragraph)


def lists_typed(body, package):
    for paragraph in body.iter(W + "p"):
        numbering = properties(paragraph).find(W + "numPr")
        if numbering is not None:
            properties(paragraph).remove(numbering)
            add_start(paragraph, "- ")


def lists_automatic(body, package):
    number = package.add_bullet_list()
    for paragraph in body.findall(W + "p"):
        found = re.match(r"^\s*[-–]\s+", text_of(paragraph))
        if found:
            strip_start(paragraph, found.end())
            numbering = ET.SubElement(properties(paragraph), W + "numPr")
            ET.SubElement(numbering, W + "ilvl").set(W + "val", "0")
            ET.SubElement(numbering, W + "numId").set(W + "val", number)


def decomposed(body, package):
    for node in body.iter(W + "t"):
        node.text = unicodedata.normalize("NFD", node.text or "")


def runs_cut(body, package):
    for paragraph in body.iter(W + "p"):
        for run in list(paragraph):
            nodes = run.findall(W + "t") if run.tag == W + "r" else []
            if len(nodes) != 1 or len(nodes[0].text or "") < 6:
                continue
            text = nodes[0].text
            at = list(paragraph).index(run)
            paragraph.remove(run)
            for i, part in enumerate((text[: len(text) // 3], text[len(text) // 3: -2], text[-2:])):
                piece = copy.deepcopy(run)
                piece.find(W + "t").text = part
                piece.find(W + "t").set(XML_SPACE, "preserve")
                paragraph.insert(at + i, piece)


def tracked_changes(body, package):
    attributes = {W + "id": "900", W + "author": "a", W + "date": "2026-01-01T00:00:00Z"}
    for i, paragraph in enumerate(list(body.iter(W + "p"))):
        run = paragraph.find(W + "r")
        if run is None or i % 3:
            continue
        at = list(paragraph).index(run)
        deleted = ET.Element(W + "del", attributes)
        gone = ET.SubElement(ET.SubElement(deleted, W + "r"), W + "delText")
        gone.text = "bỏ đi "
        paragraph.remove(run)
        inserted = ET.Element(W + "ins", attributes)
        inserted.append(run)
        paragraph.insert(at, deleted)
        paragraph.insert(at + 1, inserted)
    for table in task_tables(body):
        rows = table.findall(W + "tr")
        row = copy.deepcopy(rows[-1])
        mark = row.find(W + "trPr")
        if mark is None:
            mark = ET.Element(W + "trPr")
            row.insert(0, mark)
        ET.SubElement(mark, W + "del", attributes)
        table.insert(list(table).index(rows[-1]), row)


def tables_split(body, package):
    for table in list(task_tables(body)):
        rows = table.findall(W + "tr")
        second = copy.deepcopy(table)
        for row in rows[len(rows) // 2:]:
            table.remove(row)
        for row in second.findall(W + "tr")[: len(rows) // 2]:
            second.remove(row)
        at = list(body).index(table)
        body.insert(at + 1, ET.Element(W + "p"))
        body.insert(at + 2, second)


def headers_retyped(body, package):
    for table in task_tables(body):
        rows = table.findall(W + "tr")
        for place in (len(rows) // 3, len(rows) // 2, 2 * len(rows) // 3):
            header = copy.deepcopy(rows[0])
            for mark in list(header.iter(W + "trPr")):
                for repeat in mark.findall(W + "tblHeader"):
                    mark.remove(repeat)
            table.insert(list(table).index(rows[place]), header)


def areas_in_one_cell(body, package):
    for table in task_tables(body):
        for row in table.findall(W + "tr"):
            cells = row.findall(W + "tc")
            number = text_of(cells[0]).strip() if cells else ""
            if len(cells) != 2 or not re.fullmatch(r"[IVX]+", number):
                continue
            span = cells[1].find(W + "tcPr/" + W + "gridSpan")
            span.set(W + "val", str(span_of(cells[1]) + 1))
            row.remove(cells[0])
            paragraph = next(p for p in cells[1].iter(W + "p") if text_of(p).strip())
            add_start(paragraph, number + ". ")
            make_bold(paragraph)


def breaks_in_cells(body, package):
    """Paragraphs of a cell become soft line breaks."""
    for table in task_tables(body):
        for cell in table.iter(W + "tc"):
            paragraphs = cell.findall(W + "p")
            for paragraph in paragraphs[1:]:
                ET.SubElement(ET.SubElement(paragraphs[0], W + "r"), W + "br")
                for child in list(paragraph):
                    if child.tag != W + "pPr":
                        paragraphs[0].append(child)
                cell.remove(paragraph)


def spaces_odd(body, package):
    """A tab after typed numbers, and a no-break space in the middle of a text."""
    for paragraph in body.findall(W + "p"):
        nodes = [node for node in paragraph.iter(W + "t") if node.text]
        if nodes and LABEL.match(nodes[0].text or ""):
            nodes[0].text = re.sub(r"^(\s*\S+)\s", "\\1\u00a0", nodes[0].text)
        elif nodes:
            nodes[-1].text = nodes[-1].text.replace(" ", "\u00a0", 1)


def titles_broken(body, package):
    """A soft line break in the middle of titles."""
    for paragraph in body.findall(W + "p"):
        runs = runs_of(paragraph)
        text = text_of(paragraph)
        if len(runs) != 1 or not is_bold(paragraph) or len(text.split()) < 6:
            continue
        words = text.split()
        node = runs[0].find(W + "t")
        node.text = " ".join(words[: len(words) // 2])
        ET.SubElement(runs[0], W + "br")
        rest = ET.SubElement(runs[0], W + "t")
        rest.text = " ".join(words[len(words) // 2:])


def hyphens_unbreakable(body, package):
    for run in body.iter(W + "r"):
        for node in run.findall(W + "t"):
            if "-" not in (node.text or "")[1:-1]:
                continue
            at = list(run).index(node)
            run.remove(node)
            for i, part in enumerate(node.text.split("-")):
                if i:
                    run.insert(at, ET.Element(W + "noBreakHyphen"))
                    at += 1
                piece = ET.Element(W + "t", {XML_SPACE: "preserve"})
                piece.text = part
                run.insert(at, piece)
                at += 1


def note_marks(body, package):
    """A superscript mark of a note after the text of cells and of some paragraphs."""
    def mark(paragraph):
        run = ET.SubElement(paragraph, W + "r")
        ET.SubElement(ET.SubElement(run, W + "rPr"), W + "vertAlign").set(W + "val", "superscript")
        ET.SubElement(run, W + "t").text = "1"

    for table in task_tables(body):
        for row in table.findall(W + "tr")[1:]:
            for cell in row.findall(W + "tc")[1:]:
                paragraphs = [p for p in cell.findall(W + "p") if text_of(p).strip()]
                if paragraphs:
                    mark(paragraphs[-1])
    for paragraph in body.findall(W + "p")[::5]:
        if text_of(paragraph).rstrip().endswith((".", ";")):
            mark(paragraph)


def paragraphs_deleted(body, package):
    """Paragraphs that a tracked change took out stand between the others."""
    attributes = {W + "id": "901", W + "author": "a", W + "date": "2026-01-01T00:00:00Z"}
    for i, paragraph in enumerate(list(body.findall(W + "p"))):
        if i % 4 or not text_of(paragraph).strip():
            continue
        gone = ET.Element(W + "p")
        ET.SubElement(ET.SubElement(ET.SubElement(gone, W + "pPr"), W + "rPr"), W + "del", attributes)
        deleted = ET.SubElement(gone, W + "del", attributes)
        ET.SubElement(ET.SubElement(deleted, W + "r"), W + "delText").text = "1. Đoạn đã bỏ 55%."
        body.insert(list(body).index(paragraph), gone)


def areas_without_merging(body, package):
    """The number of an area typed before its title, in a row whose other cells are empty."""
    for table in task_tables(body):
        count = len(table.find(W + "tr").findall(W + "tc"))
        for row in table.findall(W + "tr"):
            cells = row.findall(W + "tc")
            number = text_of(cells[0]).strip() if cells else ""
            if len(cells) != 2 or not re.fullmatch(r"[IVX]+", number):
                continue
            paragraph = next(p for p in cells[1].iter(W + "p") if text_of(p).strip())
            add_start(paragraph, number + ". ")
            make_bold(paragraph)
            for node in cells[0].iter(W + "t"):
                node.text = ""
            properties_of_cell = cells[1].find(W + "tcPr")
            properties_of_cell.remove(properties_of_cell.find(W + "gridSpan"))
            for _ in range(count - 2):
                ET.SubElement(ET.SubElement(row, W + "tc"), W + "p")


VARIANTS = (columns_permuted, headings_as_styles, headings_as_bold, lists_typed, lists_automatic, decomposed, runs_cut,
            tracked_changes, tables_split, headers_retyped, areas_in_one_cell, breaks_in_cells, spaces_odd,
            titles_broken, hyphens_unbreakable, note_marks, paragraphs_deleted, areas_without_merging)


class Package:
    """A .docx in memory."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        for _, (prefix, uri) in ET.iterparse(io.BytesIO(self.parts["word/document.xml"]), events=["start-ns"]):
            ET.register_namespace(prefix, uri)
        self.document = ET.fromstring(self.parts["word/document.xml"])

    def body(self):
        return self.document.find(W + "body")

    def add_bullet_list(self):
        """The number of a new list of dashes."""
        name = "word/numbering.xml"
        if name not in self.parts:
            self.parts[name] = ('<w:numbering xmlns:w="%s"/>' % NAMESPACE).encode()
            self.parts["[Content_Types].xml"] = self.parts["[Content_Types].xml"].replace(
                b"</Types>", b'<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-'
                b'officedocument.wordprocessingml.numbering+xml"/></Types>')
            self.parts["word/_rels/document.xml.rels"] = self.parts["word/_rels/document.xml.rels"].replace(
                b"</Relationships>", b'<Relationship Id="rIdLists" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                b'relationships/numbering" Target="numbering.xml"/></Relationships>')
        root = ET.fromstring(self.parts[name])
        abstract = ET.Element(W + "abstractNum", {W + "abstractNumId": "970"})
        level = ET.SubElement(abstract, W + "lvl", {W + "ilvl": "0"})
        ET.SubElement(level, W + "start", {W + "val": "1"})
        ET.SubElement(level, W + "numFmt", {W + "val": "bullet"})
        ET.SubElement(level, W + "lvlText", {W + "val": "-"})
        root.insert(0, abstract)
        number = ET.SubElement(root, W + "num", {W + "numId": "971"})
        ET.SubElement(number, W + "abstractNumId", {W + "val": "970"})
        self.parts[name] = ET.tostring(root, encoding="utf-8", xml_declaration=True)
        return "971"

    def save(self, path):
        self.parts["word/document.xml"] = ET.tostring(self.document, encoding="utf-8", xml_declaration=True)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                archive.writestr(name, data)


def main():
    path = corpus.folder()
    dump = sys.argv[1]
    only = sys.argv[2:]
    score = corpus.scorer(path)
    tap = corpus.Tap()

    for slug in corpus.slugs(path):
        original = os.path.join(path, slug + ".docx")
        with open(os.path.join(path, slug + ".gold.json"), encoding="utf-8") as file:
            gold = json.load(file)
        expected = corpus.measures(score.score(gold, corpus.read_plan(dump, original)))
        for variant in VARIANTS:
            if only and variant.__name__ not in only:
                continue
            package = Package(original)
            variant(package.body(), package)
            misses = []
            with tempfile.TemporaryDirectory() as folder:
                altered = os.path.join(folder, "altered.docx")
                package.save(altered)
                found = corpus.measures(score.score(gold, corpus.read_plan(dump, altered), misses))
            worse = [f"{key}: {expected[key]} -> {found.get(key)}" for key in expected
                     if found.get(key, 0) < expected[key] - TOLERANCE]
            tap.check(not worse, f"{slug} {variant.__name__}", *worse, *misses[:10])
    tap.finish()


if __name__ == "__main__":
    main()
