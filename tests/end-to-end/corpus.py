# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests on the corpus of real plans share: reading a file with the dump program and scoring it."""
import importlib.util
import json
import os
import subprocess
import sys
import tempfile


def folder():
    """The corpus, or the end of the test: 77 is "skipped" for meson."""
    path = os.environ.get("TD_CORPUS")
    if not path or not os.path.isdir(path):
        print("1..0 # SKIP TD_CORPUS is not set")
        sys.exit(0)
    return path


def scorer(path):
    spec = importlib.util.spec_from_file_location("score", os.path.join(path, "score.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def slugs(path):
    return sorted(name[: -len(".gold.json")] for name in os.listdir(path)
                  if name.endswith(".gold.json") and os.path.exists(os.path.join(path, name.replace(".gold.json", ".docx"))))


def read_plan(dump, file):
    """The JSON form of the plan in @file."""
    with tempfile.TemporaryFile() as out:
        subprocess.run([dump, file], check=True, stdout=out, timeout=300)
        out.seek(0)
        return json.load(out)


def measures(result):
    """One flat dictionary of everything that is scored between 0 and 1."""
    flat = {key + ".f1": result[key]["f1"] for key in ("tasks", "targets", "sections", "legal_bases", "recipients")}
    flat["header"] = result["header"]["accuracy"]
    for key in ("tasks", "targets", "sections"):
        for field, value in result[key]["fields"].items():
            flat[f"{key}.{field}"] = value["accuracy"]
    for field, value in result["tasks"]["list_f1"].items():
        flat[f"tasks.list.{field}"] = value
    return flat


class Tap:
    def __init__(self):
        self.count = 0
        self.failed = 0

    def check(self, good, name, *details):
        self.count += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.count} - {name}")
        for detail in details if not good else ():
            print("#", detail)

    def finish(self):
        print(f"1..{self.count}")
        sys.exit(1 if self.failed else 0)
