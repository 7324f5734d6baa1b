# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses a program as a person does: looks at what its accessibility tree shows, moves the pointer, types.

Runs inside tests/with-display, which gives it an X server, a session bus and a home folder. A Program is
started in them; find() waits for an element by role and name (regular expressions) and returns an Element.
Elements are read anew at every find(): nothing is cached, so nothing is stale.
"""

import os
import re
import shutil
import subprocess
import sys
import time
import unicodedata

try:
    import gi
    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, Gio, GLib
except (ImportError, ValueError):
    print("1..0 # SKIP no introspection of AT-SPI")
    sys.exit(77)

if not shutil.which("xdotool"):
    print("1..0 # SKIP no xdotool")
    sys.exit(77)

SPEC = "org.a11y.atspi."
WAIT = 12.0
STATE_BITS = {int(number): value.value_nick for number, value in Atspi.StateType.__enum_values__.items()}
ROLE_NAMES = {int(number): value.value_nick.replace("-", " ")
              for number, value in Atspi.Role.__enum_values__.items()}
NEED_A_NAME = {"push button", "toggle button", "check box", "text", "entry", "combo box", "spin button",
               "switch", "menu item", "page tab"}


class Missing(AssertionError):
    """Something that should have been there was not, in time."""


def until(condition, what, timeout=WAIT):
    """Waits until condition() is true, and returns what it gave."""
    deadline = time.monotonic() + timeout
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise Missing(f"waited {timeout:g} s for {what}")
        time.sleep(0.08)


def xdotool(*words):
    return subprocess.run(["xdotool", *map(str, words)], check=False, capture_output=True, text=True,
                          timeout=20).stdout


class Bus:
    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        (address,) = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress",
                                       None, None, 0, 15000, None).unpack()
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                 | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        self.link = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)

    def call(self, owner, path, interface, method, arguments=None):
        return self.link.call_sync(owner, path, SPEC + interface, method, arguments, None, 0, 8000,
                                   None).unpack()

    def get(self, owner, path, interface, name):
        return self.link.call_sync(owner, path, "org.freedesktop.DBus.Properties", "Get",
                                   GLib.Variant("(ss)", (SPEC + interface, name)), None, 0, 8000,
                                   None).unpack()[0]

    def pid(self, owner):
        return self.link.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                   "GetConnectionUnixProcessID", GLib.Variant("(s)", (owner,)), None, 0,
                                   8000, None).unpack()[0]

    def many(self, questions):
        """Answers of many calls that are on their way at the same time; None for a failed one."""
        answers = [None] * len(questions)
        waiting = len(questions)

        def answered(link, result, place):
            nonlocal waiting
            try:
                answers[place] = link.call_finish(result).unpack()
            except GLib.Error:
                pass
            waiting -= 1

        for place, (owner, path, interface, method, arguments) in enumerate(questions):
            self.link.call(owner, path, interface, method, arguments, None, 0, 8000, None, answered, place)
        while waiting:
            GLib.MainContext.default().iteration(True)
        return answers


class Element:
    def __init__(self, program, owner, path, window):
        self.program, self.owner, self.path, self.window = program, owner, path, window
        self.role = self.name = self.description = ""
        self.states = set()
        self.children = []

    def __repr__(self):
        return f"{self.role} '{self.name}'"

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def ask(self, interface, method, arguments=None):
        return self.program.bus.call(self.owner, self.path, interface, method, arguments)

    @property
    def box(self):
        return self.ask("Component", "GetExtents", GLib.Variant("(u)", (1,)))[0]

    @property
    def text(self):
        count = self.program.bus.get(self.owner, self.path, "Text", "CharacterCount")
        return unicodedata.normalize("NFC", self.ask("Text", "GetText",
                                                     GLib.Variant("(ii)", (0, count)))[0])

    def act(self, wanted="click"):
        names = [action[0] for action in self.ask("Action", "GetActions")[0]]
        self.ask("Action", "DoAction", GLib.Variant("(i)", (names.index(wanted),)))

    def click(self):
        x, y, width, height = self.box
        left, top = self.program.origin(self.window)
        xdotool("mousemove", left + x + width // 2 - 3, top + y + height // 2 - 3)
        xdotool("mousemove", left + x + width // 2, top + y + height // 2)
        time.sleep(0.05)
        xdotool("click", 1)
        return self

    def fill(self, text):
        """Clicks, selects everything and puts the text in its place, letter by letter or by pasting."""
        self.click()
        time.sleep(0.1)
        self.program.key("ctrl+a")
        self.program.type(text)
        return self


class Program:
    def __init__(self, *command, env=None):
        self.bus = Bus()
        self.manager = None
        if shutil.which("openbox"):     # so that dialogs get the focus
            self.manager = subprocess.Popen(["openbox", "--sm-disable"], stdout=subprocess.DEVNULL,
                                            stderr=subprocess.DEVNULL)
            time.sleep(0.5)
        full = {**os.environ, "GTK_A11Y": "atspi", **(env or {})}
        self.log = open(os.path.join(os.environ["HOME"], "program.log"), "a+", encoding="utf-8")
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log, env=full)
        until(self.windows, "a window")
        time.sleep(0.3)

    # The tree

    def windows(self):
        if self.process.poll() is not None:
            raise Missing(f"the program ended with {self.process.returncode}:\n{self.output()}")
        try:
            desktop = self.bus.call("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root",
                                    "Accessible", "GetChildren")[0]
            for owner, path in desktop:
                if self.bus.pid(owner) == self.process.pid:
                    return self.bus.call(owner, path, "Accessible", "GetChildren")[0]
        except GLib.Error:
            pass
        return []

    def read(self):
        roots = [Element(self, owner, path, None) for owner, path in self.windows()]
        for root in roots:
            root.window = root
        level = roots
        while level:
            level = self._read_level(level)
        return roots

    def _read_level(self, level):
        properties = "org.freedesktop.DBus.Properties"
        questions = []
        for element in level:
            at = (element.owner, element.path)
            questions += [(*at, SPEC + "Accessible", "GetRole", None),
                          (*at, SPEC + "Accessible", "GetState", None),
                          (*at, properties, "GetAll", GLib.Variant("(s)", (SPEC + "Accessible",))),
                          (*at, SPEC + "Accessible", "GetChildren", None)]
        answers = self.bus.many(questions)
        below = []
        for place, element in enumerate(level):
            role, states, values, children = answers[4 * place:4 * place + 4]
            if role is None or states is None or values is None:
                continue
            element.role = ROLE_NAMES.get(role[0], "")
            bits = states[0][0] | (states[0][1] << 32)
            element.states = {name for bit, name in STATE_BITS.items() if bits >> bit & 1}
            element.name = unicodedata.normalize("NFC", values[0].get("Name", ""))
            element.description = unicodedata.normalize("NFC", values[0].get("Description", ""))
            element.children = [Element(self, owner, path, element.window)
                                for owner, path in (children[0] if children else [])]
            below += element.children
        return below

    @staticmethod
    def shown(element):
        """Drawn somewhere: hidden pages and closed popovers have no size or no place in their window."""
        try:
            x, y, width, height = element.box
            right, bottom = element.window.box[2:]
        except GLib.Error:
            return False
        return width > 0 and height > 0 and 0 <= x < right and 0 <= y < bottom

    def matches(self, role, name):
        for root in self.read():
            for element in root.walk():
                if re.fullmatch(role, element.role) and (re.search(name, element.name) or
                                                         re.search(name, element.description)):
                    yield element

    def find(self, role, name="", timeout=WAIT):
        def look():
            return next((e for e in self.matches(role, name) if self.shown(e)), None)
        return until(look, f"{role} '{name}'", timeout)

    def gone(self, role, name, timeout=WAIT):
        until(lambda: not any(self.shown(e) for e in self.matches(role, name)),
              f"{role} '{name}' to go", timeout)

    def unnamed(self):
        """Controls that a screen reader has no words for. GTK gives the name of the type then."""
        def look(element, inside):
            nameless = not element.name or re.fullmatch(r"(Gtk|Adw|Td)[A-Z]\w+", element.name)
            if (element.role in NEED_A_NAME and nameless and not inside and not element.description
                    and self.shown(element)):
                yield repr(element)
            # What a named control is made of needs no name: the button of a menu button.
            for child in element.children:
                yield from look(child, inside or element.role in NEED_A_NAME)
        return [found for root in self.read() for found in look(root, False)]

    def focused(self):
        return next((e for root in self.read() for e in root.walk() if "focused" in e.states), None)

    # Pointer and keys

    def origin(self, window):
        """Where the top left corner of a window's content is on the screen."""
        for number in xdotool("search", "--onlyvisible", "--pid", self.process.pid).split():
            title = xdotool("getwindowname", number).strip()
            if title == window.name or window.name in ("", title):
                place = dict(line.split("=") for line in
                             xdotool("getwindowgeometry", "--shell", number).splitlines() if "=" in line)
                border = self.border(number)
                return int(place["X"]) + border, int(place["Y"]) + border
        raise Missing(f"no window {window.name}")

    @staticmethod
    def border(number):
        shown = subprocess.run(["xprop", "-id", number, "_GTK_FRAME_EXTENTS"], check=False,
                               capture_output=True, text=True).stdout
        found = re.search(r"= (\d+)", shown)
        return int(found.group(1)) if found else 5

    def key(self, *keys):
        xdotool("key", "--clearmodifiers", *keys)
        time.sleep(0.15)

    def type(self, text):
        if text.isascii():
            xdotool("type", "--delay", 8, text)
        else:
            subprocess.run(["xclip", "-selection", "clipboard"], input=text, text=True, check=True,
                           stdout=subprocess.DEVNULL)
            self.key("ctrl+v")
        time.sleep(0.15)

    # The end

    def output(self):
        self.log.flush()
        with open(self.log.name, encoding="utf-8") as log:
            return log.read()

    def close(self):
        self.key("ctrl+q")
        try:
            code = self.process.wait(15)
            if self.manager:
                self.manager.terminate()
                self.manager.wait(5)
            return code
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Missing("the program did not end") from None
