#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of dossiers and its table: bench-dossier-table.py HELPER EMPTY TIENDOCTL [WORKSPACE | ROWS]

Frames are processor time of the main thread beside those of a column view of labels with the same columns in
one process; memory is the most that was resident beside an empty window. Without a workspace one of ROWS
(1 000 000) made-up dossiers is made."""

import importlib.util
import os
import subprocess
import sys
import tempfile
import time

FRAME_RATIO, WORST_FRAME = 0.35, 16
OPEN, FIRST_SCREEN = 100, 200
MEMORY_RATIO, MEMORY_MORE = 1.3, 64


def maker():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bench-dossier.py")
    spec = importlib.util.spec_from_file_location("bench_dossier", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.make


def peak(argv, seconds=None):
    """MiB that the program had resident at most."""
    child = subprocess.Popen(argv, stdout=subprocess.DEVNULL)
    if seconds is not None:
        time.sleep(seconds)
        child.terminate()
    return os.wait4(child.pid, 0)[2].ru_maxrss / 1024


def row(name, value, limit, unit="ms"):
    met = value <= limit
    print(f"{name:44} {value:9.3f} {unit:3} limit {limit:.6g}{'' if met else '  ABOVE'}")
    return not met


def main():
    helper, empty, ctl = (os.path.abspath(path) for path in sys.argv[1:4])
    source = sys.argv[4] if len(sys.argv) > 4 else "1000000"
    with tempfile.TemporaryDirectory(prefix="td-bench-") as folder:
        env = dict(os.environ, HOME=folder, XDG_DATA_HOME=folder, XDG_STATE_HOME=folder, XDG_CONFIG_HOME=folder)
        os.environ.update(env)
        workspace = source
        if source.isdigit():
            workspace, csv = os.path.join(folder, "list.tiendo"), os.path.join(folder, "dossiers.csv")
            maker()(csv, int(source))
            subprocess.run([ctl, "workspace", "new", workspace], check=True, stdout=subprocess.DEVNULL)
            subprocess.run([ctl, "--workspace", workspace, "dossier", "import", csv], check=True,
                           stdout=subprocess.DEVNULL)
            os.remove(csv)
        subprocess.run([ctl, "--workspace", workspace, "workspace", "index"], check=True, stdout=subprocess.DEVNULL)
        done = subprocess.run([helper, workspace], check=True, capture_output=True, text=True)
        figures = {}
        for line in done.stdout.splitlines():
            name, _, *values = line.split()
            figures[name] = [float(v) for v in values]
        above = 0
        for part in ("jump", "scroll"):
            ours, peer = figures[part], figures[f"{part}-labels"]
            print(f"{part}: median {ours[0]:.2f} ms, p95 {ours[1]:.2f} ms; labels {peer[0]:.2f} ms, {peer[1]:.2f} ms")
            above += row(f"{part}, p95 beside labels", ours[1] / peer[1], FRAME_RATIO, "")
        above += row("worst frame of a jump", figures["jump-worst-frame"][0], WORST_FRAME)
        above += row("worst frame of scrolling", figures["scroll"][2], WORST_FRAME)
        above += row("opening the page, its first frame (wall)", figures["open-frame"][0], OPEN)
        above += row("first screen of a filter or order (wall)", figures["first-screen"][1], FIRST_SCREEN)
        least = peak([empty], 3)
        ours = peak([helper, workspace, "still"])
        above += row("memory beside an empty window", ours, MEMORY_RATIO * least + MEMORY_MORE, "MiB")
        print(f"load of the machine {os.getloadavg()[0]:.1f}")
    return 1 if above else 0


if __name__ == "__main__":
    sys.exit(main())
