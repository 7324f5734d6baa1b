#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures of the program beside those of other programs, in one table at the end.

Every figure is a ratio of two things measured in turn on the same machine, or a time beside its
limit. Single parts: bench.py ... document import first-frame edits tasks sheets
"""

import argparse
import csv
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile

SEED = 1
# LibreOffice: comma, quote, UTF-8; numbers and texts as they look
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1"
FROM_CSV = "--infilter=CSV:44,34,76,1"
XLSX = "xlsx:Calc MS Excel 2007 XML"
ROMAN = [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


def roman(number):
    out = ""
    for value, letters in ROMAN:
        while number >= value:
            out += letters
            number -= value
    return out


class Failed(Exception):
    """A measured program did not do its work."""


class Bench:
    """Measures, and keeps the rows of the table."""

    def __init__(self, args, folder):
        self.args = args
        self.folder = folder
        self.rows = []
        # What makes tests strict would be measured too.
        drop = ("G_DEBUG", "G_ENABLE_DIAGNOSTIC", "G_SLICE", "GTK_A11Y", "MALLOC_PERTURB_")
        self.env = {k: v for k, v in os.environ.items() if k not in drop}
        self.env.update(TMPDIR=folder, TIENDO_AUTHOR="Bench", SAL_USE_VCLPLUGIN="svp")

    def path(self, name):
        return os.path.join(self.folder, name)

    # -- running

    def run(self, argv):
        """CPU seconds, peak memory in KiB, output."""
        with open(self.path("output"), "w+b") as out, open(self.path("errors"), "w+b") as errors:
            process = subprocess.Popen([str(a) for a in argv], stdout=out, stderr=errors,
                                       env=self.env)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            text = out.read().decode("utf-8", "replace")
            errors.seek(0)
            if process.returncode != 0:
                raise Failed(f"{' '.join(map(str, argv))}: {process.returncode}\n"
                             + errors.read().decode("utf-8", "replace"))
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss, text

    def work(self, *argv):
        """Figures that bench-work prints, and "cpu"."""
        cpu, _, text = self.run([self.args.work, *argv])
        figures = {k: float(v) for k, v in (line.split() for line in text.splitlines())}
        figures["cpu"] = cpu
        return figures

    def office(self, kind, source, *options):
        """LibreOffice converts a file."""
        cpu, peak, _ = self.run(["soffice", f"-env:UserInstallation=file://{self.path('profile')}",
                                 "--headless", *options, "--convert-to", kind, "--outdir",
                                 self.path("peer"), source])
        suffix = kind.split(":")[0]
        made = os.path.join(self.path("peer"),
                            os.path.splitext(os.path.basename(source))[0] + "." + suffix)
        if not os.path.exists(made):
            raise Failed(f"soffice made no {made}")
        return {"cpu": cpu, "peak": peak, "file": made}

    def pairs(self, runs, ours, peer):
        """Both in turn; median of ours, of the peer, and of the ratio pair by pair."""
        ours(), peer()  # the first runs fill caches
        samples = [(ours(), peer()) for _ in range(runs)]
        return (statistics.median(a for a, _ in samples), statistics.median(b for _, b in samples),
                statistics.median(a / b for a, b in samples))

    # -- the table

    def row(self, name, unit, ours, peer, ratio, limit):
        self.rows.append((name, unit, ours, peer, ratio, limit, ratio <= limit))
        print(f"  {name}: {ratio:.3f} (limit {limit})", flush=True)

    def ratio(self, name, unit, pair, limit):
        self.row(name, unit, *pair, limit)

    def time(self, name, milliseconds, limit):
        self.row(name, "ms", milliseconds, limit, milliseconds / limit, 1.0)

    def print_table(self):
        width = max((len(row[0]) for row in self.rows), default=4)
        print(f"\n{'name':{width}} {'ours':>11} {'peer':>11} {'ratio':>7} {'limit':>6}")
        for name, unit, ours, peer, ratio, limit, passed in self.rows:
            print(f"{name:{width}} {ours:>8.2f} {unit:<2} {peer:>8.2f} {unit:<2} {ratio:>7.3f}"
                  f" {limit:>6.2f} {'pass' if passed else 'FAIL'}")
        failed = sum(not row[-1] for row in self.rows)
        print(f"{len(self.rows) - failed} within their limits, {failed} over")
        return failed

    # -- inputs

    def make_plan(self, copies, name):
        """The sample plan several times over, every text a little different, as one plan."""
        with open(self.args.plan, encoding="utf-8") as file:
            plan = json.load(file)
        rng = random.Random(SEED)
        sections, tasks = [], []
        tops = sum(s["level"] == 1 for s in plan["sections"])
        words = [w for t in plan["tasks"] for w in t["content"].split() if len(w) > 2]

        def vary(text):
            return f"{text.rstrip('.;')} {' '.join(rng.choices(words, k=6))}."

        for copy in range(copies):
            top = copy * tops
            for section in plan["sections"]:
                section = json.loads(json.dumps(section))
                top += section["level"] == 1
                if section["level"] == 1:
                    section["number"] = roman(top)
                section["path"] = "/".join([roman(top)] + section["path"].split("/")[1:])
                for item in section["body"]:
                    item["text"] = vary(item["text"])
                sections.append(section)
            for task in plan["tasks"]:
                task = dict(task)
                task["content"] = vary(task["content"])
                tasks.append(task)
        plan["sections"], plan["tasks"], plan["targets"] = sections, tasks, []
        # Only what a plan is made of is taken, so that nothing of the original's rows is left.
        for key in [k for k in plan if k.startswith("tiendo")] + ["rows"]:
            plan.pop(key, None)
        path = self.path(name + ".json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(plan, file, ensure_ascii=False)
        return path

    def plan_of_pages(self, pages):
        """A plan of about that many pages: (path, pages)."""
        one, three = (self.work("pages", self.make_plan(n, "try"))["pages"] for n in (1, 3))
        copies = max(1, round(1 + (pages - one) / ((three - one) / 2)))
        path = self.make_plan(copies, f"plan-{pages}")
        made = int(self.work("pages", path)["pages"])
        print(f"  {os.path.basename(path)}: {made} pages", flush=True)
        return path

    def peer_text(self, plan):
        """The same document in LibreOffice's own format, which it reads fastest."""
        docx = plan.replace(".json", ".docx")
        self.work("docx", plan, docx)
        return docx, self.office("fodt", docx)["file"]


