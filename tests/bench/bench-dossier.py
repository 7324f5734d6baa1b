#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dossiers by the million against the sqlite3 shell: bench-dossier.py TIENDOCTL [CSV | ROWS]

Both sides run in turn in one call; what counts is the ratio of their processor time, for a machine is never
idle. CSV: columns id,code,procedure_id,field_id,unit_id,channel,received,due,returned,state,applicant, times as
YYYY-MM-DD HH:MM:SS; without one a file of ROWS (1 000 000) made-up rows is written.

  import       `dossier import` to the full state (checked rows, integer times, indexes, figures) against
               .import, INSERT SELECT, five indexes and a GROUP BY by the shell
  figures      `dossier stats` by month and area against GROUP BY over a covering index
  same         the sums of both sides agree
"""

import datetime
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time

PEER = """
PRAGMA journal_mode=wal; PRAGMA synchronous=1; PRAGMA cache_size=-65536; PRAGMA temp_store=2;
CREATE TABLE dossier(id INTEGER PRIMARY KEY, code TEXT NOT NULL, procedure_id INTEGER NOT NULL, field_id INTEGER NOT NULL,
  unit_id INTEGER NOT NULL, channel INTEGER NOT NULL, received INTEGER NOT NULL, due INTEGER NOT NULL, returned INTEGER,
  state INTEGER NOT NULL, applicant TEXT);
CREATE TEMP TABLE s(id,code,procedure_id,field_id,unit_id,channel,received,due,returned,state,applicant);
.import --csv --skip 1 --schema temp {csv} s
INSERT INTO dossier SELECT id,code,procedure_id,field_id,unit_id,channel,unixepoch(received),unixepoch(due),
  unixepoch(nullif(returned,'')),state,applicant FROM s;
CREATE INDEX ix_received ON dossier(received);
CREATE INDEX ix_proc ON dossier(procedure_id, received, due, returned);
CREATE INDEX ix_unit ON dossier(unit_id, received, due, returned);
CREATE INDEX ix_open ON dossier(due) WHERE returned IS NULL;
CREATE UNIQUE INDEX ix_code ON dossier(code);
CREATE TABLE rollup(month INTEGER, procedure_id INTEGER, unit_id INTEGER, n INTEGER, ok INTEGER, late INTEGER, open INTEGER,
  PRIMARY KEY(month, procedure_id, unit_id)) WITHOUT ROWID;
INSERT INTO rollup SELECT CAST(strftime('%Y%m',received,'unixepoch') AS INT) m, procedure_id p, unit_id u, count(*),
  sum(returned IS NOT NULL AND returned<=due), sum(returned IS NOT NULL AND returned>due), sum(returned IS NULL)
  FROM dossier GROUP BY m,p,u;
PRAGMA wal_checkpoint(TRUNCATE);
"""


def make(path, rows):
    rnd = random.Random(1)
    at = datetime.datetime(2020, 1, 2, 7, 30)
    with open(path, "w", encoding="utf-8") as file:
        file.write("id,code,procedure_id,field_id,unit_id,channel,received,due,returned,state,applicant\n")
        for i in range(1, rows + 1):
            at += datetime.timedelta(seconds=rnd.randrange(0, 300))
            due = at + datetime.timedelta(days=rnd.randrange(1, 30))
            done = at + datetime.timedelta(days=rnd.randrange(0, 31), minutes=rnd.randrange(600))
            unit = rnd.randrange(1, 151)
            file.write(f"{i},K{unit:03d}-{at:%y%m%d}-{i:07d},{rnd.randrange(1, 421)},{rnd.randrange(1, 28)},{unit},"
                       f"{rnd.randrange(3)},{at},{due},{'' if i % 100 == 0 else done},3,Người Nộp {i % 5000}\n")


def cpu(argv, **kw):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run(argv, check=True, capture_output=True, text=True, **kw)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.monotonic() - start,
            after.ru_maxrss / 1024, done.stdout)


def timed(base, sql, times=5):
    best = 1e9
    for _ in range(times):
        start = time.process_time()
        rows = base.execute(sql).fetchall()
        best = min(best, time.process_time() - start)
    return best, rows


def main():
    ctl = os.path.abspath(sys.argv[1])
    source = sys.argv[2] if len(sys.argv) > 2 else "1000000"
    with tempfile.TemporaryDirectory(prefix="td-bench-") as folder:
        csv = source
        if source.isdigit():
            csv = os.path.join(folder, "dossiers.csv")
            make(csv, int(source))
        ours, peer = os.path.join(folder, "a.tiendo"), os.path.join(folder, "peer.db")
        env = dict(os.environ, HOME=folder, XDG_DATA_HOME=folder, XDG_STATE_HOME=folder)
        subprocess.run([ctl, "workspace", "new", ours], check=True, env=env, stdout=subprocess.DEVNULL)
        a = cpu([ctl, "--workspace", ours, "dossier", "import", csv], env=env)
        b = cpu(["sqlite3", peer], input=PEER.format(csv=csv))
        print(f"import       ours {a[0]:7.2f} s cpu {a[1]:7.2f} s wall   peer {b[0]:7.2f} s cpu {b[1]:7.2f} s wall   "
              f"ratio {a[0] / b[0]:.3f}")
        mine, theirs = sqlite3.connect(f"file:{ours}?mode=ro", uri=True), sqlite3.connect(peer)
        theirs.execute("CREATE INDEX ix_area ON dossier (CAST(strftime('%Y%m',received,'unixepoch') AS INT), field_id,"
                       " returned, due)")
        slow, rows = timed(theirs, "SELECT CAST(strftime('%Y%m',received,'unixepoch') AS INT) m, field_id, count(*),"
                           " sum(returned > due) FROM dossier GROUP BY m, field_id", 2)
        fast, cells = timed(mine, 'SELECT month, "key", early + on_time + late + pending, late + late_by_minute FROM'
                            ' dossier_rollup WHERE "by" = 3 AND basis = 0')
        print(f"figures      ours {fast * 1000:.3f} ms   peer {slow * 1000:.1f} ms   ratio {fast / slow:.5f}")
        total = json.loads(cpu([ctl, "--json", "--workspace", ours, "dossier", "stats"], env=env)[3])["totals"]
        same = (len(rows) == len(cells) and sum(r[2] for r in rows) == sum(c[2] for c in cells) == total["total"] and
                sum(r[3] or 0 for r in rows) == sum(c[3] for c in cells))
        print(f"same         {same}: {total['total']} dossiers, {len(cells)} cells")
        return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
