#!/usr/bin/python3
"""The labs on a small network: a server, a switch, clients on their own hosts.

    sudo mininet/lab.py                         all labs, four clients
    sudo mininet/lab.py echo --loss 10          what UDP may lose
    sudo mininet/lab.py wait --run 'python3 wait_client.py {host} {port}'

The hosts are Mininet's, or network namespaces where Mininet does not work.
The server's table is in /dev/shm, which all hosts share with the machine: so
the window that watches it runs beside the hosts, on the user's display, also
over ssh -X, whose display no host could reach.  Server, clients and window are
the processes of whoever called sudo.
"""
import argparse
import os
import pwd
import re
import signal
import subprocess
import sys
import threading
import time

import network
import plays

TREE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
printing = threading.Lock()
done = threading.Event()


def say(text, who="lab"):
    shown = re.sub(r"[^\t\x20-\x7e\xa0-\U0010ffff]", "?", text)
    with printing:
        print(f"{who:>7} | {shown}", flush=True)


def program(name):
    built = os.path.join(TREE, "bin", name)
    return built if os.access(built, os.X_OK) else name


def arguments():
    parser = argparse.ArgumentParser(
        description="The labs on a small network: a server, a switch, and "
        "clients on hosts of their own.")
    parser.add_argument("labs", nargs="*", metavar="LAB", help="of "
                        + ", ".join(plays.LABS) + " (all, one by one)")
    parser.add_argument("--clients", type=int, default=4, metavar="COUNT",
                        help="hosts with a client each, 1 to 200 (4)")
    parser.add_argument("--loss", type=float, default=0, metavar="PERCENT",
                        help="of what a client's link carries, each way (0)")
    parser.add_argument("--delay", type=float, default=0, metavar="MS",
                        help="of a client's link, each way (0)")
    parser.add_argument("--time", type=float, default=0, metavar="SECONDS",
                        help="the labs again and again, so long (once)")
    parser.add_argument("--run", metavar="COMMAND", help="your own client: "
                        "{host} {port} {name} {number} {lab} in it are filled "
                        "in; with one LAB")
    parser.add_argument("--server", metavar="OPTIONS", default="",
                        help="more options for barewired")
    parser.add_argument("--instance", default="mininet", metavar="NAME",
                        help="what barewirectl -i and xbarewired -i call it "
                        "(mininet)")
    parser.add_argument("--namespaces", action="store_true",
                        help="without Mininet")
    parser.add_argument("--no-window", action="store_true",
                        help="without xbarewired")
    return check(parser, parser.parse_args())


def check(parser, options):
    for lab in options.labs:
        if lab not in plays.LABS:
            parser.error(f"no such lab: {lab}")
    if options.run and len(options.labs) != 1:
        parser.error("--run is for one lab: name it")
    if not 1 <= options.clients <= 200:
        parser.error("--clients: 1 to 200")
    if not 0 <= options.loss < 100 or not 0 <= options.delay <= 10000:
        parser.error("--loss is below 100 (%), --delay at most 10000 (ms)")
    options.labs = options.labs or list(plays.LABS)
    return options


class User:
    """Whoever called sudo; root, when nobody did."""

    def __init__(self):
        self.entry = pwd.getpwuid(int(os.environ.get("SUDO_UID", 0)))
        self.environment = dict(os.environ, HOME=self.entry.pw_dir,
                                USER=self.entry.pw_name,
                                LOGNAME=self.entry.pw_name)

    def argv(self, words, dies_by="TERM"):
        """Their process, which ends when we do, however that is."""
        prefix = ["setpriv", "--pdeathsig", dies_by]
        if self.entry.pw_uid != 0:
            prefix += ["--reuid", str(self.entry.pw_uid), "--regid",
                       str(self.entry.pw_gid), "--init-groups"]
        return prefix + ["--"] + list(words)


def print_lines(stream, who):
    for line in stream:
        say(line.rstrip("\n"), who)


