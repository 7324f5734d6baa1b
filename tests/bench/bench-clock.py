# SPDX-License-Identifier: GPL-3.0-or-later
"""Due days and lateness of 10 000 000 dossiers beside numpy's busday_offset with the same holidays:
bench-clock.py BENCH_CLOCK HOLIDAY_FOLDER [N]"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np

LIMIT = 0.06


def holidays(folder):
    """Days off on weekdays and worked days of rest."""
    off, worked = [], []
    for year in range(2022, 2027):
        with open(os.path.join(folder, f"{year}.csv"), encoding="utf-8") as file:
            for line in file.read().splitlines()[1:]:
                day, kind = line.split(",")[:2]
                (worked if kind == "W" else off).append(day)
    return np.array(off, dtype="datetime64[D]"), np.array(worked, dtype="datetime64[D]")


def main():
    program, folder = sys.argv[1:3]
    n = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000_000
    off, worked = holidays(folder)
    base = np.datetime64("2021-12-31")
    rng = np.random.default_rng(1)
    received = rng.integers(1, 1600, n).astype(np.uint16)
    limits = rng.integers(1, 61, n).astype(np.uint8)
    finished = (received + rng.integers(0, 90, n)).astype(np.uint16)
    dates, spans, results = base + received, limits.astype(np.int64), base + finished

    with tempfile.TemporaryDirectory() as place:
        names = [os.path.join(place, name) for name in ("received", "limits", "finished", "due")]
        for name, array in zip(names, (received, limits, finished)):
            array.tofile(name)
        ours = float(subprocess.run([program, folder, str(n), *names], capture_output=True, text=True,
                                    check=True).stdout.split()[1])
        due = np.fromfile(names[3], dtype=np.uint16)

    peers = []
    for _ in range(5):
        begin = time.process_time()
        peer = np.busday_offset(dates, spans, roll="backward", holidays=off)
        peers.append((time.process_time() - begin) * 1e3)
        begin = time.process_time()
        late = results > peer
        peers[-1] += (time.process_time() - begin) * 1e3
    theirs = statistics.median(peers)

    # numpy knows no worked Saturday: compare where none lies in the span
    clear = np.ones(n, dtype=bool)
    for day in worked:
        clear &= ~((dates <= day) & (peer >= day) | (base + due.astype(np.int64) == day))
    assert clear.sum() > n / 3 and (base + due[clear].astype(np.int64) == peer[clear]).all()
    assert late.size == n
    ratio = ours / theirs
    print(f"due days and lateness, {n} dossiers: {ours:.1f} ms, numpy {theirs:.1f} ms, "
          f"ratio {ratio:.4f}, limit {LIMIT}: {'ok' if ratio <= LIMIT else 'MISSED'}")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
