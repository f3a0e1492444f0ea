"""Many clients: what each costs, and what is left for a new one."""
import json
import socket
import statistics
import subprocess
import time

import probe
from figures import BARE, Group, Row, Skip
from generators import POST, Hold, Load, settle

# Who only waits stays.
ROOM = ('-m', '20000', '--http-idle', '3600')
BIG_BYTES = 1048576


class Idle(Group):
    """Clients with one answer behind them: their memory; a connection a
    request beside them; how exact their pauses are."""

    name = 'idle clients'

    def make_rows(self):
        many, most = self.scale.many, self.scale.most
        return [Row('memory_many', 'memory of the system for each of '
                    f'{many:,} idle clients', 'KiB', to=BARE, goal='1.15',
                    places=1),
                Row('memory_most', f'the same, {most:,}', 'KiB', to=BARE,
                    goal='1.15', places=1),
                Row('connects_most', f'connections/s while {most:,} are '
                    'connected, 16 at once', to=BARE, goal='0.6, then 0.8'),
                Row('pause_many', f'{many:,} waiting: a pause is longer by, '
                    'p99', 'ms', to=BARE, goal='1; never early', places=3),
                Row('pause_most', f'{most:,} waiting: a pause is longer by, '
                    'p99', 'ms', to=BARE, goal='5; never early', places=3)]

    def round(self):
        probe.need(self.scale.many)
        for make, arguments in ((self.bare, ('keep',)),
                                (self.barewired, ROOM)):
            with self.served(make, *arguments) as server:
                hold = Hold(self.bench.tools, server.port)
                try:
                    self.measure(server, hold)
                finally:
                    hold.stop()

    def measure(self, server, hold):
        settle(lambda: probe.kernel_kib()['page tables'] // 256)
        empty = probe.kernel_kib()
        hold.open_all(self.scale.many)
        self.weigh('memory_many', server, empty, self.scale.many)
        probe.need(self.scale.most)
        hold.open_all(self.scale.most - self.scale.many)
        self.weigh('memory_most', server, empty, self.scale.most)
        load = Load(self.bench.tools, server.port, POST, 16,
                    self.scale.seconds, each=True)
        self.rows['connects_most'].add(server.name, load.rate)
        self.pause('pause_many', server, hold, self.scale.many,
                   *self.scale.pause_many)
        self.pause('pause_most', server, hold, self.scale.most,
                   *self.scale.pause_most)

    def pause(self, key, server, hold, count, pause, spread):
        """The bare loop answers at once: what it takes is what waking so
        many processes one after the other takes on this machine."""
        row = self.rows[key]
        if server.name != 'barewired':
            row.add(server.name, hold.do('pause', count, 0, spread)[3])
            return
        answered, early, middle, late, most = hold.do('pause', count, pause,
                                                      spread)
        row.add('barewired', late)
        row.add('p50', middle)
        row.add('most', most)
        row.add('early', early)
        row.add('not answered', count - answered)

    def weigh(self, key, server, empty, count):
        settle(lambda: probe.kernel_kib()['page tables'] // 256)
        parts = {name: (kib - empty[name]) / count
                 for name, kib in probe.kernel_kib().items()}
        parts['anonymous'] = probe.anonymous_kib(server)
        row = self.rows[key]
        row.add(server.name, sum(parts.values()))
        for name, kib in parts.items():
            row.part(server.name, name, kib)


class Big(Group):
    name = 'after a request of 1 MiB'

    def make_rows(self):
        return [Row('memory_big', "a client's own memory, kept after a "
                    'request of 1 MiB', 'KiB', to='a small one',
                    goal='as after a small one', places=1)]

    def round(self):
        row = self.rows['memory_big']
        with self.served(self.barewired) as server:
            hold = Hold(self.bench.tools, server.port)
            try:
                hold.open_all(self.scale.big)
                small = probe.anonymous_kib(server)
                answered, failed = hold.do('big', BIG_BYTES)
                if failed:
                    raise Skip(f'{failed:.0f} of {answered + failed:.0f} '
                               'requests of 1 MiB had no answer')
                row.add(row.to, small)
                row.add('barewired', probe.anonymous_kib(server))
            finally:
                hold.stop()


def serve_once(port):
    """Milliseconds from connect to the answer's first bytes."""
    request = (b'POST /wait HTTP/1.1\r\nHost: x\r\nConnection: close\r\n'
               b'Content-Length: 1\r\n\r\n0')
    begun = time.monotonic()
    with socket.create_connection(('127.0.0.1', port), 20) as sock:
        sock.sendall(request)
        first = sock.recv(4096)
        took = (time.monotonic() - begun) * 1000
        while first and sock.recv(4096):
            pass
    if not first.startswith(b'HTTP/1.1 200'):
        raise Skip(f'a new client was answered {first[:40]!r}')
    return took


class Paused(Group):
    name = 'clients in a pause'

    def make_rows(self):
        count = self.scale.paused
        return [Row('paused_connected', f'{count:,} clients in a pause: '
                    'connected', to='asked', goal='all'),
                Row('paused_status', 'barewirectl status --json then', 'ms',
                    goal='100', places=1),
                Row('paused_new', 'until a new client is answered then', 'ms',
                    goal='< 10', places=2),
                Row('paused_shutdown', 'Shutdown then', 's', goal='< 5',
                    places=2)]

    def round(self):
        probe.need(self.scale.paused)
        with self.served(self.barewired, *ROOM) as server:
            hold = Hold(self.bench.tools, server.port)
            try:
                answered, took = hold.open(self.scale.paused)
                hold.do('ask', 3000)
                self.measure(server, hold, answered, took)
            finally:
                hold.stop()

    def measure(self, server, hold, answered, took):
        connected = self.rows['paused_connected']
        connected.add('asked', self.scale.paused)
        status, text = self.status(server)
        self.rows['paused_status'].add('barewired', status)
        self.rows['paused_new'].add('barewired', statistics.median(
            serve_once(server.port) for _ in range(20)))
        totals = json.loads(text)['server']
        connected.add('barewired', answered - hold.do('heard')[0])
        connected.add('refused', totals['refused'])
        connected.add('came in a second', answered / took)
        self.rows['paused_shutdown'].add('barewired', server.stop(patience=60))

    def status(self, server):
        """The median of five, and what the last one said."""
        times = []
        for _ in range(5):
            begun = time.monotonic()
            text = subprocess.run(server.ctl('status', '--json'),
                                  env=server.environment, check=True,
                                  stdout=subprocess.PIPE, text=True).stdout
            times.append((time.monotonic() - begun) * 1000)
        return statistics.median(times), text
