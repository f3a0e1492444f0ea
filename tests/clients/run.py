"""Runs students' clients of the manifest beside each other against a server,
and compares the rules that its report finds not ok.

    run.py --instance INSTANCE LAB=HOST:PORT...

Prints a line for each, and exits with 1 when a fault was missed or a false one
told.  BAREWIRECTL in the environment is the program that reports.  What is
written in Java is passed over, and said, where there is no javac.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
# Who stays is looked at 30 s after the server's end, the longest silence of a
# client in the manifest is 45 s.
LAST_S = 75
SETTLE_S = 60
# relay: order with a server that has --order-chat.
PARTNERS = {"order": "order_line.c", "relay": "order_relay.py"}


class Client:
    def __init__(self, file, lab, rules):
        self.file, self.lab = file, lab
        self.wanted = set(r for r in rules
                          if r != "right" and not r.startswith("?"))
        self.allowed = set(r.lstrip("?") for r in rules)
        stem = os.path.splitext(file)[0]
        self.name = "Zo\u00eb" if "umlaut" in stem else stem.replace("_", "")
        self.process, self.ports, self.sought_until = None, set(), 0

    def start(self, command, addresses):
        host, port = addresses[self.lab].rsplit(":", 1)
        self.process = subprocess.Popen(
            command + [host, port, self.name], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.sought_until = time.monotonic() + 15

    def inodes(self):
        """Of its sockets."""
        folder = "/proc/%d/fd" % self.process.pid
        try:
            for fd in os.listdir(folder):
                target = os.readlink(os.path.join(folder, fd))
                if target.startswith("socket:["):
                    yield target[8:-1]
        except OSError:
            return


def manifest():
    with open(os.path.join(HERE, "manifest"), encoding="utf-8") as lines:
        for line in lines:
            words = line.split("#")[0].split()
            if words:
                yield Client(words[0], words[1], words[2:])


def build(clients, directory):
    """The command of each file; those of Java in one go."""
    commands = {}
    java = [c.file for c in clients if c.file.endswith(".java")]
    if shutil.which("javac") and shutil.which("java"):
        subprocess.run(["javac", "-J-XX:TieredStopAtLevel=1", "-d", directory]
                       + [os.path.join(HERE, f) for f in java], check=True)
    elif java:
        print("passed over, for there is no javac: " + " ".join(java))
    for client in clients:
        stem, kind = os.path.splitext(client.file)
        program = os.path.join(directory, stem)
        source = os.path.join(HERE, client.file)
        if kind == ".c":
            subprocess.run(["gcc", "-std=gnu11", "-w", "-o", program, source],
                           check=True)
            commands[client.file] = [program]
        elif kind == ".py":
            commands[client.file] = [sys.executable, "-B", source]
        elif shutil.which("javac") and shutil.which("java"):
            name = "".join(w.capitalize() for w in stem.split("_"))
            commands[client.file] = ["java", "-Xshare:auto",
                                     "-XX:TieredStopAtLevel=1", "-cp",
                                     directory, name]
    return commands


def ports_by_inode():
    ports = {}
    for table in ["tcp", "tcp6", "udp", "udp6"]:
        try:
            with open("/proc/net/" + table) as lines:
                for line in list(lines)[1:]:
                    words = line.split()
                    ports[words[9]] = int(words[1].rsplit(":", 1)[1], 16)
        except OSError:
            pass
    return ports


def watch_ports(clients, done):
    """Who never has a name is found in the report by its port."""
    while not done.is_set():
        now = time.monotonic()
        ports = None
        for client in clients:
            if client.process is None or now > client.sought_until:
                continue
            for inode in client.inodes():
                ports = ports or ports_by_inode()
                if ports.get(inode, 0) != 0:
                    client.ports.add(ports[inode])
        done.wait(0.05)


def ctl(options, *words):
    return subprocess.run(
        [os.environ.get("BAREWIRECTL", "bin/barewirectl"), "-i",
         options.instance] + list(words), stdout=subprocess.PIPE,
        encoding="utf-8")


def play_order(clients, commands, addresses):
    """A pair at a time: each with the same right partner."""
    for number, client in enumerate(clients):
        file = PARTNERS[client.lab]
        partner = Client(file, client.lab, [])
        partner.name = "Partner%d" % number
        client.start(commands[client.file], addresses)
        time.sleep(1.5)
        partner.start(commands[file], addresses)
        try:
            partner.process.wait(20)
        except subprocess.TimeoutExpired:
            partner.process.kill()


def until_silent(options, name, lab):
    """One datagram in three is withheld: until who asks every two seconds has
    asked nothing for four."""
    said, since = None, time.monotonic()
    until = since + 30
    while time.monotonic() < min(until, since + 4):
        rows = json.loads(ctl(options, "status", "--json").stdout)["clients"]
        now = [row["messages_in"] for row in rows
               if row["lab"] == lab and row["name"] == name]
        if now != said:
            said, since = now, time.monotonic()
        time.sleep(0.3)


def withhold(options, client):
    """What the server sends it comes 22 s late, and so it is seen whether it
    asks again."""
    while client.process is None or (
            not client.ports and time.monotonic() < client.sought_until):
        time.sleep(0.1)
    time.sleep(3)
    rows = json.loads(ctl(options, "status", "--json").stdout)["clients"]
    names = [row["name"] for row in rows if row["lab"] == client.lab
             and int(row["peer"].rsplit(":", 1)[1]) in client.ports]
    if names:
        name = names[0] + "@" + client.lab
        ctl(options, "mischief", name, "withhold=22")
        until_silent(options, names[0], client.lab)
        ctl(options, "mischief", name, "off")


def play(options, clients, commands, addresses):
    done = threading.Event()
    threads = [threading.Thread(target=watch_ports, args=(clients, done)),
               threading.Thread(target=play_order, args=(
                   [c for c in clients if c.lab in PARTNERS], commands,
                   addresses))]
    threads += [threading.Thread(target=withhold, args=(options, c))
                for c in clients if "clock.lost" in c.wanted]
    for thread in threads:
        thread.start()
    for client in clients:
        if client.lab not in PARTNERS:
            client.start(commands[client.file], addresses)
            time.sleep(0.1)
    begun = time.monotonic()
    for thread in threads[1:]:
        thread.join()
    for client in clients:
        left = begun + LAST_S - time.monotonic()
        try:
            client.process.wait(max(left, 0.1))
        except subprocess.TimeoutExpired:
            client.process.kill()
            client.process.wait()
    done.set()
    threads[0].join()


def is_of(client, section):
    if section["lab"] != client.lab.replace("relay", "order"):
        return False
    return section["name"] == client.name or any(re.search(
        ":%d\\b" % port, section["name"]) for port in client.ports)


def differences(options, clients):
    """For each what is missed, and what is told and should not be."""
    document = json.loads(ctl(options, "report", "--format", "json").stdout)
    result = []
    for client in clients:
        sections = [s for s in document["reports"] if is_of(client, s)]
        told = {rule["rule"]: rule for s in sections for rule in s["rules"]
                if rule["result"] == "not ok"}
        missed = client.wanted - set(told)
        false = [rule for name, rule in told.items()
                 if name not in client.allowed]
        if not sections:
            missed = {"is not in the report"}
        result.append((client, missed, false))
    return result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--instance", required=True)
    parser.add_argument("--only", help="files that match this expression")
    parser.add_argument("addresses", nargs="+")
    options = parser.parse_args()
    addresses = dict(a.split("=", 1) for a in options.addresses)
    clients = [c for c in manifest()
               if re.search(options.only or "", c.file)
               and c.lab in addresses]
    with tempfile.TemporaryDirectory() as directory:
        commands = build([c for c in manifest()], directory)
        clients = [c for c in clients if c.file in commands]
        play(options, clients, commands, addresses)
    deadline = time.monotonic() + SETTLE_S
    while True:
        result = differences(options, clients)
        if not any(missed for _, missed, _ in result) or \
                time.monotonic() > deadline:
            break
        time.sleep(1)
    bad = 0
    for client, missed, false in result:
        bad += bool(missed or false)
        print("%-6s %s" % ("WRONG" if missed or false else "as", client.file))
        if missed:
            print("       missed: " + " ".join(sorted(missed)))
        for rule in false:
            print("       false: %s %s: %s" % (
                rule["severity"], rule["rule"], json.dumps(rule["first"])))
    print("%d clients, %d not as they should be" % (len(result), bad))
    sys.exit(1 if bad or not result else 0)


main()
