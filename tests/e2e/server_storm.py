#!/usr/bin/env python3
"""Everything that may be killed, stopped or exhausted, while all labs work.

    server_storm.py KILLS INSTANCE DIRECTORY

For each kind: how often, what the server said, in how many milliseconds
everybody was served again.  The exit status is 1 when one was not, or was not
told of.  What cannot be tried here is left out, with the reason.
"""
import glob
import os
import re
import resource
import signal
import subprocess
import sys
import time

import people

KILLS, INSTANCE, WORK = int(sys.argv[1]), sys.argv[2], sys.argv[3]
PROGRAM, CTL = os.environ['BAREWIRED'], os.environ['BAREWIRECTL']
SLOWNESS = int(os.environ.get('TEST_SLOWNESS', '1'))
LABS = ('wait', 'order', 'chat', 'calc', 'clock', 'echo')
PATIENCE_S = 30 * SLOWNESS
ROOT = os.geteuid() == 0
rows = []
failed = []


class LeftOut(Exception):
    """It cannot be tried here."""


class Failed(Exception):
    pass


def until(what, test):
    """Milliseconds until the test holds."""
    begun = time.monotonic()
    while not test():
        if time.monotonic() - begun > PATIENCE_S:
            raise Failed(what)
        time.sleep(0.005)
    return round((time.monotonic() - begun) * 1000)