def document(bench):
    """Layout, painting and the official file beside LibreOffice headless on the same content."""
    for pages, complete_limit, paint_limit in ((20, 0.25, 0.25), (100, 0.30, 0.20)):
        plan = bench.plan_of_pages(pages)
        _, text = bench.peer_text(plan)
        peaks = []

        def peer():
            made = bench.office("pdf", text)
            peaks.append(made["peak"])
            return made["cpu"]

        def paint():
            return bench.work("paint", plan, bench.path("paint.pdf"))["cpu"]

        workspace = bench.path(f"document-{pages}.tiendo")
        bench.work("workspace", plan, 1, workspace)
        own_peaks = []

        def export():
            cpu, peak, _ = bench.run([bench.args.tiendoctl, "--workspace", workspace, "plan",
                                      "export", 1, bench.path("official.pdf"), "--force"])
            own_peaks.append(peak)
            return cpu

        bench.ratio(f"{pages} pages: layout and painting", "s",
                    bench.pairs(5, paint, peer), paint_limit)
        bench.ratio(f"{pages} pages: official file", "s",
                    bench.pairs(5, export, peer), complete_limit)
        if pages == 100:
            ours, theirs = (statistics.median(p) / 1024 for p in (own_peaks, peaks))
            bench.row("100 pages: peak memory", "MB", ours, theirs, ours / theirs, 0.20)


