"""Requests a second, kept alive and with a connection each."""
import shutil

import servers
from figures import BARE, Group, Row
from generators import GET, POST, Load, wrk

REQUESTS = {'post': POST, 'get': GET}


class Speed(Group):
    """A row for each request; all servers run all the time."""

    key = mode = goal = title = ''
    clients = 0

    def make_rows(self):
        rows = [Row(f'{self.key}_{word}', f'{self.title}: {request}' +
                    (' 0 s' if request == POST else ''), 'requests/s',
                    to=BARE, goal=self.goal)
                for word, request in REQUESTS.items()]
        rows += [Row(f'{self.key}_{word}_wrk', f'the same by wrk: {request}',
                     'requests/s', to=BARE)
                 for word, request in REQUESTS.items()]
        rows.append(Row(f'{self.key}_generator', f'{self.title}: what our '
                        'generator could ask', 'requests/s', of='generator',
                        to=BARE))
        return rows

    servers = ()

    def begin(self):
        self.servers = []
        self.has_wrk = shutil.which('wrk', path=servers.PATH) is not None
        self.servers.append(self.bare(self.mode))
        self.servers.append(self.barewired())
        self.servers += self.peers(
            [self.rows[f'{self.key}_{word}'] for word in REQUESTS])
        if not self.has_wrk:
            for word in REQUESTS:
                self.rows[f'{self.key}_{word}_wrk'].skip(
                    'wrk is not installed')

    def round(self):
        for word, request in REQUESTS.items():
            for server in self.servers:
                if server.name == 'Apache prefork':
                    request_there = GET
                else:
                    request_there = request
                self.ask(word, server, request_there)
                if self.has_wrk and server.name in (BARE, 'barewired'):
                    self.ask_by_wrk(word, server, request_there)

    def ask(self, word, server, request):
        row = self.rows[f'{self.key}_{word}']
        load = Load(self.bench.tools, server.port, request, self.clients,
                    self.scale.seconds, each=self.mode == 'once')
        row.add(server.name, load.rate)
        if server.name == 'Apache prefork' and word == 'post':
            row.note(server.name, '[GET]')
        if load.errors:
            row.note(server.name, f'[{load.errors:.0f} errors]')
        if server.name == BARE and word == 'get':
            limit = self.rows[f'{self.key}_generator']
            limit.add('generator', load.limit)
            limit.add(BARE, load.rate)
            limit.part(BARE, "CPUs used by the generator", load.cpu_share)

    def ask_by_wrk(self, word, server, request):
        rate = wrk(server.port, request, self.clients, self.scale.seconds,
                   self.mode == 'once', self.bench.work)
        self.rows[f'{self.key}_{word}_wrk'].add(server.name, rate)

    def end(self):
        for server in self.servers:
            server.stop()


class KeptAlive(Speed):
    name = title = 'kept alive, 64 at once'
    key, mode, clients = 'kept', 'keep', 64
    goal = '0.75, then 0.85; 1.5 of Apache'


class ConnectionEach(Speed):
    name = title = 'a connection a request, 16 at once'
    key, mode, clients = 'each', 'once', 16
    goal = '0.8, then 0.9'
