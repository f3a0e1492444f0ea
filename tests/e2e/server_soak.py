#!/usr/bin/env python3
"""Does a server leak?  All labs at work for a time, clients that come and go,
children and helpers killed, watchers stopped and killed; afterwards everything
is where it began.

    server_soak.py SECONDS INSTANCE SERVER_PID LAB=HOST:PORT...

Prints a table of what was before and after; the exit status is 1 when
something did not come back.  BAREWIRECTL in the environment is the program.
"""
import glob
import json
import os
import random
import signal
import subprocess
import sys
import time

import people

SECONDS = float(sys.argv[1])
INSTANCE, SERVER = sys.argv[2], int(sys.argv[3])
PLACES = people.places(sys.argv[4:])
CTL = os.environ['BAREWIRECTL']
SLOWNESS = int(os.environ.get('TEST_SLOWNESS', '1'))
PEOPLE = 12
# So many KiB may be more: what malloc and a process's stack keep.
MEMORY_KIB = 128
chance = random.Random(12080)
kills = {}


def status():
    said = subprocess.run([CTL, '-i', INSTANCE, 'status', '--json'],
                          check=True, capture_output=True).stdout
    return json.loads(said)


def memory(pid, word):
    """But for the segment, whose pages a process comes to have one by one as
    it writes records: that is as large as it is, and is looked at itself."""
    total, counts = 0, True
    with open(f'/proc/{pid}/smaps', encoding='utf-8') as file:
        for line in file:
            first = line.split()[0]
            if '-' in first and not first.endswith(':'):
                counts = '/dev/shm/' not in line
            elif counts and first == word + ':':
                total += int(line.split()[1])
    return total


def descriptors(pid):
    return len(os.listdir(f'/proc/{pid}/fd'))


def files(pattern):
    return sum(len(found) + 1 for _, _, found in
               [part for top in glob.glob(pattern) for part in os.walk(top)])


def helpers():
    """Those that live as long as the server, by name."""
    return sorted((name, pid) for pid, name in people.children(SERVER)
                  if name.endswith('-udp') or not name.startswith('bw-'))


def shared_memory():
    return sum(os.stat(name).st_size // 1024 for name in
               glob.glob(f'/dev/shm/barewire.*.{INSTANCE}'))


def measure():
    found = {
        "descriptors of the parent": descriptors(SERVER),
        "processes": len(people.children(SERVER)),
        # A UDP port's rows are of those who asked last, however many.
        "rows in use": len([row for row in status()['clients'] if
                            not row['name'].startswith('udp-')]),
        "clients counted": status()['server']['active'],
        "KiB in /dev/shm": shared_memory(),
        "files of the instance": files(
            f"{os.environ['XDG_RUNTIME_DIR']}/barewire*"),
        "KiB of the parent, own (anonymous)": memory(SERVER, 'Anonymous'),
        "KiB of the parent, its share (PSS)": memory(SERVER, 'Pss'),
        "KiB of the parent, resident (RSS)": memory(SERVER, 'Rss'),
    }
    for name, pid in helpers():
        found[f"descriptors of {name}"] = descriptors(pid)
        found[f"KiB of {name}, own"] = memory(pid, 'Anonymous')
    return found