class Server:
    number = 0
    running = []

    def __init__(self, *options, wrapper=(), output=None, instance=INSTANCE):
        Server.number += 1
        self.instance = instance
        self.path = output or f'{WORK}/storm-{Server.number}.out'
        self.errors = f'{WORK}/storm-{Server.number}.err'
        words = [*wrapper, PROGRAM, '-i', instance, *options]
        for lab in LABS:
            words += ['-p', f'{lab}=0']
        with open(self.path, 'wb') as out, open(self.errors, 'wb') as err:
            self.process = subprocess.Popen(words, stdout=out, stderr=err,
                                            stdin=subprocess.DEVNULL)
        self.pid = self.process.pid
        Server.running.append(self)
        until('it is ready', lambda: self.said(r'^ready$') or
              self.process.poll() is not None)
        if self.process.poll() is not None:
            raise Failed('it ended at once: ' + self.text(self.errors))
        self.places = {}
        for lab, at, udp in re.findall(
                r'^listening (\w+) ([^\s/]+)(/udp)?$', self.text(), re.M):
            host, _, port = at.rpartition(':')
            self.places[lab + udp] = (host, int(port))

    def text(self, path=None):
        with open(path or self.path, encoding='utf-8',
                  errors='replace') as file:
            return file.read()

    def said(self, pattern, start=0):
        found = re.search(pattern, self.text()[start:], re.M)
        return found.group(0) if found else None

    def so_far(self):
        return len(self.text())

    def hears(self, pattern, start):
        """What it says of it; waits for that."""
        until(f'"{pattern}" is said',
              lambda: self.said(pattern, start) is not None)
        return self.said(pattern, start)

    def status(self):
        out = subprocess.run([CTL, '-i', self.instance, 'status', '--json'],
                             capture_output=True, check=False).stdout
        return out.decode()

    def count(self, word):
        found = re.search(rf'"{word}": (\d+)', self.status())
        return int(found.group(1)) if found else -1

    def kin(self, name):
        return [pid for pid, comm in people.children(self.pid)
                if comm == name]

    def visit(self, lab):
        crowd = people.Crowd({lab: self.places[lab]}, 2, 0)
        for person in crowd.people:
            person.called = b'probe-' + person.called
            person.chance.random = lambda: 1.0
        try:
            if lab == 'order':
                return visit_pair(self.places[lab])
            crowd.people[0].visit(lab)
            return True
        except (people.Broken, OSError, ValueError, IndexError):
            return False

    def serves(self):
        return all(self.visit(lab) for lab in sorted(self.places))

    def serves_again(self):
        return until('everybody is served again', self.serves)

    def empty(self):
        return self.count('active') == 0

    def forget(self):
        """One that failed leaves its table behind."""
        if self.process.poll() is not None:
            return
        self.process.kill()
        self.process.wait()
        for name in glob.glob(f'/dev/shm/barewire.*.{self.instance}'):
            os.unlink(name)

    def end(self):
        self.process.terminate()
        try:
            status = self.process.wait(10 * SLOWNESS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise Failed('it did not end') from None
        if status != 0:
            raise Failed(f'its exit status is {status}')


def visit_pair(place):
    """Two that nobody came before: each hears of the other."""
    pair = []
    try:
        for name in (b'probe-x\n', b'probe-y\n'):
            line = people.Line(place)
            pair.append(line)
            line.send(name)
        for line in pair:
            line.until(b'before')
        return True
    finally:
        for line in pair:
            line.close()


def kind(title, function, *arguments):
    try:
        times, said, took = function(*arguments)
        said = re.sub(r'127[.:\d]+', 'ADDRESS', said)
        rows.append((title, times, said, f'{took} ms'))
    except LeftOut as why:
        rows.append((title, 0, f'left out: {why}', '-'))
    except (Failed, people.Broken, OSError, ValueError) as why:
        rows.append((title, 0, f'FAILED: {why!r}', '-'))
        failed.append(title)
    while Server.running:
        Server.running.pop().forget()
    print(f'{title}: {rows[-1][2]}', flush=True)


def kill_children(server, kills):
    """Until so many have been told of: others had ended just before.  Some are
    stopped for a moment first, perhaps with the lock in hand."""
    crowd = people.Crowd(server.places, 16, 0)
    crowd.start()
    done = hit = 0
    stopped = []
    end = time.monotonic() + (60 + kills / 4) * SLOWNESS
    while hit < kills and time.monotonic() < end:
        found = [pid for pid, name in people.children(server.pid)
                 if name.startswith('bw-') and not name.endswith('-udp') and
                 pid not in stopped and people.alive(pid)]
        pid = crowd.people[0].chance.choice(found) if found else None
        if pid is not None and done % 50 == 49 and not stopped:
            people.strike(pid, signal.SIGSTOP)
            stopped.append(pid)
        elif pid is not None and people.strike(pid):
            done += 1
            if stopped and done % 50 == 20:
                people.strike(stopped.pop())
            if done % 50 == 0 or done >= kills:
                hit = server.count('crashed')
        time.sleep(0.002)
    for pid in stopped:
        people.strike(pid)
    crowd.stop()
    if hit < kills:
        raise Failed(f'only {hit} kills in the time')
    if sum(crowd.served.values()) == 0:
        raise Failed('nobody was served meanwhile')
    print(f'   {done} kills; sessions', crowd.served, 'broken off',
          sum(crowd.broken.values()))


def children_killed():
    server = Server('--journal', '64', '-m', '200', '--partner-wait', '5')
    kill_children(server, KILLS)
    took = server.serves_again()
    until('all are reaped', server.empty)
    crashed = server.count('crashed')
    lost = server.count('log_dropped')
    repairs = server.count('lock_recoveries')
    told = r'(?:crashed: |ended, )signal 9'
    until('all are told of', lambda: len(re.findall(told, server.text())) +
          server.count('log_dropped') >= crashed)
    print(f'   {crashed} were told of as crashed, {repairs} times the lock '
          f'was repaired, {lost} lines lost')
    said = server.said(r'disconnected: crashed: signal 9$')
    server.end()
    return crashed, said, took


def holder_stopped(times, killed):
    """The lock says that a stopped process has it, which goes on or dies."""
    if subprocess.run(['gcc', '-D_GNU_SOURCE', '-I.', '-o',
                       f'{WORK}/lock_holder', 'tests/e2e/lock_holder.c'],
                      check=False).returncode != 0:
        raise LeftOut('no compiler')
    server = Server()
    took = 0
    repairs = server.count('lock_recoveries')
    for _ in range(times):
        line = people.Line(server.places['chat'])
        line.send(b'holder\nhello\n')
        # Else it may be stopped with the lock in hand already.
        line.until(b'hello')
        pid = until_one(server, 'bw-chat')
        people.strike(pid, signal.SIGSTOP)
        holder = subprocess.Popen(
            [f'{WORK}/lock_holder', f'/barewire.{os.geteuid()}.{INSTANCE}',
             str(pid)], stdout=subprocess.PIPE)
        holder.stdout.readline()
        for lab in ('echo', 'clock/udp'):
            if not server.visit(lab):
                raise Failed(f'{lab} is not served while it is held')
        if killed:
            people.strike(pid)
        else:
            people.strike(pid, signal.SIGCONT)
            holder.send_signal(signal.SIGCONT)
        took = max(took, server.serves_again())
        holder.kill()
        holder.wait()
        line.close()
        until('it is empty', server.empty)
    repairs = server.count('lock_recoveries') - repairs
    if killed and repairs < times:
        raise Failed(f'{repairs} repairs')
    server.end()
    return times, f'{repairs} repairs of what it guards', took


def until_one(server, name):
    until(f'there is a {name}', lambda: server.kin(name))
    return server.kin(name)[0]


def helper_killed(name, times, pattern):
    server = Server()
    took = 0
    said = None
    watcher = subprocess.Popen([CTL, '-i', INSTANCE, 'tail'],
                               stdout=subprocess.DEVNULL)
    for _ in range(times):
        start = server.so_far()
        pid = until_one(server, name)
        begun = time.monotonic()
        people.strike(pid)
        said = server.hears(pattern, start)
        until('it is there again', lambda gone=pid: server.kin(name) not in
              ([], [gone]))
        server.serves_again()
        server.hears(r'probe-p0 disconnected', start)
        took = max(took, round((time.monotonic() - begun) * 1000))
    if watcher.poll() is not None:
        raise Failed('the watcher ended')
    watcher.kill()
    watcher.wait()
    server.end()
    return times, said, took


def parent_killed(times):
    took = 0
    for _ in range(times):
        server = Server()
        crowd = people.Crowd(server.places, 8, 0)
        crowd.start()
        time.sleep(0.5)
        family = [pid for pid, _ in people.children(server.pid)]
        server.process.kill()
        server.process.wait()
        crowd.stop()
        took = max(took, until('its children end', lambda: not any(
            people.alive(pid) and
            people.command(pid).startswith(('bw-', 'barewired'))
            for pid in family)))
        server = Server()
        took = max(took, server.serves_again())
        server.end()
    return times, 'nothing: its next start serves, on a new table', took


def parent_stopped(times):
    server = Server()
    took = 0
    for _ in range(times):
        people.strike(server.pid, signal.SIGSTOP)
        line = people.Line(server.places['echo'])
        line.send(b'early\n')
        time.sleep(0.3)
        people.strike(server.pid, signal.SIGCONT)
        line.until(b'early')
        line.close()
        took = max(took, server.serves_again())
    server.end()
    return times, 'nothing: who came meanwhile is served', took


def limit_processes(server, soft):
    """How many the user may have: root may have any number, so the server is
    another user's, and he sets it himself.  Of the parent and all helpers."""
    user = ['setpriv', '--reuid', 'nobody', '--regid', 'nogroup',
            '--clear-groups'] if ROOT else []
    for pid in [server.pid] + [pid for pid, name in people.children(
            server.pid) if not name.startswith('bw-')]:
        if subprocess.run([*user, 'prlimit', f'--pid={pid}',
                           f'--nproc={soft}:'], check=False).returncode != 0:
            raise LeftOut('prlimit is not allowed')


def descriptors_gone(times):
    """More come at once, after a pause, than it has descriptors for."""
    server = Server()
    taken = len(os.listdir(f'/proc/{server.pid}/fd'))
    server.end()
    server = Server(wrapper=('prlimit', f'--nofile={taken + 8}'))
    took = 0
    said = None
    for _ in range(times):
        start = server.so_far()
        people.strike(server.pid, signal.SIGSTOP)
        held = [people.Line(server.places['echo']) for _ in range(40)]
        for line in held:
            line.send(b'held\n')
        people.strike(server.pid, signal.SIGCONT)
        said = said or server.hears(r'could not accept: .*', start)
        for line in held:
            line.until(b'held')
            line.close()
        took = max(took, server.serves_again())
    server.end()
    return times, said, took


def fork_fails(times):
    server = Server(*(['--user', 'nobody'] if ROOT else []))
    most = resource.prlimit(0, resource.RLIMIT_NPROC)[0]
    most = 'unlimited' if most == resource.RLIM_INFINITY else most
    took = 0
    said = None
    for _ in range(times):
        start = server.so_far()
        limit_processes(server, 1)
        for _ in range(3):
            line = people.Line(server.places['order'])
            try:
                while line.socket.recv(4096):
                    continue
            except OSError:
                pass
            line.close()
        # Of the first one it says why, then only how many.
        said = said or server.hears(r'refused 127.*: .*', start)
        server.hears(r'refused 127.*', start)
        limit_processes(server, most)
        begun = time.monotonic()
        # Nobody waits for those that never came to be.
        if not visit_pair(server.places['order']):
            raise Failed('a pair waits for a ghost')
        if time.monotonic() - begun > 5 * SLOWNESS:
            raise Failed('a pair waited for a ghost')
        took = max(took, server.serves_again())
    server.end()
    return times, said, took


def mount(directory, size):
    return ['unshare', '-m', 'sh', '-c', f'mount -t tmpfs -o size={size} '
            f'tmpfs {directory} && exec "$@"', '-']


def may_mount():
    if not ROOT or subprocess.run(mount('/mnt', '1m') + ['true'],
                                  capture_output=True,
                                  check=False).returncode != 0:
        raise LeftOut('only root may mount a small file system')


def shm_full_at_start():
    may_mount()
    done = subprocess.run(mount('/dev/shm', '1m') + [
        PROGRAM, '-i', INSTANCE, '-p', 'wait=0'], capture_output=True,
        check=False, timeout=PATIENCE_S)
    said = done.stderr.decode().strip()
    if done.returncode != 1 or 'KiB in /dev/shm, which has' not in said:
        raise Failed(f'{done.returncode}: {said}')
    server = Server()
    took = server.serves_again()
    server.end()
    return 1, said, took


def within(server, *words):
    return subprocess.run(['nsenter', '-t', str(server.pid), '-m', *words],
                          capture_output=True, check=True)


def shm_cut(full):
    """Another process cuts the table short; there is room again, or not."""
    may_mount()
    server = Server('--journal', '1', wrapper=mount('/dev/shm', '64m'))
    segment = f'/dev/shm/barewire.0.{INSTANCE}'
    start = server.so_far()
    if not full:
        within(server, 'truncate', '-s', '0', segment)
        said = server.hears(r'the table in /dev/shm was cut short.*', start)
        took = server.serves_again()
        server.end()
        return 1, said, took
    # Or it is whole again before the room is gone.
    people.strike(server.pid, signal.SIGSTOP)
    within(server, 'sh', '-c', f'truncate -s 0 {segment}; '
           'dd if=/dev/zero of=/dev/shm/full bs=64k 2>/dev/null || true')
    people.strike(server.pid, signal.SIGCONT)
    try:
        server.process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        raise Failed('it neither says so nor ends') from None
    said = server.text(server.errors).strip()
    if 'no room' not in said and 'no room' not in server.text():
        raise Failed(f'it ended with {server.process.returncode}: {said}')
    server = Server()
    took = server.serves_again()
    server.end()
    return 1, said, took


def disk_full():
    may_mount()
    room = f'{WORK}/room'
    os.makedirs(room, exist_ok=True)
    if subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs',
                       room], check=False).returncode != 0:
        raise LeftOut('only root may mount a small file system')
    try:
        server = Server(output=f'{room}/out')
        crowd = people.Crowd(server.places, 8, 0)
        crowd.start()
        until('lines are lost', lambda: server.count('log_dropped') > 0)
        crowd.stop()
        took = server.serves_again()
        said = server.text(server.errors).strip()
        if 'event lines are lost: standard output: No space' not in said:
            raise Failed(said)
        os.truncate(server.path, 0)
        until('the loss is told', lambda: server.serves() and
              server.said(r'^[0-9]+ event lines lost$'))
        server.end()
    finally:
        subprocess.run(['umount', '-l', room], check=False)
    return 1, said, took


