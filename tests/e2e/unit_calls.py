"""Prints the system calls that a unit's SystemCallFilter= allows, one a line.

    unit_calls.py UNIT      (asks systemd-analyze what is in @groups)
"""
import subprocess
import sys


def group(name):
    said = subprocess.run(["systemd-analyze", "syscall-filter", name],
                          capture_output=True, text=True, check=True).stdout
    return [line.strip() for line in said.splitlines()[1:]
            if line.strip() and not line.strip().startswith("#")]


def expand(words):
    calls = set()
    for word in words:
        calls |= expand(group(word)) if word.startswith("@") else {word}
    return calls


allowed = set()
for line in open(sys.argv[1]):
    if line.startswith("SystemCallFilter=~"):
        allowed -= expand(line.strip().split("~", 1)[1].split())
    elif line.startswith("SystemCallFilter="):
        allowed |= expand(line.strip().split("=", 1)[1].split())
# Whatever is said, a program can be started and can end.
allowed |= expand(["@default"])
print("\n".join(sorted(allowed | {"execve"})))
