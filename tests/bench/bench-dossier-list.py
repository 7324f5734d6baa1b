#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of many dossiers beside SQL: bench-dossier-list.py TIENDOCTL HELPER [WORKSPACE | ROWS]

Each figure is processor time beside that of the same asked by SQL on the same workspace, and both must give
the same. Without a workspace one of ROWS (1 000 000) made-up dossiers is made. The limits are those of ten
million: SQL takes longer the more there are, and fewer are not judged by them.

  place     100 dossiers at any place of each order beside OFFSET
  open      what it takes before that, once for a filter and an order
  search    the newest 100 of a name beside a scan with LIKE for the name with its marks
  recall    the newest 100 of many more names are those of a scan
  figures   dossiers in hand in a year beside GROUP BY
"""

import importlib.util
import os
import subprocess
import sys
import tempfile

LEAST_ROWS = 10_000_000
LIMITS = {"place": 0.001, "figures": 0.1}
COMMON, RARE, RARE_HITS = 0.002, 0.02, 0.0001


def maker():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bench-dossier.py")
    spec = importlib.util.spec_from_file_location("bench_dossier", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.make


def limit_of(part, name, rows):
    if rows < LEAST_ROWS:
        return None
    if part != "search":
        return LIMITS.get(part)
    hits = int(name.split("(")[1].split()[0])
    return RARE if hits < rows * RARE_HITS else COMMON


def main():
    ctl, helper = (os.path.abspath(path) for path in sys.argv[1:3])
    source = sys.argv[3] if len(sys.argv) > 3 else "1000000"
    with tempfile.TemporaryDirectory(prefix="td-bench-") as folder:
        env = dict(os.environ, HOME=folder, XDG_DATA_HOME=folder, XDG_STATE_HOME=folder)

        def run(*argv):
            return subprocess.run(argv, check=True, capture_output=True, text=True, env=env).stdout

        workspace = source
        if source.isdigit():
            workspace, csv = os.path.join(folder, "list.tiendo"), os.path.join(folder, "dossiers.csv")
            maker()(csv, int(source))
            run(ctl, "workspace", "new", workspace)
            run(ctl, "--workspace", workspace, "dossier", "import", csv)
            os.remove(csv)
        run(ctl, "--workspace", workspace, "workspace", "index")
        rows = int(run("sqlite3", workspace, "SELECT \"rows\" FROM dossier_index"))
        broken = 0
        print(f"{rows} dossiers\n{'':62} {'ours ms':>9} {'peer ms':>10} {'ratio':>9} {'limit':>7}")
        for line in run(helper, workspace).splitlines():
            name, ours, peer, same = line.split("\t")
            ours, peer = float(ours), float(peer)
            limit = limit_of(name.split(":")[0], name, rows)
            ratio = ours / peer if peer > 0 else 0
            met = limit is None or ratio <= limit
            broken += same == "DIFFERENT"
            print(f"{name:62} {ours:9.3f} {peer:10.1f} {ratio:9.5f} {limit or '':>7}"
                  f" {'' if met else 'ABOVE'} {same if same != '-' else ''}".rstrip())
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
