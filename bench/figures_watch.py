"""What watchers cost, and how much they get."""
import json
import os
import re
import signal
import subprocess
import time

import probe
import servers
from figures import Group, Row
from generators import POST, Load, settle
from servers import Process, Skip

WITHOUT = 'no watcher'
STOPPED = 'stopped'


class Watcher(Process):
    """barewirectl tail --json; there once it has shown a message."""

    def __init__(self, server, path=os.devnull):
        self.path = path
        with open(path, 'w', encoding='utf-8') as out:
            super().__init__(server.ctl('tail', '--json'), stdout=out,
                             stderr=subprocess.DEVNULL,
                             env=server.environment)

    def written(self):
        found = re.search(r'^wchar: (\d+)', probe.read(f'/proc/{self.pid}/io'),
                          re.M)
        return int(found.group(1)) if found else 0


def attach(tools, server, watchers):
    """Asks the server a little until each has something to show."""
    for watcher in watchers:
        before = watcher.written()

        def shows():
            Load(tools, server.port, POST, 1, 0.01)
            return watcher.written() > before
        if not servers.wait_for(shows, 10, watcher.process):
            raise Skip('barewirectl tail shows nothing')


class Watched(Group):
    name = 'with watchers'

    def make_rows(self):
        title = 'kept alive, 64 at once, POST /wait 0 s, with '
        return [Row(f'watch_{key}', title + words, 'requests/s', to=WITHOUT,
                    goal='0.97')
                for key, words in (('one', 'one watcher'),
                                   ('eight', 'eight watchers'),
                                   ('stopped', 'a stopped watcher'))]

    def round(self):
        for key, count in (('one', 1), ('eight', 8), (STOPPED, 1)):
            row = self.rows[f'watch_{key}']
            row.add(WITHOUT, self.measure(row, WITHOUT, 0, False))
            row.add('barewired', self.measure(row, 'barewired', count,
                                              key == STOPPED))

    def measure(self, row, name, count, stopped):
        """A server of its own each time: nothing is left in any queue."""
        watchers = []
        with self.served(self.barewired) as server:
            try:
                for _ in range(count):
                    watchers.append(Watcher(server))
                attach(self.bench.tools, server, watchers)
                if stopped:
                    os.kill(watchers[0].pid, signal.SIGSTOP)
                return self.load(row, name, server, watchers)
            finally:
                for watcher in watchers:
                    watcher.stop()

    def load(self, row, name, server, watchers):
        readers = probe.reader_pids(server)
        pids = list(readers) + [watcher.pid for watcher in watchers]
        before = {pid: probe.cpu_seconds(pid) for pid in pids}
        begun = time.monotonic()
        load = Load(self.bench.tools, server.port, POST, 64,
                    self.scale.seconds)
        took = time.monotonic() - begun
        used = {pid: (probe.cpu_seconds(pid) - before[pid]) / took
                for pid in pids}
        for pid, comm in readers.items():
            row.part(name, f'CPUs of {comm}', used[pid])
        if watchers:
            row.part(name, 'CPUs of watchers',
                     sum(used[watcher.pid] for watcher in watchers))
        return load.rate


def shown(path):
    """Messages, other events and losses in what tail --json wrote."""
    messages = events = lost = 0
    with open(path, encoding='utf-8') as file:
        for line in file:
            if '"event":"message"' in line:
                messages += 1
            elif '"event":"lost"' in line:
                reason = json.loads(line)['reason'].replace(',', '')
                lost += int(re.search(r'\d+', reason).group())
            elif '"event":"connected"' in line or \
                    '"event":"disconnected"' in line:
                events += 1
    return messages, events, lost


class Fed(Group):
    name = 'messages a second to a watcher'

    def make_rows(self):
        return [Row('feed_offered', 'messages a watcher gets whole, 10,000/s '
                    'offered', 'messages/s', to='sent', goal='10,000'),
                Row('feed_all', 'the same, all that can be offered',
                    'messages/s', to='sent', goal='the rest counted')]

    def round(self):
        """A request and its answer are two messages."""
        for key, rate in (('feed_offered', 5000), ('feed_all', 0)):
            self.measure(self.rows[key], rate)

    def measure(self, row, rate):
        path = os.path.join(self.bench.work, 'tail.json')
        with self.served(self.barewired) as server:
            watcher = Watcher(server, path)
            try:
                attach(self.bench.tools, server, [watcher])
                sent_before = self.sent(server, path)
                before = shown(path)
                begun = time.time()
                load = Load(self.bench.tools, server.port, POST, 64,
                            self.scale.seconds, rate=rate)
                sent = self.sent(server, path)
                took = os.stat(path).st_mtime - begun
            finally:
                watcher.stop()
        got = [after - then for after, then in zip(shown(path), before)]
        os.unlink(path)
        self.tell(row, load, took, got,
                  [after - then for after, then in zip(sent, sent_before)])

    def tell(self, row, load, took, got, sent):
        """took: until the last one was shown."""
        messages, events, lost = got
        seconds = max(load.asked / load.rate if load.rate else 0, 0.01)
        row.add('sent', sent[0] / seconds)
        row.add('barewired', messages / max(seconds, took))
        row.add('lost and counted', lost)
        row.add('not accounted for', sum(sent) - messages - events - lost)

    def sent(self, server, path):
        """Messages, and connects and ends, once all clients are gone and
        the watcher has shown what it will."""
        def status():
            text = subprocess.run(server.ctl('status', '--json'),
                                  env=server.environment, text=True,
                                  stdout=subprocess.PIPE, check=True).stdout
            return json.loads(text)['server']
        servers.wait_for(lambda: not probe.serving(server), 10)
        settle(lambda: os.path.getsize(path), 20)
        totals = status()
        return (totals['messages_in'] + totals['messages_out'],
                2 * totals['accepted'])