def imports(bench):
    """A Word plan into a workspace beside LibreOffice reading it for its text; whole processes."""
    docx, _ = bench.peer_text(bench.plan_of_pages(100))
    count = iter(range(1000))

    def ours():
        workspace = bench.path(f"import-{next(count)}.tiendo")
        bench.run([bench.args.tiendoctl, "workspace", "new", workspace])
        return bench.run([bench.args.tiendoctl, "--workspace", workspace, "--json", "plan",
                          "import", docx])[0]

    bench.ratio("import of a 100-page Word plan", "s",
                bench.pairs(7, ours, lambda: bench.office("txt:Text", docx)["cpu"]), 0.05)


def first_frame(bench):
    """From the start of the process until the window has come to rest, showing its rows."""
    if not bench.args.timer:
        print("  left out: libx11-dev and libxdamage-dev were missing when this was built")
        return
    sample, big = bench.path("sample.tiendo"), bench.path("big.tiendo")
    bench.run([bench.args.tiendoctl, "workspace", "new", sample, "--sample"])
    plan = bench.make_plan(16, "wide")
    tasks = bench.work("workspace", plan, 202, big)["tasks"]
    print(f"  the large workspace has 202 plans and {tasks:.0f} tasks", flush=True)

    # Every start but the very first, which tells of a missing font; and a rest long enough that
    # rows still being read are not taken for it, shorter than what waits on purpose (700 ms: the
    # check of a plan, reminders, the daily backup).
    settings = bench.path("config/glib-2.0/settings")
    os.makedirs(settings)
    with open(os.path.join(settings, "keyfile"), "w", encoding="utf-8") as file:
        file.write("[vn/tiendo/TienDo]\nfont-notice-shown=true\n")
    bench.env.update(GSETTINGS_BACKEND="keyfile", XDG_CONFIG_HOME=bench.path("config"))

    def settled(*argv, picture=None):
        options = ["--quiet", "500"] + (["--picture", picture] if picture else [])
        return float(bench.run([bench.args.timer, *options, "--", *argv])[2].split()[1])

    def tiendo(*argv):
        return lambda: settled(bench.args.tiendo, *argv)

    if bench.args.pictures:
        for name, argv in (("sample", [sample]), ("plan", [sample, "--plan=1"]), ("big", [big])):
            settled(bench.args.tiendo, *argv,
                    picture=os.path.join(bench.args.pictures, name + ".ppm"))

    def empty():
        return settled(bench.args.empty)

    runs = bench.args.runs
    bench.ratio("first frame, sample / empty window", "ms",
                bench.pairs(runs, tiendo(sample), empty), 1.25)
    if shutil.which("gnome-text-editor"):
        bench.ratio("first frame, sample / gnome-text-editor", "ms",
                    bench.pairs(runs, tiendo(sample),
                                lambda: settled("gnome-text-editor", "--standalone")), 0.70)
    bench.ratio("plan with its pages / empty window", "ms",
                bench.pairs(runs, tiendo(sample, "--plan=1"), empty), 2.0)
    bench.ratio("200 plans, 100 000 tasks / sample", "ms",
                bench.pairs(runs, tiendo(big), tiendo(sample)), 1.1)


# What bench-pages prints: words, milliseconds that no sample may exceed
PAGES = {"switch-overview": ("switched to the overview", 100), "switch-tasks": ("switched to the tasks", 100),
         "filter": ("filter changed in the window", 100), "scroll": ("scrolled by a frame", 16)}


def tasks(bench):
    """The pages of tasks over 200 plans with 100 000 tasks: filters, groups, figures, one edit; the window."""
    workspace = bench.path("tasks.tiendo")
    bench.work("workspace", bench.make_plan(16, "tasks"), 202, workspace)
    _, _, text = bench.run([bench.args.tasks, workspace])
    figures = {k: float(v) for k, v in (line.split() for line in text.splitlines())}
    print(f"  {figures['tasks']:.0f} tasks, read in {figures['load']:.0f} ms", flush=True)
    for key in ("status", "all", "unit", "area", "month", "words"):
        bench.time(f"tasks: filter or group changed ({key})", figures[key], 100)
    bench.time("tasks: figures of all", figures["count"], 50)
    bench.time("tasks: overview made again", figures["overview"], 50)
    bench.time("tasks: figures after one edit", figures["follow"], 100)
    _, _, text = bench.run([bench.args.pages, workspace, bench.args.runs * 3])
    for line in text.splitlines():
        name, samples, median, p95, worst = line.split()
        print(f"  {name}: {samples} samples, median {median} ms, p95 {p95} ms", flush=True)
        bench.time(f"tasks: {PAGES[name][0]} (worst)", float(worst), PAGES[name][1])


