"""The servers that are measured, each started alone and ended again.

Each has the port of its HTTP and the process number of its parent.  All are
on 127.0.0.1, at ports that were free, in a session of their own; what one
leaves behind is killed with it, and the kernel ends it when we are killed.
"""
import ctypes
import glob
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PATH = os.environ.get('PATH', '') + ':/usr/sbin:/sbin'
PDEATHSIG = 1
running = []


class Skip(Exception):
    """What cannot be measured here, and why."""


def die_with_us():
    ctypes.CDLL(None).prctl(PDEATHSIG, signal.SIGTERM)


def which(program):
    path = shutil.which(program, path=PATH)
    if path is None:
        raise Skip(f'{program} is not installed')
    return path


def wait_for(what, seconds=20, process=None):
    """What `what` returns, once that is something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = what()
        if value:
            return value
        if process is not None and process.poll() is not None:
            break
        time.sleep(0.01)
    return what()


def free_port():
    with socket.socket() as sock:
        sock.bind(('127.0.0.1', 0))
        return sock.getsockname()[1]


def listens(port):
    with socket.socket() as sock:
        return sock.connect_ex(('127.0.0.1', port)) == 0


class Process:
    """A program in a session of its own."""

    def __init__(self, argv, **more):
        self.process = subprocess.Popen(
            argv, start_new_session=True, preexec_fn=die_with_us,
            stdin=more.pop('stdin', subprocess.DEVNULL), **more)
        self.pid = self.process.pid
        running.append(self)

    def stop(self, how=signal.SIGTERM, patience=10):
        """Ends it and whatever it has started; the seconds that took."""
        begun = time.monotonic()
        if self not in running:
            return 0
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.send_signal(how)
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            pass
        took = time.monotonic() - begun
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        running.remove(self)
        return took


class Server(Process):
    def __init__(self, name, argv, work, port=None, **more):
        self.name, self.port = name, port
        self.out = os.path.join(work, f'{name}.{len(running)}.out')
        with open(self.out, 'w', encoding='utf-8') as out:
            super().__init__(argv, stdout=out, stderr=subprocess.STDOUT,
                             **more)
        if not wait_for(self.is_ready, process=self.process):
            with open(self.out, encoding='utf-8', errors='replace') as out:
                said = out.read(300).strip().replace('\n', ' ')
            self.stop()
            raise Skip(f'{name} did not start: {said}')

    def is_ready(self):
        """Those that print their port, or listen where they were told."""
        if self.port is None:
            with open(self.out, encoding='utf-8') as out:
                text = out.readline()
            self.port = int(text) if text.endswith('\n') else None
            return self.port
        return listens(self.port)


class Bare(Server):
    def __init__(self, tools, work, mode):
        super().__init__('bare loop', [tools['fork_loop'], mode], work)


class Python(Server):
    def __init__(self, work):
        super().__init__('Python forking', [
            sys.executable, os.path.join(ROOT, 'bench/python_fork.py')], work)


class Barewired(Server):
    """With everything on, its event lines into a file."""
    count = 0

    def __init__(self, programs, work, *options):
        self.programs = programs
        Barewired.count += 1
        self.instance = f'bench-{os.getpid()}-{Barewired.count}'
        self.runtime = os.path.join(work, 'run')
        os.makedirs(self.runtime, 0o700, exist_ok=True)
        self.environment = dict(os.environ, XDG_RUNTIME_DIR=self.runtime)
        with open(os.path.join(ROOT, 'base/labs.def'),
                  encoding='utf-8') as labs:
            names = re.findall(r'^LAB\([A-Z]+, *([a-z]+),', labs.read(), re.M)
        ports = [word for name in names for word in ('-p', f'{name}=0')]
        super().__init__('barewired', [
            os.path.join(programs, 'barewired'), '-i', self.instance,
            '--line-rate', '1000000', *ports,
            *options], work, port=0, env=self.environment)

    def is_ready(self):
        with open(self.out, encoding='utf-8') as out:
            text = out.read(4096)
        if not re.search(r'^ready$', text, re.M):
            return False
        self.port = self.lab_port(text, 'wait')
        self.chat_port = self.lab_port(text, 'chat')
        return True

    @staticmethod
    def lab_port(text, lab):
        return int(re.search(rf'^listening {lab} .*:(\d+)$', text,
                             re.M).group(1))

    def ctl(self, *words):
        return [os.path.join(self.programs, 'barewirectl'), '-i',
                self.instance, *words]

    def stop(self, how=signal.SIGTERM, patience=10):
        """One that was killed leaves its shared memory."""
        took = super().stop(how, patience)
        for path in glob.glob(f'/dev/shm/barewire.*.{self.instance}*'):
            os.unlink(path)
        if os.path.exists(self.out):   # many lines
            os.unlink(self.out)
        return took


NGINX = '''daemon off; worker_processes auto; pid {work}/nginx.pid;
error_log {work}/nginx.error crit; {user}
events {{ worker_connections 4096; }}
http {{ access_log off; keepalive_requests 1000000000;
client_body_temp_path {work}/nginx.1; proxy_temp_path {work}/nginx.2;
fastcgi_temp_path {work}/nginx.3; uwsgi_temp_path {work}/nginx.4;
scgi_temp_path {work}/nginx.5; default_type text/plain;
server {{ listen 127.0.0.1:{port}; location / {{ return 200 "ok\\n"; }} }} }}
'''

APACHE = '''ServerRoot {work}
LoadModule mpm_prefork_module {modules}/mod_mpm_prefork.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule dir_module {modules}/mod_dir.so
{user}
Listen 127.0.0.1:{port}
ServerName localhost
PidFile {work}/apache.pid
DefaultRuntimeDir {work}
Mutex default:{work}
ErrorLog {work}/apache.error
DocumentRoot {work}/htdocs
StartServers 80
MinSpareServers 80
MaxSpareServers 200
MaxRequestWorkers 256
KeepAlive On
MaxKeepAliveRequests 0
'''


def write_config(path, text):
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    return path


class Nginx(Server):
    def __init__(self, work):
        program, port = which('nginx'), free_port()
        config = write_config(f'{work}/nginx.conf', NGINX.format(
            work=work, port=port,
            user='user root;' if os.geteuid() == 0 else ''))
        super().__init__('nginx', [program, '-p', work, '-e',
                                   f'{work}/nginx.error', '-c', config],
                         work, port)


class Apache(Server):
    """Prefork; / is a file with the same answer.  POST of a file is refused,
    so it is only asked for GET."""

    def __init__(self, work):
        program, port = which('apache2'), free_port()
        modules = os.environ.get('APACHE_MODULES') or os.path.join(
            os.path.dirname(os.path.dirname(program)), 'lib/apache2/modules')
        os.makedirs(f'{work}/htdocs', exist_ok=True)
        write_config(f'{work}/htdocs/index.html', 'ok\n')
        config = write_config(f'{work}/apache.conf', APACHE.format(
            work=work, port=port, modules=modules,
            user='User nobody\nGroup nogroup' if os.geteuid() == 0 else ''))
        super().__init__('Apache prefork', [
            program, '-DFOREGROUND', '-d', work, '-f', config], work, port)


def stop_all():
    for process in list(running):
        process.stop(patience=5)
