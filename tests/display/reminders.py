#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reminders on a desktop: a service takes the notifications that the program sends, while it is closed and while
its window is open.

    tests/with-display tests/display/reminders.py TIENDO TIENDOCTL
"""

import os
import subprocess
import sys
import tempfile
import time

try:
    import gi
    gi.require_version('Gio', '2.0')
    from gi.repository import Gio, GLib
except (ImportError, ValueError):
    print('1..0 # SKIP no introspection of GIO')
    sys.exit(77)

PROGRAM, COMMAND = sys.argv[1:3]
NAME = 'org.freedesktop.Notifications'
SERVICE = f'''<node><interface name="{NAME}">
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
<arg type="a{{sv}}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/><arg type="s" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
</interface></node>'''
# 31/03/2026, the last day of tasks of the sample, is three and one working days after these
THREE_BEFORE, ONE_BEFORE = '2026-03-26T08:00', '2026-03-30T08:00'


class Desk:
    """A desktop that keeps what it is told."""

    def __init__(self):
        self.told = []
        bus = self.bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)  # goes away with its last owner
        bus.register_object('/' + NAME.replace('.', '/'), Gio.DBusNodeInfo.new_for_xml(SERVICE).interfaces[0],
                            self.called, None, None)
        bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
                      GLib.Variant('(su)', (NAME, 4)), None, 0, 5000, None)

    def called(self, _bus, _sender, _path, _interface, method, values, call):
        if method == 'Notify':
            _, _, _, title, body, _, _, _ = values.unpack()
            self.told.append((title, body))
            call.return_value(GLib.Variant('(u)', (len(self.told),)))
        elif method == 'GetCapabilities':
            call.return_value(GLib.Variant('(as)', (['body'],)))
        elif method == 'GetServerInformation':
            call.return_value(GLib.Variant('(ssss)', ('test', 'test', '1', '1.2')))
        else:
            call.return_value(None)

    def wait(self, done, seconds):
        end = time.monotonic() + seconds
        while not done() and time.monotonic() < end:
            GLib.MainContext.default().iteration(False)
            time.sleep(0.02)
        return done()


def start(now, *words):
    return subprocess.Popen([PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                            env={**os.environ, 'TIENDO_NOW': now, 'LANGUAGE': 'en', 'LC_ALL': 'C.UTF-8',
                                 'GTK_A11Y': 'none'})


def remind(desk, now, workspace):
    """Runs what the autostart entry runs; returns what the desktop was told."""
    before = len(desk.told)
    process = start(now, '--remind', workspace)
    assert desk.wait(lambda: process.poll() is not None, 60), 'the program does not end'
    assert process.returncode == 0, process.stdout.read()
    desk.wait(lambda: False, 0.3)
    return desk.told[before:]


def check(desk, folder):
    workspace = os.path.join(folder, 'so.tiendo')
    subprocess.run([COMMAND, 'workspace', 'new', workspace, '--sample'], check=True, capture_output=True)
    assert not os.path.exists(os.path.join(os.environ['XDG_CONFIG_HOME'], 'autostart')), 'it reminds unasked'

    first = remind(desk, THREE_BEFORE, workspace)
    assert len(first) == 1 and 'fall due' in first[0][0], first
    assert '31/03/2026' in first[0][1], first
    yield 'told once, while the program is closed'

    assert remind(desk, THREE_BEFORE, workspace) == []
    yield 'the same task and day is told no second time'

    # The window makes the reminders of its day itself, and tells them once.
    before = len(desk.told)
    window = start(ONE_BEFORE, workspace)
    try:
        assert desk.wait(lambda: len(desk.told) > before, 60), 'the window told nothing'
        desk.wait(lambda: False, 2)
        assert len(desk.told) == before + 1, desk.told[before:]
        assert '31/03/2026' in desk.told[-1][1], desk.told[-1]
    finally:
        window.terminate()
        window.wait()
    assert remind(desk, ONE_BEFORE, workspace) == []
    yield 'told once, with the window open'

    # Done tasks are nothing to be reminded of.
    subprocess.run([COMMAND, '--workspace', workspace, '--as-of', '2026-06-20', 'task', 'update', '12', '--done',
                    '2026-06-20'], check=True, capture_output=True)
    listed = subprocess.run([COMMAND, '--workspace', workspace, 'record', 'show', 'task', '12'], check=True,
                            capture_output=True, text=True).stdout
    told = remind(desk, '2026-06-29T08:00', workspace)
    assert len(told) == 1, told
    assert not any(line and line in listed for line in told[0][1].splitlines()[:-1] if len(line) > 40), told
    yield 'a task that is done is passed over'


def main():
    desk, number, failed = Desk(), 0, False
    print('TAP version 13')
    with tempfile.TemporaryDirectory() as folder:
        try:
            for number, words in enumerate(check(desk, folder), 1):
                print(f'ok {number} {words}', flush=True)
        except AssertionError as error:
            failed, number = True, number + 1
            print(f'not ok {number} {error}')
    print(f'1..{number}')
    return 1 if failed else 0


sys.exit(main())
