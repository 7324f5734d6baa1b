# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as a person meets it: a screen, a keyboard and a pointer of its own, and the tree that a
screen reader sees. Tests press keys and buttons and read what is shown; they never call the program.

    with Desktop(folder) as desktop:
        window = desktop.start([tiendo, file])
        window.find('button', 'Save the Plan').click()
        desktop.keys('ctrl+z')
"""

import os
import re
import shutil
import signal
import subprocess
import time
import unicodedata

NEEDED = ('Xvfb', 'dbus-daemon', 'openbox', 'xdotool', 'xmodmap')
# Numbers of the accessibility protocol
ROLES = {'frame': 23, 'dialog': 16, 'button': 43, 'label': 29, 'text': 61, 'tab': 37, 'list': 31, 'row': 32,
         'entry': 79, 'check': 7, 'combo': 11, 'image': 27, 'status': 54, 'menu item': 35, 'group': 20}
NAMES = {number: name for name, number in ROLES.items()}
VIETNAMESE = 'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ'
PREFIX = 'org.a11y.atspi.'
ROOT = '/org/a11y/atspi/accessible/root'


def missing():
    """What keeps the window tests from running here, None when nothing does."""
    absent = [name for name in NEEDED if not shutil.which(name)]
    if absent:
        return f"missing: {' '.join(absent)}"
    try:
        import gi
        gi.require_version('Gio', '2.0')
    except (ImportError, ValueError) as error:
        return str(error)
    return None


def until(predicate, what, seconds=15.0):
    """Waits for a true answer; a node that went away meanwhile counts as no answer."""
    end = time.monotonic() + seconds
    while True:
        answer = predicate()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f'waited {seconds:g} s in vain for {what}')
        time.sleep(0.1)


def tool(*words):
    return subprocess.run([str(w) for w in words], capture_output=True, text=True, check=False).stdout


def plain(name):
    """A button with a mnemonic is told as "_Save Save"."""
    half = name[len(name) // 2 + 1:]
    return half if '_' in name and name == f"{name[:len(name) // 2]} {half}" else name


class Node:
    """One element of the tree, as it was when the tree was read."""

    def __init__(self, window, item):
        (_, self.path), _, (_, self.parent), _, _, self.interfaces, self.name, self.role, self.hint, states = item
        self.window = window
        self.name = plain(self.name)
        self.kind = NAMES.get(self.role, 'other')
        self.states = states[0] | states[1] << 32

    def __repr__(self):
        return f'{self.kind} {self.name!r}'

    def sensitive(self):
        return bool(self.states >> 24 & 1)

    def selected(self):
        return bool(self.states >> 23 & 1)

    def box(self):
        """Where it is in its X window: x, y, width, height."""
        return self.window.ask(self.path, 'Component', 'GetExtents', '(u)', (1,))[0]

    def text(self):
        if PREFIX + 'Text' not in self.interfaces:
            return self.name
        count = self.window.get(self.path, 'Text', 'CharacterCount')
        return self.window.ask(self.path, 'Text', 'GetText', '(ii)', (0, count))[0]

    def toplevel(self):
        node = self
        while node and node.parent != ROOT:
            node = self.window.nodes.get(node.parent)
        return node

    def shown(self):
        """Whether the pointer would meet it: pages of a stack that are not in front stay in the tree."""
        x, y, width, height = self.box()
        top = self.toplevel()
        if width <= 0 or height <= 0 or not top or top is self:
            return top is self
        # An icon in the middle of a button, or the inner part of an entry, is nothing that the tree tells of.
        for point in ((x + width // 2, y + height // 2, 1), (x + 2, y + 2, 1)):
            met = self.window.ask(top.path, 'Component', 'GetAccessibleAtPoint', '(iiu)', point)[0][1]
            if self.window.related(self.path, met) or (self.kind == 'text' and met not in self.window.nodes):
                return True
        return False

    def click(self, count=1):
        self.window.click(self, count)

    def fill(self, text):
        """Types over what is there."""
        self.click()
        self.window.desktop.keys('ctrl+a')
        self.window.desktop.type(text)

    def focused(self):
        return bool(self.states >> 12 & 1)


class Window:
    """A program on a Desktop."""

    def __init__(self, desktop, process, log):
        self.desktop, self.process, self.log = desktop, process, log
        self.bus, self.name, self.nodes = None, None, {}

    # The accessibility bus

    def connect(self):
        from gi.repository import Gio
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        session = Gio.DBusConnection.new_for_address_sync(self.desktop.env['DBUS_SESSION_BUS_ADDRESS'], flags)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None, 0,
                                    10000, None).unpack()[0]
        self.bus = Gio.DBusConnection.new_for_address_sync(address, flags)
        self.name = until(self.registered, 'the program in the tree of screen readers', 30)

    def registered(self):
        found = self.call('org.a11y.atspi.Registry', ROOT, 'Accessible', 'GetChildren')[0]
        return found[-1][0] if found else None

    def call(self, name, path, interface, method, signature=None, values=()):
        from gi.repository import GLib
        arguments = GLib.Variant(signature, values) if signature else None
        return self.bus.call_sync(name, path, PREFIX + interface, method, arguments, None, 0, 20000, None).unpack()

    def ask(self, path, interface, method, signature=None, values=()):
        return self.call(self.name, path, interface, method, signature, values)

    def get(self, path, interface, name):
        from gi.repository import GLib
        arguments = GLib.Variant('(ss)', (PREFIX + interface, name))
        return self.bus.call_sync(self.name, path, 'org.freedesktop.DBus.Properties', 'Get', arguments, None, 0, 20000,
                                  None).unpack()[0]

    # What is there

    def read(self):
        """The whole tree. The program knows only of elements whose parents were asked for them, so the
        missing ones are asked for first, many at a time."""
        for _ in range(4):
            items = self.ask('/org/a11y/atspi/cache', 'Cache', 'GetItems')[0]
            self.nodes = {item[0][1]: Node(self, item) for item in items}
            counts = {}
            for node in self.nodes.values():
                counts[node.parent] = counts.get(node.parent, 0) + 1
            short = [item[0][1] for item in items if item[4] > counts.get(item[0][1], 0)]
            if not short:
                break
            self.reveal(short)
        return self.nodes.values()

    def reveal(self, paths):
        from gi.repository import GLib
        waiting = [0]

        def ask(path):
            waiting[0] += 1
            self.bus.call(self.name, path, PREFIX + 'Accessible', 'GetChildren', None, None, 0, 20000, None, answered)

        def answered(bus, result):
            waiting[0] -= 1
            try:
                children = bus.call_finish(result).unpack()[0]
            except GLib.Error:  # it went away meanwhile
                return
            for _, path in children:
                if path not in self.nodes:
                    self.nodes[path] = None
                    ask(path)

        for path in paths:
            ask(path)
        while waiting[0]:
            GLib.MainContext.default().iteration(True)

    def above(self, path):
        """The path and those of the elements around it; some inner ones are not in the tree that was read."""
        while path and path not in (ROOT, '/org/a11y/atspi/null'):
            yield path
            path = self.nodes[path].parent if path in self.nodes else self.get(path, 'Accessible', 'Parent')[1]

    def related(self, one, other):
        return one in self.above(other) or other in self.above(one)

    def all(self, role, pattern='', text=None):
        """The elements shown whose name (and text) match the regular expressions."""
        from gi.repository import GLib
        try:
            found = [n for n in self.read() if role in ('any', n.kind) and re.search(pattern, n.name)]
            return [n for n in found if (text is None or re.search(text, n.text())) and n.shown()]
        except GLib.Error:  # it went away while it was asked
            return []

    def find(self, role, pattern='', text=None, seconds=15.0):
        if not self.running():
            raise AssertionError(f'the program ended: {self.output()}')
        return until(lambda: self.all(role, pattern, text), f'{role} {pattern!r} {text or ""}', seconds)[0]

    def gone(self, role, pattern='', seconds=15.0):
        until(lambda: not self.all(role, pattern), f'{role} {pattern!r} to go', seconds)

    def focus(self):
        return next((n for n in self.read() if n.focused()), None)

    def reach(self, pattern, key='Tab', presses=60):
        """Presses the key until the focus is on an element whose name matches: the way of a hand without a
        mouse."""
        for _ in range(presses):
            node = self.focus()
            if node and re.search(pattern, node.name):
                return node
            self.desktop.keys(key)
        raise AssertionError(f'{key} does not lead to {pattern!r}')

    # The pointer

    def shell_of(self, node):
        """The X window that shows a node: place and width; None while the window manager maps it."""
        top = node.toplevel()
        best = None
        for xid in tool('xdotool', 'search', '--onlyvisible', '--pid', self.process.pid).split():
            shell = dict(re.findall(r'(\w+)=(-?\d+)', tool('xdotool', 'getwindowgeometry', '--shell', xid)))
            if not shell or int(shell['WIDTH']) < 50:
                continue
            title = tool('xdotool', 'getwindowname', xid).strip()
            if best is None or title == top.name:
                best = (int(shell['X']), int(shell['Y']), int(shell['WIDTH']))
        return best

    def place(self, node):
        for _ in range(50):
            best = self.shell_of(node)
            if best is not None:
                return best
            time.sleep(0.1)
        raise AssertionError(f'no window for {node}')

    def settled(self, node):
        """Where @node stands, once it no longer moves: what was just made may be found before it has its place."""
        box, before = node.box(), None
        ends = time.monotonic() + 5
        while (box != before or box[2] <= 0) and time.monotonic() < ends:
            time.sleep(0.08)
            box, before = node.box(), box
        return box

    def click(self, node, count=1):
        x, y, width, height = self.settled(node)
        left, top, whole = self.place(node)
        border = max(0, (whole - node.toplevel().box()[2]) // 2)
        self.desktop.click(left + border + x + width // 2, top + border + y + height // 2, count)

    # Its end

    def running(self):
        return self.process.poll() is None

    def output(self):
        with open(self.log, encoding='utf-8', errors='replace') as log:
            return log.read()

    def close(self):
        """Closes the window; the program has to end by itself and without a warning."""
        self.desktop.keys('ctrl+q')
        until(lambda: not self.running(), 'the end of the program')
        bad = [line for line in self.output().splitlines() if re.search('CRITICAL|WARNING|ERROR', line)]
        if self.process.returncode or bad:
            raise AssertionError(f'exit {self.process.returncode}: ' + '\n'.join(bad))


class Desktop:
    """An X server, a session bus, a window manager and a home folder, gone at the end."""

    def __init__(self, folder, width=1280, height=800):
        self.folder, self.size, self.processes = folder, (width, height), []
        self.env = {k: v for k, v in os.environ.items()
                    if k not in ('WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'AT_SPI_BUS_ADDRESS', 'DISPLAY',
                                 'G_DEBUG', 'NO_AT_BRIDGE')}
        home = os.path.join(folder, 'home')
        run = os.path.join(folder, 'run')
        os.makedirs(os.path.join(home, '.config', 'gtk-4.0'))
        os.makedirs(run, mode=0o700)
        with open(os.path.join(home, '.config', 'gtk-4.0', 'settings.ini'), 'w', encoding='utf-8') as settings:
            settings.write('[Settings]\ngtk-enable-animations=0\ngtk-cursor-blink=0\ngtk-font-name=Cantarell 11\n')
        self.env.update(HOME=home, XDG_RUNTIME_DIR=run, LC_ALL='C.UTF-8', LANGUAGE='en', TZ='Asia/Ho_Chi_Minh',
                        GDK_BACKEND='x11', GSK_RENDERER='cairo', GTK_A11Y='atspi', GSETTINGS_BACKEND='memory',
                        GTK_USE_PORTAL='0', ADW_DISABLE_PORTAL='1', GIO_USE_VFS='local')
        for name in ('CONFIG', 'DATA', 'CACHE', 'STATE'):
            self.env[f'XDG_{name}_HOME'] = os.path.join(home, '.config' if name == 'CONFIG' else name.lower())

    def __enter__(self):
        try:
            width, height = self.size
            number = self.daemon('Xvfb', '-displayfd', '{}', '-screen', '0', f'{width}x{height}x24', '-nolisten', 'tcp',
                                 '-noreset', '-dpi', '96')
            self.env['DISPLAY'] = os.environ['DISPLAY'] = f':{number}'
            self.env['DBUS_SESSION_BUS_ADDRESS'] = self.daemon('dbus-daemon', '--session', '--nofork',
                                                               '--print-address={}')
            self.map_letters()
            self.spawn(['openbox'], 'openbox')
            until(lambda: 'id' in tool('xprop', '-root', '_NET_SUPPORTING_WM_CHECK'), 'the window manager')
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
                try:
                    process.wait(5)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()

    def spawn(self, words, name, **more):
        with open(os.path.join(self.folder, name + '.log'), 'wb') as log:
            process = subprocess.Popen(words, env=self.env, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                       start_new_session=True, **more)
        self.processes.append(process)
        return process

    def daemon(self, *words):
        """Starts a program that writes one line to the descriptor put for {}."""
        read, write = os.pipe()
        self.spawn([w.replace('{}', str(write)) for w in words], words[0], pass_fds=(write,))
        os.close(write)
        with os.fdopen(read) as pipe:
            return pipe.readline().strip()

    def map_letters(self):
        """Every Vietnamese letter gets a key: xdotool loses capitals that it has to map while it types."""
        free = [code for code in range(136, 256) if not 203 <= code <= 207]
        lines = (f'keycode {code} = U{ord(c):04X} U{ord(c.upper()):04X}\n' for code, c in zip(free, VIETNAMESE))
        subprocess.run(['xmodmap', '-'], input=''.join(lines).encode(), env=self.env, check=True)

    def start(self, words):
        process = self.spawn(words, 'program')
        window = Window(self, process, os.path.join(self.folder, 'program.log'))
        window.connect()
        window.find('frame', seconds=30)
        return window

    # Hands

    def keys(self, *chords):
        tool('xdotool', 'key', '--clearmodifiers', '--delay', '30', *chords)
        time.sleep(0.15)

    def type(self, text):
        tool('xdotool', 'type', '--clearmodifiers', '--delay', '8', '--', unicodedata.normalize('NFC', text))
        time.sleep(0.15)

    def click(self, x, y, count=1):
        # In steps: right after a popover has closed, a click that follows one leap is lost.
        for left in (9, 5, 2, 0):
            tool('xdotool', 'mousemove', max(0, x - left), max(0, y - left))
        tool('xdotool', 'click', '--repeat', count, '--delay', '60', '1')
        time.sleep(0.2)

    def wheel(self, x, y, notches, held):
        """Turns the wheel, away from the hand when positive, while a key is held."""
        for left in (9, 0):
            tool('xdotool', 'mousemove', x - left, y - left)
        tool('xdotool', 'keydown', held)
        tool('xdotool', 'click', '--repeat', abs(notches), '--delay', '60', '4' if notches > 0 else '5')
        tool('xdotool', 'keyup', held)
        time.sleep(0.2)

    def park(self):
        """Puts the pointer where nothing is, for what has to work without it."""
        width, height = self.size
        tool('xdotool', 'mousemove', width - 1, height - 1)

    def picture(self, path):
        tool('import', '-silent', '-window', 'root', path)
