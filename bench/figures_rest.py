"""The chat, and what a connection takes in counts."""
import os
import re
import signal
import subprocess
import time

import probe
import servers
from figures import BARE, Group, Row, Skip
from figures_many import serve_once
from generators import chat
from servers import Server


class Ncat(Server):
    """The next thing to a chat that Debian has."""

    def __init__(self, work, clients):
        port = servers.free_port()
        super().__init__('ncat --chat', [
            servers.which('ncat'), '--chat', '-l', '127.0.0.1', str(port),
            '-m', str(clients + 10)], work, port)


class Chat(Group):
    name = 'chat'

    def make_rows(self):
        return [Row('chat', f'chat: lines delivered, a room of '
                    f'{self.scale.room}', 'lines/s', to='ncat --chat',
                    goal='the figure')]

    def round(self):
        row, clients = self.rows['chat'], self.scale.room
        with self.served(self.barewired) as server:
            self.measure(row, server.name, server.chat_port, clients)
        try:
            with self.served(Ncat, self.bench.work, clients) as server:
                self.measure(row, server.name, server.port, clients)
        except Skip as error:
            row.note('ncat', f'skipped, {error}')

    def measure(self, row, name, port, clients):
        heard, said = chat(self.bench.tools, port, clients,
                           self.scale.seconds)
        row.add(name, heard)
        if heard < 0.98 * said:
            row.note(name, f'[of {said:,.0f} said]')


class Counts(Group):
    """One connection after the other; parent included."""

    name = 'counts'

    def make_rows(self):
        return [Row('count_faults', 'page faults a connection', to=BARE,
                    goal='20, then 16', places=1),
                Row('count_calls', 'system calls a connection', to=BARE,
                    goal='22, then 18', places=1)]

    def round(self):
        for make, arguments in ((self.bare, ('count',)),
                                (self.barewired, ())):
            with self.served(make, *arguments) as server:
                serve_once(server.port)
                faults = self.faults(server)
                self.rows['count_faults'].add(server.name, faults)
                try:
                    calls = self.calls(server)
                    self.rows['count_calls'].add(server.name, calls)
                except Skip as error:
                    self.rows['count_calls'].skip(str(error))

    def serve(self, server):
        """Until all the children have gone."""
        for _ in range(self.scale.counted):
            serve_once(server.port)
        servers.wait_for(lambda: not probe.serving(server), 10)
        time.sleep(0.05)

    def faults(self, server):
        servers.wait_for(lambda: not probe.serving(server), 10)
        before = probe.page_faults(server.pid)
        self.serve(server)
        return (probe.page_faults(server.pid) - before) / self.scale.counted

    def calls(self, server):
        path = os.path.join(self.bench.work, 'strace')
        tracer = servers.Process([servers.which('strace'), '-f', '-c', '-U',
                                  'calls,name', '-o', path, '-p',
                                  str(server.pid)], stderr=subprocess.DEVNULL)
        try:
            if not servers.wait_for(lambda: self.traced(server), 5,
                                    tracer.process):
                raise Skip('strace may not trace here')
            self.serve(server)
        finally:
            tracer.stop(signal.SIGINT)
        found = re.search(r'^ *(\d+) +total', probe.read(path), re.M)
        if found is None:
            raise Skip('strace has counted nothing')
        return int(found.group(1)) / self.scale.counted

    @staticmethod
    def traced(server):
        return re.search(r'^TracerPid:\t[1-9]',
                         probe.read(f'/proc/{server.pid}/status'), re.M)
