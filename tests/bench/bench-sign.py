#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What signing and verifying costs, in processor time, beside its limits.

bench-sign.py BENCH-SIGN BENCH-WORK PLAN.json SOURCE-FOLDER"""

import json
import os
import subprocess
import sys
import tempfile

sign, work, plan, source = sys.argv[1:5]
sys.path.insert(0, os.path.join(source, "tests", "end-to-end"))

import authority  # noqa: E402  the folder is known now
import pdfs  # noqa: E402

# name, milliseconds; the time of a token itself is not in them
LIMITS = {"sign": ("sign a plan of 30 pages", 60), "seal": ("seal it", 60),
          "verify": ("verify its two signatures", 10), "verify-large": ("verify 50 MB", 300)}
PAGES = 30


def plan_of_pages(folder):
    """The sample plan with its sections several times over, as an exported file of 30 pages."""
    with open(plan, encoding="utf-8") as file:
        whole = json.load(file)
    sections, tasks = whole["sections"], whole["tasks"]
    path = os.path.join(folder, "plan.json")
    for copies in range(1, 40):
        whole["sections"] = [dict(s, path=f"{c}-{s['path']}") if c else s
                             for c in range(copies) for s in sections]
        whole["tasks"] = tasks * copies
        with open(path, "w", encoding="utf-8") as file:
            json.dump(whole, file, ensure_ascii=False)
        out = os.path.join(folder, "plan.pdf")
        text = subprocess.run([work, "pages", path], check=True, capture_output=True, text=True).stdout
        if int(text.split()[1]) >= PAGES:
            subprocess.run([work, "pdf", path, out], check=True)
            return out
    raise SystemExit("no plan of that many pages")


def main():
    with tempfile.TemporaryDirectory(prefix="tiendo-bench-") as folder:
        ca = authority.Authority(os.path.join(folder, "ca"))
        key = ca.signer("person", key="rsa")
        names = {}
        for name, data in (("signature.png", pdfs.png(600, 240, lambda x, y: abs(y - 120 - x / 10) < 9,
                                                      (20, 40, 200))),
                           ("seal.png", pdfs.png(425, 425, lambda x, y: 180 ** 2 < (x - 212) ** 2 + (y - 212) ** 2
                                                 < 211 ** 2, (210, 20, 30))),
                           ("large.pdf", pdfs.minimal(extra={8: b"<< /Length 50000000 >>\nstream\n"
                                                             + os.urandom(50000000) + b"\nendstream"}))):
            names[name] = os.path.join(folder, name)
            with open(names[name], "wb") as file:
                file.write(data)
        done = subprocess.run([sign, plan_of_pages(folder), names["large.pdf"], key, ca.path("secret"),
                               names["signature.png"], names["seal.png"], ca.path("root.pem"), "21"],
                              check=True, capture_output=True, text=True)
        over = 0
        for line in done.stdout.splitlines():
            name, value = line.split()
            words, limit = LIMITS[name]
            fits = float(value) <= limit
            over += not fits
            print(f"{words:32} {float(value):8.2f} ms  limit {limit:5} {'pass' if fits else 'FAIL'}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
