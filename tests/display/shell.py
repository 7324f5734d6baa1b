#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The frame of the window: from the welcome page to a workspace, units, undo, history, a second start.

    tests/with-display tests/display/shell.py PROGRAM
"""

import os
import subprocess
import sys
import time
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import Missing, Program, until      # noqa: E402

PROGRAM = sys.argv[1]
ENV = {"TIENDO_AUTHOR": "Trần Thị Hà", "LANGUAGE": "en"}
SAMPLE = os.path.join(os.environ["HOME"], "data", "tiendo", "mau.tiendo")


def check(condition, words):
    if not condition:
        raise Missing(words)


def no_nameless(app):
    nameless = app.unnamed()
    check(not nameless, f"controls without a name: {nameless}")


def save_state(app, words="^Saved "):
    app.find("status bar", words)


def welcome(app):
    app.find("push button", "Open")
    for title in ("Blank plan", "Targets and tasks", "Tasks in the text", "Numbered targets",
                  "Tasks in the annex", "Improving the indices"):
        app.find("list item", title)
    no_nameless(app)


def sample(app):
    app.find("push button", "Sample").click()
    app.find("label", "^mau.tiendo$")
    app.find("list item", "^Units$")
    check(os.path.exists(SAMPLE), "the sample is not where it belongs")
    no_nameless(app)


def units(app):
    app.find("list item", "^Units$").click()
    app.find("push button", "^Add a Unit$")
    no_nameless(app)


def add_unit(app):
    app.find("push button", "^Add a Unit$").click()
    until(lambda: (app.focused() or app).name == "Name" if app.focused() else False, "the name to be ready")
    app.type("Phòng Thử nghiệm")
    app.find("label", "^Phòng Thử nghiệm$")
    save_state(app)
    no_nameless(app)


def undo_typing(app):
    entry = app.find("text", "^Short name$").fill("TN")
    app.key("ctrl+z")       # not committed yet: the field's own step
    check(entry.text == "", f"the field still says {entry.text!r}")
    app.find("push button", "^Undo$")


def undo_and_redo(app):
    app.find("text", "^Short name$").fill("PTN")
    app.find("push button", "Undo: .*Short name")
    app.key("ctrl+z")
    app.find("push button", "Redo: .*Short name")
    check(app.find("text", "^Short name$").text == "", "undo did not reach the field")
    app.key("ctrl+shift+z")
    until(lambda: app.find("text", "^Short name$").text == "PTN", "redo to reach the field")


def aliases(app):
    app.find("push button", "^Add: Other names$").click()
    app.type("Phong TN")
    app.key("Return")
    app.find("push button", "^Remove Phong TN$")
    app.key("Escape")


def search(app):
    app.key("ctrl+f")
    app.type("trung hoc")
    app.find("label", "^Phòng Giáo dục Trung học$")
    app.gone("label", "^Sở Nội vụ$")
    app.key("Escape")
    app.find("label", "^Sở Nội vụ$")


def delete(app):
    app.find("label", "^Sở Nội vụ$").click()
    app.find("push button", "^Delete$").click()
    app.gone("label", "^Sở Nội vụ$")
    app.find("label", "^Unit deleted$")
    app.key("ctrl+z")
    app.find("label", "^Sở Nội vụ$")


def dialogs(app):
    frame = app.find("frame", "")
    for action, words in (("win.history", "Undo to here"), ("win.backups", "Back Up Now"),
                          ("win.office", "Add a signatory")):
        frame.act(action)
        app.find("push button", words)
        no_nameless(app)
        app.key("Escape")
        app.gone("push button", words)


def preferences(app):
    app.key("ctrl+comma")
    app.find("label", "^Colours$")
    no_nameless(app)
    app.key("Escape")
    app.gone("label", "^Colours$")


def sidebar_and_regions(app):
    app.key("F9")
    app.gone("label", "^mau.tiendo$")
    app.key("F9")
    app.find("label", "^mau.tiendo$")
    seen = set()
    for _ in range(5):
        app.key("F6")
        element = app.focused()
        seen.add(element.role if element else None)
    check(len(seen) >= 2, f"F6 stays in one place: {seen}")


def one_window(app):
    before = len(app.windows())
    subprocess.run([PROGRAM, SAMPLE], env={**os.environ, **ENV}, timeout=20, check=True)
    time.sleep(0.5)
    check(len(app.windows()) == before, "opening again made another window")


STEPS = [welcome, sample, units, add_unit, undo_typing, undo_and_redo, aliases, search, delete, dialogs,
         preferences, sidebar_and_regions, one_window]


def again(app):
    """After a restart everything is there, and the last action can still be undone."""
    app.find("list item", "^Units$").click()
    app.key("ctrl+f")
    app.type("nghiem")
    app.find("label", "^Phòng Thử nghiệm$")
    app.key("Escape")
    app.find("push button", "Undo: ")
    app.key("ctrl+z")
    app.find("push button", "Redo: ")


def run(steps, app, number):
    failed = 0
    for step in steps:
        try:
            step(app)
            print(f"ok {number} - {step.__name__}", flush=True)
        except Exception:       # noqa: BLE001  every failure of a step is reported as one
            failed += 1
            print(f"not ok {number} - {step.__name__}", flush=True)
            for line in traceback.format_exc().splitlines():
                print("#", line, flush=True)
        number += 1
    return failed


def main():
    print(f"1..{len(STEPS) + 3}", flush=True)
    app = Program(PROGRAM, env=ENV)
    failed = run(STEPS, app, 1)
    code = app.close()
    app = Program(PROGRAM, SAMPLE, env=ENV)
    failed += run([again], app, len(STEPS) + 1)
    codes = [code, app.close()]
    print("ok" if codes == [0, 0] else "not ok", len(STEPS) + 2, "- ends with", codes)
    faults = [line for line in app.output().splitlines() if "CRITICAL" in line or "WARNING" in line]
    print("not ok" if faults else "ok", len(STEPS) + 3, "- says nothing wrong", *faults[:3])
    return 1 if failed or faults or codes != [0, 0] else 0


sys.exit(main())
