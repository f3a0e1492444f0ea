"""The programs that ask: load, hold, chat of bench/, and wrk."""
import os
import re
import subprocess
import time

import servers
from servers import ROOT, Process, Skip

TOOLS = {'load': ['load', 'peer'], 'hold': ['hold', 'hold_pause', 'peer'],
         'chat': ['chat', 'peer'], 'fork_loop': ['fork_loop']}
OPEN_AT_ONCE, OPEN_PATIENCE_S = 1000, 200
POST, GET = 'POST /wait', 'GET /'


def compile_tool(name, directory, *options):
    path = os.path.join(directory, name)
    subprocess.run(
        [os.environ.get('CC', 'gcc'), '-O2', '-std=c11', '-D_GNU_SOURCE',
         '-I', ROOT, '-o', path,
         *(os.path.join(ROOT, f'bench/{part}.c') for part in TOOLS[name]),
         *options], check=True)
    return path


def build(directory):
    """The programs by their names, and how the bare loop is linked."""
    built = {name: compile_tool(name, directory) for name in TOOLS}
    try:
        compile_tool('fork_loop', directory, '-static')
        return built, 'static'
    except subprocess.CalledProcessError:
        compile_tool('fork_loop', directory)
        return built, 'dynamic, for there is no static C library'


def output(argv, patience):
    """What a program prints; it ends with us, and after a while anyway."""
    process = Process(argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                      text=True)
    try:
        text = process.process.communicate(timeout=patience)[0]
    except subprocess.TimeoutExpired:
        raise Skip(f'{os.path.basename(argv[0])} took too long') from None
    finally:
        process.stop()
    return text


class Load:
    """What a run of load brought."""

    def __init__(self, tools, port, request, clients, seconds, each=False,
                 rate=0):
        argv = [tools['load'], '-c', str(clients), '-s', str(seconds)]
        argv += ['-1'] if each else []
        argv += ['-r', str(rate)] if rate else []
        text = output(argv + [str(port), request], seconds + 30)
        try:
            count, self.errors, took, cpu, self.asked = (
                float(word) for word in text.split())
        except ValueError:
            raise Skip(text.strip() or 'load ended early') from None
        self.rate = count / took
        self.seconds = took
        self.cpu_share = cpu / took
        # How many it could ask for with a whole processor of its own.
        self.limit = count / cpu if cpu else 0


def wrk(port, request, clients, seconds, each, work):
    """Requests a second, by wrk."""
    argv = [servers.which('wrk'), '-t1', f'-c{clients}',
            f'-d{max(1, round(seconds))}s']
    if each:
        argv += ['-H', 'Connection: close']
    if request == POST:
        script = os.path.join(work, 'post.lua')
        servers.write_config(script, 'wrk.method = "POST"\nwrk.body = "0"\n')
        argv += ['-s', script]
    path = request.split()[1]
    text = output(argv + [f'http://127.0.0.1:{port}{path}'], seconds + 30)
    found = re.search(r'Requests/sec: *([\d.]+)', text)
    if found is None:
        raise Skip(f'wrk: {text.strip()[:200]}')
    return float(found.group(1))


class Hold(Process):
    """Clients that stay connected, until stop."""

    def __init__(self, tools, port):
        super().__init__([tools['hold'], str(port)], stdin=subprocess.PIPE,
                         stdout=subprocess.PIPE, text=True)

    def do(self, *words):
        try:
            self.process.stdin.write(' '.join(str(w) for w in words) + '\n')
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = ''
        if not line:
            raise Skip('hold ended early')
        return [float(word) for word in line.split()]

    def open(self, count):
        """How many were answered, of at most so many, and the seconds."""
        begun = time.monotonic()
        answered = asked = 0
        while asked < count:
            some = min(count - asked, OPEN_AT_ONCE)
            answered += self.do('open', some)[0]
            asked += some
            if asked < count and time.monotonic() - begun > OPEN_PATIENCE_S:
                raise Skip(f'after {OPEN_PATIENCE_S} s only {answered:,.0f} '
                           f'of {count:,} clients were answered')
        return answered, time.monotonic() - begun

    def open_all(self, count):
        answered, _ = self.open(count)
        if answered < count:
            raise Skip(f'{count - answered:,.0f} of {count:,} clients had no '
                       'answer')

    def stop(self, *how):
        self.process.stdin.close()
        self.process.stdout.close()
        return super().stop(*how)


def chat(tools, port, clients, seconds):
    """Lines delivered, and that should have been, a second."""
    words = output([tools['chat'], str(port), str(clients), str(seconds)],
                   seconds + 60).split()
    try:
        heard, said, took, _ = (float(word) for word in words)
    except ValueError:
        raise Skip(' '.join(words) or 'chat ended early') from None
    return heard / took, said / took


def settle(value, seconds=5):
    """Until what value returns stays the same for a quarter of a second."""
    end = time.monotonic() + seconds
    before = None
    while time.monotonic() < end:
        now = value()
        if now == before:
            break
        before = now
        time.sleep(0.25)
    return now
