#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the real plans of the corpus and demands the scores that the importer is meant to reach.

corpus-scores.py DUMP-PROGRAM [docx|pdf]
"""
import json
import os
import sys

import corpus

FLOORS = {
    "docx": {"tasks.f1": 0.99, "sections.f1": 0.98, "targets.f1": 0.93, "legal_bases.f1": 0.95, "header": 0.97,
             "recipients.f1": 1.0, "tasks.list.products": 0.95, "tasks.list.lead_units": 0.95,
             "tasks.list.coordinating_units": 0.95},
    "pdf": {"tasks.f1": 0.95},
}
FIELD_FLOOR = {"docx": 0.97, "pdf": 0.0}


def main():
    path = corpus.folder()
    dump = sys.argv[1]
    suffix = sys.argv[2] if len(sys.argv) > 2 else "docx"
    score = corpus.scorer(path)
    tap = corpus.Tap()

    for slug in corpus.slugs(path):
        with open(os.path.join(path, slug + ".gold.json"), encoding="utf-8") as file:
            gold = json.load(file)
        misses = []
        result = score.score(gold, corpus.read_plan(dump, os.path.join(path, f"{slug}.{suffix}")), misses)
        values = corpus.measures(result)
        for name, value in sorted(values.items()):
            floor = FLOORS[suffix].get(name, FIELD_FLOOR[suffix] if name.startswith("tasks.") else 0)
            tap.check(value >= floor, f"{slug}.{suffix} {name} {value} >= {floor}", *misses)
        if suffix == "docx":
            tap.check(result["tasks"]["dates_where_gold_has_none"] == 0, f"{slug} no dates beyond the words")
            good = all(v for k, v in result["header"]["fields"].items() if k.startswith("signatory."))
            tap.check(good, f"{slug} signatory")
    tap.finish()


if __name__ == "__main__":
    main()
