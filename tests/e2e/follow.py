"""Follows a page of ours to the letter, in the current directory.

    follow.py PAGE [TITLE]

PAGE is Markdown; with a TITLE that chapter of it alone.  In its order:

    `FILE`, a new file:                         and a fenced block
    `FILE`, at its end:
    `FILE`, after the line that begins with `TEXT`:

is written, and of an indented block each command ("$ COMMAND") is run, and
what it says is compared with what stands below: "..." is any lines, a time, a
process, a port that the kernel chose and seconds are any, and so is what stands
for "..." within a line.  Nothing below is any output.  A backslash at a line's
end goes on with the next one.

Commands that last (servers, watchers, a client without -c) stay as in another
terminal; at the end of the page what they said is compared once more, and they
get Ctrl-C.  A block of event lines alone must be among what they said.  A
command that fails must be shown doing so.  Exits with 1, and says why, at the
first thing that is otherwise.
"""
import os
import re
import signal
import subprocess
import sys
import tempfile
import time

PATIENCE_S = 900
SHOWN_S = 60  # a server, until it has said what is shown
LASTING = re.compile(
    r"bin/(barewired|xbarewired?e?|barewirectl (watch|tail)"
    r"|barewire wait(?!.*-c))(?![a-z])")
AGAIN = re.compile(r"bin/barewirectl (report|status)")
EVENT = re.compile(r"\d\d:\d\d:\d\d\.\d+ ")
# What our server says to root besides; a page is not for him.
ROOT = re.compile(r"^runs as root, and so does every process .*\n", re.M)
NUMBERS = [(r"\d\d:\d\d:\d\d\.\d+", r"\d\d:\d\d:\d\d\.\d+"),
           (r"\d\d:\d\d:\d\d", r"\d\d:\d\d:\d\d"),
           (r"guest-\d+", r"guest-\d+"), (r"process \d+", r"process \d+"),
           (r"127\.0\.0\.1:[3-6]\d{4}", r"127\.0\.0\.1:\d+"),
           (r"\d+\.\d s\b", r"\d+\.\d s"),
           (r"\.\.\.", r".*"), (r" +", " +"),
           (r"\d{4}-\d\d-\d\d", r"\d{4}-\d\d-\d\d")]


def fail(text):
    print("FAILED: " + text)
    sys.exit(1)


class Process:
    """One that was started, and the file with what it says."""
    def __init__(self, command):
        self.command, self.file = command, tempfile.TemporaryFile()
        terminal = "watch" in command
        out, keys = self.file, subprocess.DEVNULL
        if terminal:
            self.screen, keys = os.openpty()
            out = keys
        self.process = subprocess.Popen(
            ["bash", "-c", "exec 2>&1\n" + command], stdout=out,
            stdin=keys, start_new_session=True,
            env=dict(os.environ, TERM="xterm"))

    def said(self):
        self.file.seek(0)
        text = self.file.read().decode("utf-8", "replace")
        return ROOT.sub("", text.replace("\r\n", "\n"))

    def interrupt(self):
        """Ctrl-C, and TERM for who does not listen to it."""
        for sent in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            if self.process.poll() is not None:
                return
            os.killpg(self.process.pid, sent)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                pass


def pattern_of(shown):
    """An expression for the lines that are shown."""
    parts = []
    for line in shown:
        if line.strip() == "...":
            parts.append(r"(?:.*\n)*?")
            continue
        one, at = "", 0
        while at < len(line):
            for number, any_number in NUMBERS:
                match = re.compile(number).match(line, at)
                if match:
                    one, at = one + any_number, match.end()
                    break
            else:
                one, at = one + re.escape(line[at]), at + 1
        parts.append(one + r" *\n")
    return "".join(parts) + r"\Z"


def matches(shown, said):
    if shown and not said.endswith("\n"):
        said += "\n"
    return not shown or re.match(pattern_of(shown), said) is not None


def search(lines, said):
    """Do these stand in it, in their order, with others between?"""
    spread = [part for line in lines if line.strip()
              for part in ("...", line)] + ["..."]
    return matches(spread, said)


