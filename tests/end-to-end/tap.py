# SPDX-License-Identifier: GPL-3.0-or-later
"""A tiny TAP producer: every function whose name starts with test_ is one test."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback


class Skip(Exception):
    """Raised by a test that cannot run here; the message says why."""


class Program:
    """tiendoctl with a home of its own, so that nothing of the user is read or written."""

    def __init__(self, path):
        self.path = path
        self.folder = tempfile.mkdtemp(prefix="td-e2e-")
        self.env = dict(os.environ, HOME=self.folder, LC_ALL="C.UTF-8", TZ="Asia/Ho_Chi_Minh",
                        XDG_DATA_HOME=os.path.join(self.folder, "data"),
                        XDG_CONFIG_HOME=os.path.join(self.folder, "config"),
                        XDG_CACHE_HOME=os.path.join(self.folder, "cache"),
                        XDG_STATE_HOME=os.path.join(self.folder, "state"))
        self.env.pop("LANGUAGE", None)

    def file(self, name):
        return os.path.join(self.folder, name)

    def run(self, *words, code=0, env=None):
        """Runs a command and returns its standard output; the exit code must be @code."""
        done = subprocess.run([self.path, *map(str, words)], env=dict(self.env, **(env or {})),
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
        if done.returncode != code:
            raise AssertionError(f"{' '.join(map(str, words))}: exit {done.returncode}, not {code}\n"
                                 f"{done.stdout}{done.stderr}")
        return done.stdout if code in (0, 1) or "--json" in words else done.stderr

    def json(self, *words, code=0):
        return json.loads(self.run("--json", *words, code=code))

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def main(tests, make):
    """Runs the functions of @tests in order; make() gives each a fresh fixture that has close()."""
    failed = 0
    chosen = [t for n, t in tests.items() if n.startswith("test_") and callable(t)]
    print("TAP version 13")
    print(f"1..{len(chosen)}")
    for number, test in enumerate(chosen, 1):
        fixture = make()
        try:
            test(fixture)
            print(f"ok {number} {test.__name__}")
        except Skip as reason:
            print(f"ok {number} {test.__name__} # SKIP {reason}")
        except Exception:  # a test may fail in any way
            failed += 1
            print(f"not ok {number} {test.__name__}")
            for line in traceback.format_exc().splitlines():
                print(f"# {line}")
        finally:
            fixture.close()
        sys.stdout.flush()
    return 1 if failed else 0
