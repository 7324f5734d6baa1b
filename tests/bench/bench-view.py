#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the viewer of PDF files costs on a file of 200 pages, in processor time, beside its limits.

bench-view.py BENCH-VIEW. The 95th percentile is held to the limit; the worst sample is told."""

import subprocess
import sys

# name, milliseconds
LIMITS = {"frame": ("scroll by a frame, main thread", 16),
          "first-page": ("first page, all threads and processes", 100),
          "first-page-wall": ("first page, as a person waits", 100)}
ROUNDS = 200


def main():
    done = subprocess.run([sys.argv[1], str(ROUNDS)], check=True, capture_output=True, text=True)
    over = 0
    for line in done.stdout.splitlines():
        name, samples, median, p95, worst = line.split()
        words, limit = LIMITS.pop(name)
        fits = float(p95) <= limit and int(samples) >= ROUNDS
        over += not fits
        print(f"{words:38} of {samples:>5}: median {median} ms  p95 {p95} ms  worst {worst} ms"
              f"  limit {limit} {'pass' if fits else 'FAIL'}")
    return 1 if over or LIMITS else 0


if __name__ == "__main__":
    sys.exit(main())
