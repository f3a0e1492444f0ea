#!/usr/bin/env python3
"""Figures of barewired beside others', as ratios; `make bench` calls it.

usage: bench/bench.py [--rounds N] [--quick | --tiny] [--json FILE]
                      [--keep] [--minutes N] [--only WORD] [--programs DIR]

Nothing passes or fails here, and what cannot be measured is a row that says
why.  All servers alternate in one run; a value is the median of the rounds.
After 14 minutes no figure is begun any more.  --only measures the groups that
have WORD in their name, --keep puts the table into README.md, which says more.
"""
import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

sys.dont_write_bytecode = True
import generators
import probe
import ratios
import servers
from figures_many import Big, Idle, Paused
from figures_rest import Chat, Counts
from figures_speed import ConnectionEach, KeptAlive
from figures_watch import Fed, Watched

GROUPS = (KeptAlive, ConnectionEach, Watched, Fed, Idle, Big, Paused, Chat,
          Counts)


KEPT = '## The last table\n'


@dataclass
class Scale:
    """How much of everything; pause and spread are seconds."""
    seconds: float = 2
    many: int = 1000
    most: int = 10000
    paused: int = 16000
    big: int = 40
    room: int = 100
    counted: int = 200
    pause_many: tuple = (4, 3)
    pause_most: tuple = (10, 8)


FULL = Scale()
QUICK = Scale(seconds=0.5, many=200, most=1000, paused=1000, big=10,
              counted=50, pause_many=(1, 0.5), pause_most=(2, 1))
TINY = Scale(seconds=0.1, many=20, most=40, paused=40, big=3, room=10,
             counted=10, pause_many=(1, 0.1), pause_most=(1, 0.1))


class Bench:
    def __init__(self, options, work):
        self.work = work
        self.programs = os.path.abspath(options.programs)
        self.scale = (TINY if options.tiny else
                      QUICK if options.quick else FULL)
        self.rounds = options.rounds or (3 if self.scale is FULL else 1)
        self.begun = time.time()
        self.minutes = options.minutes
        self.loads = []
        self.tools, self.bare_link = generators.build(work)

    def is_late(self):
        return time.time() - self.begun > 60 * self.minutes

    def tell(self, text):
        self.loads.append(probe.load_average())
        took = time.time() - self.begun
        print(f'{took:4.0f} s  {text}', file=sys.stderr, flush=True)

    def head(self):
        """What is said above the table, and in the JSON."""
        return {'taken': time.strftime('%Y-%m-%dT%H:%M:%SZ',
                                       time.gmtime(self.begun)),
                'took_s': round(time.time() - self.begun),
                'rounds': self.rounds, 'scale': vars(self.scale),
                'machine': probe.machine(), 'bare_loop': self.bare_link,
                'load_average': [min(self.loads), max(self.loads)]
                if self.loads else None}


def head_text(head):
    machine = head['machine']
    least, most = head['load_average'] or (0, 0)
    rounds = head['rounds']
    return (f'{head["taken"]}, {rounds} round{"s" if rounds > 1 else ""} in '
            f'{head["took_s"]} s; {machine["system"]}, kernel '
            f'{machine["kernel"]}, {machine["libc"]}, {machine["processors"]} '
            f'x {machine["processor"]}, {machine["memory_mib"]} MiB; load '
            f'average {least:.1f} to {most:.1f}; the bare loop is '
            f'{head["bare_loop"]}\n')


def parse():
    parser = argparse.ArgumentParser(usage=__doc__.split('usage: ')[1].split(
        '\n\n')[0])
    parser.add_argument('--rounds', type=int)
    parser.add_argument('--quick', action='store_true')
    parser.add_argument('--tiny', action='store_true')
    parser.add_argument('--keep', action='store_true')
    parser.add_argument('--minutes', type=float, default=14)
    parser.add_argument('--json')
    parser.add_argument('--only', default='')
    parser.add_argument('--programs',
                        default=os.path.join(servers.ROOT, 'bin'))
    return parser.parse_args()


def measure(options, work):
    bench = Bench(options, work)
    groups = [make(bench) for make in GROUPS if options.only in make.name]
    for number in range(1, bench.rounds + 1):
        for group in groups:
            bench.tell(f'round {number} of {bench.rounds}: {group.name}')
            group.run(number)
    rows = [row for group in groups for row in group.rows.values()]
    head = bench.head()
    text = f'{head_text(head)}\n{ratios.table(rows)}'
    print(text, flush=True)
    if options.keep:
        keep(text)
    if options.json:
        ratios.write_json(options.json, head, rows)


def keep(text):
    """The last table, in the README, between its heading and the next."""
    path = os.path.join(servers.ROOT, 'bench/README.md')
    with open(path, encoding='utf-8') as file:
        before, _, rest = file.read().partition(KEPT)
    after = rest.find('\n## ')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(f'{before}{KEPT}\n{text}\n{rest[after:]}')


def ended(number, _frame):
    sys.exit(128 + number)


def main():
    options = parse()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ended)
    work = tempfile.mkdtemp(prefix='bw-bench-')
    os.chmod(work, 0o711)   # others' servers may read what they serve
    try:
        measure(options, work)
    except subprocess.CalledProcessError:
        sys.exit('bench: the generators do not compile')
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        servers.stop_all()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == '__main__':
    main()