def edits(bench):
    """200 committed edits of the long plan, CPU time until its pages are there; 95th percentile."""
    figures = bench.work("edits", bench.plan_of_pages(100), 200, bench.path("edits.tiendo"))
    for step in ("load", "compose", "layout", "paint"):
        print(f"  {step}: median {figures[step + '-median']:.1f} ms,"
              f" p95 {figures[step + '-p95']:.1f} ms")
    bench.time("edit: all pages laid out again (p95)", figures["pages-p95"], 200)
    bench.time("edit: shown page painted again (p95)", figures["shown-p95"], 50)


def sheets(bench):
    """100 000 rows of 11 columns read from XLSX and written to it beside LibreOffice's conversions."""
    table = bench.path("table.csv")
    bench.run([bench.args.sheet, "write", "csv", 100000, table])
    to_xlsx = bench.office(XLSX, table, FROM_CSV)
    read = [bench.args.sheet, "read", to_xlsx["file"]]
    write = [bench.args.sheet, "write", "xlsx", 100000, bench.path("ours.xlsx")]

    figures = dict(line.split() for line in bench.run(read)[2].splitlines())
    back = bench.office(CSV, to_xlsx["file"])["file"]
    with open(back, newline="", encoding="utf-8") as file:
        cells = sum(cell != "" for record in csv.reader(file) for cell in record)
    if cells != int(figures["cells"]):
        raise Failed(f"{figures['cells']} cells read, LibreOffice has {cells}")

    bench.ratio("100 000 rows: XLSX read", "s",
                bench.pairs(5, lambda: bench.run(read)[0],
                            lambda: bench.office(CSV, to_xlsx["file"])["cpu"]), 0.20)
    bench.ratio("100 000 rows: XLSX written", "s",
                bench.pairs(3, lambda: bench.run(write)[0], lambda: bench.office(XLSX, table, FROM_CSV)["cpu"]),
                0.30)
    for name, argv in (("read", read), ("written", write)):
        peak = bench.run(argv)[1] / 1024
        bench.row(f"100 000 rows: memory, XLSX {name}", "MB", peak, 64, peak / 64, 1.0)


PARTS = {"document": document, "import": imports, "edits": edits, "tasks": tasks,
         "sheets": sheets, "first-frame": first_frame}


def main():
    parser = argparse.ArgumentParser()
    for name in ("work", "tasks", "pages", "sheet", "tiendo", "tiendoctl", "plan"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--timer", help="first-frame")
    parser.add_argument("--empty", help="empty-window")
    parser.add_argument("--runs", type=int, default=9, help="pairs of first frames")
    parser.add_argument("--pictures", help="folder for pictures of the windows measured")
    parser.add_argument("parts", nargs="*", metavar="PART")
    args = parser.parse_args()
    wanted = args.parts or os.environ.get("TD_BENCH", "").split() or list(PARTS)

    with tempfile.TemporaryDirectory(prefix="tiendo-bench-") as folder:
        bench = Bench(args, folder)
        broken = 0
        for name in wanted:
            print(f"{name}: {PARTS[name].__doc__}", flush=True)
            try:
                PARTS[name](bench)
            except (Failed, OSError, ValueError, IndexError) as error:
                print(f"  FAILED: {error}")
                broken += 1
        failed = bench.print_table()
    return 1 if failed or broken else 0


if __name__ == "__main__":
    sys.exit(main())