class Watchers:
    """barewirectl tail: some read, some are stopped, all are killed."""

    def __init__(self):
        self.running = []

    def begin(self):
        if len(self.running) < 6:
            self.running.append(subprocess.Popen(
                [CTL, '-i', INSTANCE, 'tail', '--json'],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
            if chance.random() < 0.4:
                self.running[-1].send_signal(signal.SIGSTOP)

    def end(self):
        if self.running:
            watcher = self.running.pop(chance.randrange(len(self.running)))
            watcher.kill()
            watcher.wait()

    def end_all(self):
        while self.running:
            self.end()


def kill_one(everybody):
    """A client's process; seldom one that all of them need."""
    found = people.children(SERVER)
    some = [(pid, name) for pid, name in found if name.startswith('bw-') and
            not name.endswith('-udp')]
    if everybody:
        some = found
    if not some:
        return
    pid, name = chance.choice(some)
    if people.strike(pid):
        kills[name] = kills.get(name, 0) + 1


def work(seconds, watchers):
    end = time.monotonic() + seconds
    crowd = people.Crowd(PLACES, PEOPLE, 0.4 if seconds > 60 else 0.05)
    crowd.start()
    seldom = time.monotonic() + 2
    while time.monotonic() < end:
        time.sleep(0.5 if seconds > 60 else 0.1)
        kill_one(False)
        if chance.random() < 0.3:
            watchers.begin()
        if chance.random() < 0.3:
            watchers.end()
        if time.monotonic() > seldom:
            kill_one(True)
            seldom = time.monotonic() + (30 if seconds > 60 else 4)
    crowd.stop()
    watchers.end_all()
    return crowd


def settled():
    """Everybody is gone, all rows have faded, every helper is there again."""
    end = time.monotonic() + 60 * SLOWNESS
    while time.monotonic() < end:
        time.sleep(0.5)
        try:
            now = status()
        except (subprocess.CalledProcessError, ValueError):
            continue
        rows = [row for row in now['clients'] if
                not row['name'].startswith('udp-')]
        if now['server']['active'] == 0 and not rows and helpers_back():
            look_on()
            return
    print('not settled:', json.dumps(status()['clients'])[:2000])


def look_on():
    """A watcher that is killed before its FIFO has a name leaves that behind:
    the next one clears it away."""
    watcher = subprocess.Popen([CTL, '-i', INSTANCE, 'tail'],
                               stdout=subprocess.DEVNULL)
    end = time.monotonic() + 20 * SLOWNESS
    while time.monotonic() < end and not glob.glob(
            f"{os.environ['XDG_RUNTIME_DIR']}/*/{INSTANCE}/feed.*"):
        time.sleep(0.05)
    watcher.terminate()
    watcher.wait()


def counts(found):
    return {what: now for what, now in found.items()
            if not what.startswith('KiB')}


def at_rest(wanted=None):
    """What is measured once the counts stand still, or are as wanted: whoever
    reads for those who watch still has the FIFO of the last one."""
    end = time.monotonic() + 20 * SLOWNESS
    now = measure()
    while time.monotonic() < end:
        before = counts(wanted or now)
        time.sleep(1)
        now = measure()
        if counts(now) == before:
            break
    return now


def helpers_back():
    return [name for name, _ in helpers()] == [name for name, _ in first]


def compare(before, after):
    good = True
    print(f"{'what':44} {'before':>8} {'after':>8}")
    for what, was in before.items():
        now = after.get(what, 0)
        fine = now <= was + (MEMORY_KIB if what.startswith('KiB of') else 0)
        if not what.startswith('KiB of'):
            fine = now == was
        elif os.environ['TEST_VARIANT'] != 'release':
            fine = True    # a sanitizer keeps what was freed
        good = good and fine
        print(f"{what:44} {was:8} {now:8}{'' if fine else '  NOT AS BEFORE'}")
    return good


def report(crowd, seconds):
    print(f"{seconds / 60:.1f} minutes; sessions:", ', '.join(
        f"{lab} {crowd.served[lab]}" for lab in sorted(crowd.served)),
        f"; broken off {sum(crowd.broken.values())}")
    print("killed:", ', '.join(f"{name} {kills[name]}"
                               for name in sorted(kills)))
    server = status()['server']
    print("the server counts:", ', '.join(
        f"{word} {server[word]}" for word in (
            'accepted', 'crashed', 'refused', 'messages_in', 'log_dropped',
            'feed_dropped', 'lock_recoveries')))


first = helpers()
tails = Watchers()
# What is made at the first use is not what leaks.
work(min(20, 5 + SECONDS / 10), tails)
settled()
at_first = at_rest()
served = work(SECONDS, tails)
settled()
at_last = at_rest(at_first)
report(served, SECONDS)
fine = compare(at_first, at_last)
if min(served.served.values()) == 0:
    print("a lab served nobody")
    fine = False
sys.exit(0 if fine else 1)