def table_of_rows():
    width = max(len(row[0]) for row in rows)
    print(f"\n{'kind':{width}} {'times':>6} {'served again':>13}  said")
    for title, times, said, took in rows:
        print(f'{title:{width}} {times:6} {took:>13}  {said}')


few = 2 if KILLS < 1000 else 10
READER = r'the process that {} ended, signal 9; starting another one in .*'
kind('a child is killed, all labs at work', children_killed)
kind('a holder of the lock is stopped', holder_stopped, few, False)
kind('a holder of the lock is stopped, then killed', holder_stopped, few,
     True)
kind('the log process is killed', helper_killed, 'barewired-log', 3,
     READER.format('prints these lines'))
kind('the feeder is killed', helper_killed, 'barewired-feed', 3,
     READER.format('feeds the watchers'))
kind('the judge is killed', helper_killed, 'barewired-judge', 3,
     READER.format('judges'))
kind('the process of a UDP port is killed', helper_killed, 'bw-echo-udp',
     few, r'the process of echo \(UDP\) ended, signal 9; .*')
kind('the parent is killed, all labs at work', parent_killed, few)
kind('the parent is stopped', parent_stopped, few)
kind('no descriptors', descriptors_gone, few)
kind('fork fails', fork_fails, few)
kind('/dev/shm is full at the start', shm_full_at_start)
kind('the table is cut short', shm_cut, False)
kind('the table is cut short, /dev/shm is full', shm_cut, True)
kind('the disk with the event lines is full', disk_full)
table_of_rows()
sys.exit(1 if failed else 0)