class Lab:
    """The network at work."""

    def __init__(self, options, user, net):
        self.options, self.user, self.net = options, user, net
        self.ports = {}
        self.processes = []
        self.failed = 0
        self.ready = threading.Event()
        self.window = None

    def start(self, host, words, **more):
        process = self.net.popen(
            host, self.user.argv(words), stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            errors="replace", env=self.user.environment, **more)
        self.processes.append(process)
        return process

    def serve(self):
        words = [program("barewired"), "-i", self.options.instance, "-a",
                 network.SERVER] + self.options.server.split()
        self.server = self.start(0, words)
        threading.Thread(target=self.hear, daemon=True).start()
        until = time.monotonic() + 30
        while not self.ready.wait(0.05):
            if self.server.poll() is not None or time.monotonic() > until:
                raise network.NoNetwork("the server did not start")

    def hear(self):
        """The server's lines, and the ports in them."""
        for line in self.server.stdout:
            found = re.match(r"listening (\S+) \S+:(\d+)(?:/udp)?$", line)
            if found:
                self.ports.setdefault(found[1], found[2])
            if line == "ready\n":
                self.ready.set()
            say(line.rstrip("\n"), "server")

    def watch(self):
        """The window, not on a host: it needs the display and no network."""
        if self.options.no_window:
            return
        if not os.environ.get("DISPLAY"):
            say("no window: DISPLAY is not set (ssh -X sets it); "
                f"barewirectl -i {self.options.instance} watch shows the table")
            return
        self.window = subprocess.Popen(
            self.user.argv([program("xbarewired"), "-i",
                            self.options.instance]),
            stdin=subprocess.DEVNULL, env=self.user.environment)
        self.processes.append(self.window)

    def play(self, lab, host):
        """A client from its start to its end."""
        name = network.host_name(host)
        for play in self.plays(lab, host, name):
            if done.is_set():
                return
            process = self.start(host, play.argv)
            reader = threading.Thread(target=print_lines,
                                      args=(process.stdout, name), daemon=True)
            reader.start()
            try:
                process.stdin.write(play.typed)
                process.stdin.flush()
                done.wait(play.stays)
                process.stdin.close()
            except BrokenPipeError:
                pass
            status = process.wait()
            reader.join()
            self.processes.remove(process)
            if status != 0 and not done.is_set():
                self.failed += 1
                say(f"{lab}: exit status {status}", name)

    def plays(self, lab, host, name):
        values = {"host": network.SERVER, "port": self.ports[lab],
                  "name": name, "number": host, "lab": lab}
        if self.options.run:
            return [plays.Play(plays.students(self.options.run, values))]
        found = plays.plays(lab, name, host)
        for play in found:
            play.argv = [program("barewire")] + play.argv + [
                f"{network.SERVER}:{self.ports[lab]}"]
        return found

    def round(self, lab):
        """All clients at once, in one lab."""
        count = self.options.clients
        if lab == "order" and count % 2 == 1:
            say(f"order takes two: {network.host_name(count)} looks on")
            count -= 1
        say(f"{lab}: {count} clients")
        clients = [threading.Thread(target=self.play, args=(lab, host))
                   for host in range(1, count + 1)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()

    def go_on(self):
        until = time.monotonic() + self.options.time
        while True:
            for lab in self.options.labs:
                if lab in self.ports and not done.is_set():
                    self.round(lab)
            if done.is_set() or time.monotonic() >= until:
                break
        if self.window is not None and not done.is_set():
            say("done; the server serves until its window is closed")
            while self.window.poll() is None and not done.wait(0.1):
                pass

    def stop(self):
        done.set()
        for process in reversed(self.processes):
            if process.poll() is None:
                process.terminate()
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def end_by_signal():
    """A handler interrupts whoever holds the lock in done, and would wait for
    it: it writes, and a thread of its own waits for that."""
    heard, tell = os.pipe()

    def wait():
        os.read(heard, 1)
        done.set()

    threading.Thread(target=wait, daemon=True).start()
    for number in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
        signal.signal(number, lambda *_: os.write(tell, b"."))


def main():
    options = arguments()
    net = lab = None
    end_by_signal()
    try:
        net = network.make(options.clients, options.loss, options.delay,
                           options.namespaces, say)
        lab = Lab(options, User(), net)
        lab.serve()
        lab.watch()
        lab.go_on()
    except network.NoNetwork as error:
        print(f"lab.py: {error}", file=sys.stderr)
        return 1
    finally:
        if lab is not None:
            lab.stop()
        if net is not None:
            net.stop()
    return 1 if lab.failed else 0


if __name__ == "__main__":
    sys.exit(main())