def wait(holds, seconds=PATIENCE_S):
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def run(command, shown, lasting):
    """Starts it; waits for what is shown, or for its end."""
    one = Process(command)
    if LASTING.match(command):
        lasting.append((one, shown))
        came = wait(lambda: matches(shown, one.said())
                    or one.process.poll() is not None, SHOWN_S) and matches(
                        shown, one.said())
        time.sleep(0 if shown else 1)
        # Servers and watchers go on; without a display a window cannot.
        if came and (one.process.poll() is None or command.startswith(
                "bin/x") and not os.environ.get("DISPLAY")):
            return
        if one.process.poll() == 0 and matches(shown, one.said()):
            return
        fail("$ %s\nended, or did not say what is shown:\n%s"
             % (command, one.said()))
    if AGAIN.match(command):
        # The judge may not have come so far.
        deadline = time.monotonic() + SHOWN_S
        while one.process.wait() == 0 and not matches(shown, one.said()) \
                and time.monotonic() < deadline:
            time.sleep(0.5)
            one = Process(command)
    if not wait(lambda: one.process.poll() is not None):
        one.interrupt()
        fail("$ %s\ndoes not end; it said:\n%s" % (command, one.said()))
    if not matches(shown, one.said()):
        fail("$ %s\nsays (status %d)\n%s\nand what is shown is\n%s" % (
            command, one.process.returncode, one.said(), "\n".join(shown)))
    if one.process.returncode != 0 and not shown:
        fail("$ %s\nfails: %s" % (command, one.said()))


def commands_of(block):
    """(command, shown lines) of an indented block; nothing before the
    first command counts."""
    result = []
    lines = iter(block)
    for line in lines:
        if line.startswith("$ "):
            command = line[2:]
            while command.endswith("\\"):
                command += "\n" + next(lines)
            result.append((command, []))
        elif result:
            result[-1][1].append(line)
    for command, shown in result:
        while shown and not shown[-1].strip():
            shown.pop()
    return result


def write(place, body):
    match = re.match(r"`([^`]+)`, (a new file|at its end|after the line that "
                     r"begins with `([^`]+)`):$", place)
    if not match:
        fail("where does this go: " + place)
    name, how, begins = match.groups()
    print("-- %s, %s" % (name, how))
    if how == "a new file":
        if os.path.exists(name):
            fail(name + " is there already")
        os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
        text = body
    else:
        with open(name) as file:
            lines = file.readlines()
        at = [i for i, line in enumerate(lines)
              if begins and line.startswith(begins)]
        if begins and len(at) != 1:
            fail("%d lines of %s begin with %s" % (len(at), name, begins))
        lines.insert(at[0] + 1 if begins else len(lines), body)
        text = "".join(lines)
    with open(name, "w") as file:
        file.write(text)


def blocks(text):
    """("file", place, body) and ("commands", lines), in their order."""
    lines, at, before = text.split("\n"), 0, ""
    while at < len(lines):
        line = lines[at]
        if line.startswith("```"):
            end = lines.index("```", at + 1)
            yield ("file", before, "\n".join(lines[at + 1:end]) + "\n")
            at = end
        elif line.startswith("    ") and not before_is_list(lines, at):
            end = at
            while end < len(lines) and (lines[end].startswith("    ")
                                        or not lines[end].strip()):
                end += 1
            yield ("commands", [one[4:] for one in lines[at:end]], None)
            at = end - 1
        elif line.strip():
            before = line
        at += 1


def before_is_list(lines, at):
    return at > 0 and re.match(r"[-*] ", lines[at - 1]) is not None


def chapter(text, title):
    if not title:
        return text
    begin = text.index("\n## %s\n" % title)
    end = text.find("\n## ", begin + 1)
    return text[begin:end if end != -1 else len(text)]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        text = chapter(file.read(), sys.argv[2] if len(sys.argv) > 2 else "")
    lasting, count = [], 0
    try:
        for kind, first, body in blocks(text):
            if kind == "file":
                write(first, body)
                continue
            if EVENT.match(first[0]) and not any(
                    search(first, one.said()) for one, _ in lasting):
                fail("nobody said this:\n%s\nbut\n%s" % (
                    "\n".join(first), "".join(
                        one.said() for one, _ in lasting)))
            for command, shown in commands_of(first):
                print("-- $ " + command, flush=True)
                run(command, shown, lasting)
                count += 1
        for one, shown in lasting:
            if not wait(lambda: matches(shown, one.said()), SHOWN_S):
                fail("$ %s\nsays\n%s\nand what is shown is\n%s" % (
                    one.command, one.said(), "\n".join(shown)))
    finally:
        for one, _ in reversed(lasting):
            one.interrupt()
    print("%d commands" % count)


main()
