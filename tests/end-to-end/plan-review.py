# SPDX-License-Identifier: GPL-3.0-or-later
"""Checking, comparing and rolling plans from outside: plan-review.py TIENDOCTL SOURCE_FOLDER"""

import json
import os
import re
import sys

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


def test_no_certain_fix(o):
    plan = o.load("annex", ("Tháng 5/2024", ""))
    o.ctl("plan", "check", plan, "--fix", "task-without-deadline", code=4)


def test_unknown_plan(o):
    assert o.data("plan", "check", 999, code=2)["code"] == "not-found"


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
