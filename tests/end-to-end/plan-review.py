# SPDX-License-Identifier: GPL-3.0-or-later
"""Checking, comparing and rolling plans from outside: plan-review.py TIENDOCTL SOURCE_FOLDER"""

import json
import os
import re
import sys
import zipfile

import tap

CTL, SOURCE = sys.argv[1], sys.argv[2]
FIXTURES = os.path.join(SOURCE, "tests", "fixtures", "check")


class Office(tap.Program):
    """An empty workspace."""

    def __init__(self):
        super().__init__(CTL)
        self.ws = self.file("so.tiendo")
        self.run("workspace", "new", self.ws)

    def ctl(self, *words, **kw):
        return self.run("--workspace", self.ws, *words, **kw)

    def data(self, *words, **kw):
        return self.json("--workspace", self.ws, *words, **kw)

    def load(self, layout, *changes):
        with open(os.path.join(FIXTURES, layout + ".txt"), encoding="utf-8") as file:
            text = file.read()
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        path = self.file(layout + ".txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return self.data("plan", "import", path)["plan"]


def test_clean_plan(o):
    plan = o.load("annex")
    assert o.data("plan", "check", plan)["findings"] == []
    assert o.data("plan", "check", plan, "--strict")["schema"] == "tiendo-findings/1"


def test_findings(o):
    plan = o.load("annex", ("Tháng 5/2024", ""), ("phục vụ người dân", "phục vụ vụ người dân"))
    findings = o.data("plan", "check", plan, code=1)["findings"]
    assert [f["rule"] for f in findings] == ["repeated-word", "task-without-deadline"]
    for finding in findings:
        assert finding["severity"] == "warning" and finding["text"] and finding["message"]
    assert findings[0]["place"] == "I/1" and findings[1]["place"] == "annex/II/3"
    assert "annex/II/3" in o.ctl("plan", "check", plan, code=1)


def test_clean_in_another_dress(o):
    """Percentages right behind decimal numbers, an annex by another name; also as our own Word file."""
    plan = o.load("annex", ("1. 98% hồ sơ", "1. Chỉ tiêu cụ thể\n1.1. 98% hồ sơ"), ("2. Tối thiểu 92%", "1.2. Tối thiểu 92%"),
                  ("3. 100% văn bản", "1.3. 100% văn bản"), ("4. Tối thiểu 30%", "1.4. Tối thiểu 30%"),
                  ("được giao tại phụ lục kèm theo", "được giao tại Danh mục nhiệm vụ kèm theo"))
    assert o.data("plan", "check", plan, "--strict")["findings"] == []
    out = o.file("dress.docx")
    o.ctl("plan", "export", plan, out)
    assert o.data("plan", "check", o.data("plan", "import", out)["plan"], "--strict")["findings"] == []


def test_hints_count_when_strict(o):
    plan = o.load("annex", ("trách nhiệm, thời hạn", "trách nhiệm , thời hạn"))
    assert [f["severity"] for f in o.data("plan", "check", plan)["findings"]] == ["hint"]
    o.ctl("plan", "check", plan, "--strict", code=1)


def test_fix_is_one_action(o):
    plan = o.load("annex", ("phục vụ người dân", "phục vụ vụ người dân"))
    o.ctl("plan", "check", plan, "--fix", "repeated-word/1")
    assert o.data("plan", "check", plan)["findings"] == []
    assert "phục vụ người dân" in o.ctl("plan", "show", plan)
    o.ctl("history", "undo")
    assert "phục vụ vụ người dân" in o.ctl("plan", "show", plan)
    o.ctl("plan", "check", plan, "--fix", "repeated-word/2", code=2)


def test_circular_conditions(o):
    """Tasks that wait for each other, by number or by what the other makes."""
    plan = o.load("annex", ("Thanh tra Sở | Quý I/2024", "Thanh tra Sở | Sau khi hoàn thành nhiệm vụ 4"),
                  ("Các phòng thuộc Sở | Quý II/2024", "Các phòng thuộc Sở | Sau khi nhiệm vụ 1 hoàn thành"),
                  ("Các đơn vị trực thuộc | Quý III/2024", "Các đơn vị trực thuộc | Sau khi có Báo cáo rà soát"))
    found = [f for f in o.data("plan", "check", plan, code=1)["findings"] if f["rule"] == "circular-condition"]
    assert len(found) == 1 and found[0]["place"] == "annex/I/1" and "1 → 4 → 2 → 1" in found[0]["message"], found


def test_no_certain_fix(o):
    plan = o.load("annex", ("Tháng 5/2024", ""))
    o.ctl("plan", "check", plan, "--fix", "task-without-deadline", code=4)


def test_unknown_plan(o):
    assert o.data("plan", "check", 999, code=2)["code"] == "not-found"


def test_roll(o):
    plan = o.load("annex")
    made = o.data("plan", "roll", plan, "--year", "2025")
    assert made["schema"] == "tiendo-roll/1" and made["plan"] != plan
    kinds = {change["kind"] for change in made["changes"]}
    assert {"header", "year", "deadline", "reference", "basis"} <= kinds, kinds
    assert all(change["before"] == change["after"] for change in made["changes"]
               if change["kind"] in ("reference", "basis"))
    assert {c["kind"] for c in made["changes"] if c["review"]} <= {
        "reference", "basis", "period", "old-year", "task-unfinished", "unit-gone"}
    new = o.data("plan", "show", made["plan"])
    assert new["header"]["plan_year"] == 2025 and new["header"]["number"] is None
    assert "năm 2025" in new["header"]["title"]
    assert new["tasks"][0]["deadline_text"] == "Quý I/2025" and new["tasks"][0]["end"] == "2025-03-31"
    assert "ngày 12 tháng 9 năm 2023" in o.ctl("plan", "show", made["plan"])
    o.ctl("history", "undo")
    o.ctl("plan", "show", made["plan"], code=2)
    assert o.data("plan", "show", plan)["header"]["plan_year"] == 2024
    o.ctl("plan", "roll", plan, code=2)
    o.ctl("plan", "roll", 999, "--year", "2025", code=2)


def test_roll_choices(o):
    """Each task is chosen for itself; one that was reported as done stays behind by itself."""
    plan = o.load("annex")
    tasks = o.data("plan", "roll", plan, "--year", "2025", "--list")["tasks"]
    assert len(tasks) == 7 and not any(t["done"] for t in tasks)
    once = next(t for t in tasks if t["one_off"])
    assert once["fate"] == "offer" and "2025" in once["deadline_after"], once
    regular = next(t for t in tasks if not t["one_off"])
    o.ctl("task", "update", once["id"], "--done", "2024-03-20")
    again = {t["id"]: t for t in o.data("plan", "roll", plan, "--year", "2025", "--list")["tasks"]}
    assert again[once["id"]]["done"] and again[once["id"]]["fate"] == "drop"
    made = o.data("plan", "roll", plan, "--year", "2025", "--keep", once["id"], "--drop", regular["id"])
    words = [t["content"] for t in o.data("plan", "show", made["plan"])["tasks"]]
    assert once["after"] in words and regular["after"] not in words and len(words) == 6
    o.ctl("plan", "roll", plan, "--year", "2025", "--keep", "x", code=2)


def test_compare(o):
    a = o.load("annex")
    b = o.load("annex", ("Quý III/2024", "Quý IV/2024"), ("- Việc kiểm tra được thực hiện thường xuyên trong năm.\n", ""))
    assert o.data("plan", "compare", a, a)["changes"] == []
    found = o.data("plan", "compare", a, b)
    assert found["schema"] == "tiendo-comparison/1"
    assert [(c["change"], c["kind"], c["place"]) for c in found["changes"]] == [
        ("dropped", "block", "I/2"), ("changed", "task", "annex/II/4")]
    assert found["changes"][1]["before"] == "Quý III/2024" and found["changes"][1]["after"] == "Quý IV/2024"
    o.ctl("plan", "compare", a, 999, code=2)


def test_compare_moves(o):
    """What stands elsewhere is moved: neither dropped and added, nor changed in its number."""
    a = o.load("annex")
    two = ("| 2 | Rà soát văn bản quy phạm pháp luật của ngành | Báo cáo rà soát | Văn phòng Sở | Các phòng thuộc Sở |"
           " Quý II/2024 |\n")
    three = "| II | Cải cách thủ tục hành chính |||||\n"
    b = o.load("annex", (two, ""), (three, three + two),
               ("- Mỗi nhiệm vụ có người chịu trách nhiệm, thời hạn và sản phẩm rõ ràng.\n", ""),
               ("1. Mục đích\n", "1. Mục đích\n- Mỗi nhiệm vụ có người chịu trách nhiệm, thời hạn và sản phẩm rõ ràng.\n"))
    found = o.data("plan", "compare", a, b)["changes"]
    assert [(c["change"], c["kind"], c["before"], c["after"]) for c in found] == [
        ("moved", "block", "I/2", "I/1"), ("moved", "task", "annex/I/2", "annex/II/2")], found
    assert found[1]["words"].startswith("Rà soát văn bản")
    # Taken over, the plan has them where the other one has them
    back = o.file("back.docx")
    o.ctl("plan", "export", b, back)
    for left in (1, 0):
        o.ctl("plan", "compare", a, back, "--take", 1)
        assert len(o.data("plan", "compare", a, back)["changes"]) == left


def test_compare_sections(o):
    """A section that goes with all it has is one move; those around it only get other numbers."""
    a = o.load("annex")
    with open(os.path.join(FIXTURES, "annex.txt"), encoding="utf-8") as file:
        text = file.read()
    first = text[text.index("2. Cải cách tổ chức"):text.index("3. Chuyển đổi số")]
    second = text[text.index("3. Chuyển đổi số"):text.index("IV. TỔ CHỨC")]
    b = o.load("annex", (first + second, "2." + second[2:] + "3." + first[2:]))
    found = o.data("plan", "compare", a, b)["changes"]
    assert [(c["change"], c["kind"]) for c in found] == [("moved", "section")], found


def test_compare_everything(o):
    """Targets with their values, columns, recipients and the header are compared, too."""
    a = o.load("annex")
    b = o.load("annex", ("Tối thiểu 92% người dân", "Tối thiểu 95% người dân"), ("| Sản phẩm |", "| Kết quả đạt được |"),
               ("- Sở Nội vụ (để phối hợp);\n", ""), ("Bình Minh, ngày 15", "Bình Minh, ngày 18"))
    found = o.data("plan", "compare", a, b)["changes"]
    seen = {(c["change"], c["kind"], c["field"]) for c in found}
    assert ("changed", "target", "value") in seen and ("dropped", "recipient", None) in seen, seen
    assert ("changed", "plan", "issued_date") in seen and ("changed", "plan_column", "heading") in seen, seen
    value = next(c for c in found if c["kind"] == "target" and c["field"] == "value")
    assert (value["before"], value["after"]) == ("92", "95")


def test_returned_file(o):
    """The Word file that came back is compared with the plan, and its changes are taken one by one."""
    plan = o.load("annex")
    back = o.file("back.docx")
    o.ctl("plan", "export", plan, back)
    assert o.data("plan", "compare", plan, back)["changes"] == []
    changed = o.load("annex", ("Quý III/2024", "Quý IV/2024"), ("thời hạn và sản phẩm rõ ràng", "thời hạn rõ ràng"),
                     ("- Việc kiểm tra", "- Phụ huynh được góp ý qua hộp thư của ngành.\n- Việc kiểm tra"))
    o.ctl("plan", "export", changed, back, "--force")
    for left in (3, 2, 1):
        assert len(o.data("plan", "compare", plan, back)["changes"]) == left
        o.ctl("plan", "compare", plan, back, "--take", 1)
    assert o.data("plan", "compare", plan, back)["changes"] == []
    text = o.ctl("plan", "show", plan)
    assert text.index("Phụ huynh được góp ý") < text.index("Việc kiểm tra")
    assert o.data("plan", "show", plan)["tasks"][3]["end"] == "2024-12-31"
    o.ctl("history", "undo", 3)
    assert len(o.data("plan", "compare", plan, back)["changes"]) == 3
    o.ctl("plan", "compare", plan, back, "--take", 99, code=2)


def test_dismissed_finding(o):
    plan = o.load("annex", ("Tháng 5/2024", ""))
    o.ctl("plan", "check", plan, "--dismiss", "task-without-deadline", "--reason", "đã thống nhất")
    assert o.data("plan", "check", plan)["findings"] == []
    o.ctl("history", "undo")
    assert len(o.data("plan", "check", plan, code=1)["findings"]) == 1


def test_baselines(o):
    plan = o.load("annex")
    o.ctl("plan", "baseline", plan, "--name", "Bản trình ký")
    task = o.data("task", "list")["tasks"]
    task = [t for t in task if t["plan"] == plan][0]["id"]
    o.ctl("record", "set", "task", task, "deadline_text=Quý III/2024")
    kept = o.data("plan", "baseline", plan)["baselines"]
    assert [b["name"] for b in kept] == ["Bản trình ký"]
    changes = o.data("plan", "compare", f"{plan}#{kept[0]['id']}", plan)["changes"]
    assert [(c["field"], c["before"], c["after"]) for c in changes] == [
        ("deadline_text", "Quý I/2024", "Quý III/2024")]
    o.ctl("plan", "compare", f"{plan}#99", plan, code=2)
    o.ctl("plan", "baseline", 999, "--name", "x", code=2)


def test_as_it_was_on_a_day(o):
    plan = o.load("annex")
    task = [t for t in o.data("task", "list")["tasks"] if t["plan"] == plan][0]["id"]
    for day, words in (("2099-06-10", "Quý II/2024"), ("2099-06-20", "Quý III/2024")):
        o.ctl("record", "set", "task", task, f"deadline_text={words}", env={"TIENDO_NOW": day + "T09:00"})
    changes = o.data("plan", "compare", f"{plan}@2099-06-14", plan)["changes"]
    assert [(c["before"], c["after"]) for c in changes] == [("Quý II/2024", "Quý III/2024")], changes
    assert o.data("plan", "compare", f"{plan}@2099-06-30", plan)["changes"] == []
    o.ctl("plan", "compare", f"{plan}@2099-13-30", plan, code=2)


def test_comments(o):
    plan = o.load("annex")
    task = [t for t in o.data("task", "list")["tasks"] if t["plan"] == plan][0]["id"]
    o.ctl("plan", "comment", plan, "Cần rõ ai chủ trì", "--task", task)
    o.ctl("plan", "comment", plan, "Trình trước thứ Sáu")
    comments = o.data("plan", "comment", plan)["comments"]
    assert [(c["kind"], c["resolved"]) for c in comments] == [("task", False), ("plan", False)]
    o.ctl("plan", "comment", plan, "--resolve", comments[0]["id"])
    assert [c["resolved"] for c in o.data("plan", "comment", plan)["comments"]] == [True, False]
    o.ctl("plan", "delete", plan)
    assert o.data("record", "list", "comment")["records"] == []
    o.ctl("plan", "comment", plan, "x", "--task", 9999, code=2)


def remark(path, out, words):
    """The Word file with a comment on the paragraph of these words, an answer to it, and one on nothing."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name).decode() if name.endswith((".xml", ".rels")) else file.read(name)
                 for name in file.namelist()}
    spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' \
             'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" ' \
             'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    body = parts["word/document.xml"]
    at = body.rindex("<w:r>", 0, body.index(words))
    end = body.index("</w:r>", at) + len("</w:r>")
    body = body[:at] + '<w:commentRangeStart w:id="1"/>' + body[at:end] + \
        '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>' + body[end:]
    said = [("1", "Trần Thị Bích", "01", "Nêu rõ số buổi"), ("2", "Lê Văn Cường", "02", "Đã bổ sung"),
            ("3", "Trần Thị Bích", "03", "Trình trước thứ Sáu")]
    parts["word/document.xml"] = body
    parts["word/comments.xml"] = f"<w:comments {spaces}>" + "".join(
        f'<w:comment w:id="{i}" w:author="{author}" w:date="2024-02-05T0{i}:00:00Z"><w:p w14:paraId="{p}"><w:r>'
        f"<w:t>{text}</w:t></w:r></w:p></w:comment>" for i, author, p, text in said) + "</w:comments>"
    parts["word/commentsExtended.xml"] = f'<w15:commentsEx {spaces}><w15:commentEx w15:paraId="01" w15:done="1"/>' \
        '<w15:commentEx w15:paraId="02" w15:paraIdParent="01"/></w15:commentsEx>'
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        "</Relationships>", '<Relationship Id="c1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/comments" Target="comments.xml"/><Relationship Id="c2" Type="http://schemas.microsoft.com/'
        'office/2011/relationships/commentsExtended" Target="commentsExtended.xml"/></Relationships>')
    with zipfile.ZipFile(out, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)


def test_returned_comments(o):
    """The comments of the Word file that came back are taken over once, with answers and what is settled."""
    plan = o.load("annex")
    sent, back = o.file("sent.docx"), o.file("remarks.docx")
    o.ctl("plan", "export", plan, sent)
    remark(sent, back, "Việc kiểm tra được thực hiện thường xuyên")
    # Meanwhile the words of the plan were changed
    block = next(b for b in o.data("record", "list", "block")["records"] if "Việc kiểm tra được" in (b["text"] or ""))
    o.ctl("record", "set", "block", block["id"], "text=Việc kiểm tra được thực hiện thường xuyên, có ghi chép.")
    assert "3" in o.ctl("plan", "comment", plan, "--from", back)
    comments = o.data("plan", "comment", plan)["comments"]
    assert [(c["kind"], c["author"], c["text"], c["resolved"]) for c in comments] == [
        ("block", "Trần Thị Bích", "Nêu rõ số buổi", True), ("comment", "Lê Văn Cường", "Đã bổ sung", False),
        ("plan", "Trần Thị Bích", "Trình trước thứ Sáu", False)], comments
    assert comments[0]["record"] == block["id"] and comments[1]["reply_to"] == comments[0]["id"]
    assert comments[0]["at"] == "2024-02-05T01:00:00" and comments[0]["quote"].startswith("Việc kiểm tra")
    assert "0" in o.ctl("plan", "comment", plan, "--from", back)
    o.ctl("plan", "comment", plan, "Cảm ơn", "--reply", comments[0]["id"])
    assert [c["text"] for c in o.data("plan", "comment", plan)["comments"]][:3] == [
        "Nêu rõ số buổi", "Đã bổ sung", "Cảm ơn"]
    o.ctl("history", "undo", 2)
    assert o.data("plan", "comment", plan)["comments"] == []
    o.ctl("plan", "comment", plan, "--from", o.file("none.docx"), code=3)


def test_corpus_mistakes(o):
    corpus = os.environ.get("TD_CORPUS", "")
    table = os.path.join(corpus, "mistakes.json")
    if not os.path.exists(table):
        raise tap.Skip("no corpus here")
    with open(table, encoding="utf-8") as file:
        mistakes = json.load(file)
    found = {}
    for slug in sorted({m["plan"] for m in mistakes}):
        plan = o.data("plan", "import", os.path.join(corpus, slug + ".docx"))["plan"]
        found[slug] = o.data("plan", "check", plan, code=1)["findings"]
    missed = [m["mistake"] for m in mistakes
              if not any(re.search(m["matches"], f'{f["place"]} {f["text"]} {f["message"]}'.lower())
                         for f in found[m["plan"]])]
    assert not missed, missed


if __name__ == "__main__":
    sys.exit(tap.main(globals(), Office))
