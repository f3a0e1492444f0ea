"""Runs what is in examples/ against our other side.

    examples.py clients INSTANCE LAB=HOST:PORT...
    examples.py servers [FILE...]

Clients: each against that server, and then its report, which may find no rule
not ok.  Servers: each by `barewire check`, which may find none either, and
then with our own client.  Prints a line for each, and exits with 1 when
something was otherwise.  Those in Java are skipped, and said, where there is
no javac.  BAREWIRE and BAREWIRECTL in the environment are the programs.
"""
import concurrent.futures
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

LABS = ["wait", "order", "chat", "calc", "clock", "echo"]
JAVA = ["java", "-Xshare:auto", "-XX:TieredStopAtLevel=1"]
PATIENCE_S = 90

# What a client is typed, what it is to say; NAME is its name.
TYPED = {"chat": "/list\nhello there\n/msg NAME psst\n/quit\n",
         "calc": "12 + 42\nhello\n1 / 0\n4.5 / 6\nq\n",
         "echo": "one\ntwo words\nZo\u00eb\n"}
SAID = {"wait": ["^asking for ([5-9]|1[0-5]) seconds$",
                 r"^Server waited \d+ seconds for client NAME\.$"],
        "order": ["X: NAME.* before Y: NAMEy|Y: NAMEy.* before X: NAME"],
        "chat": ["NAME: hello there", "NAME.*psst"],
        "calc": ["^54$", "such as|something like", "error|zero", "0.75"],
        "clock": [r"^SEND_(DATE|TIME) -> .*\d\d"],
        "echo": ["^one$", "^two words$", "^Zo\u00eb$"]}
# Our client, what it is typed, and what it says of a right server.
OURS = {"wait": (["-n", "NAME", "--min", "1", "--max", "1", "-c", "2"], "",
                 [r"^Server waited 1 seconds for client NAME\."]),
        "order": (["-n", "NAME"], "", ["NAME received before Y: other"]),
        "chat": (["-n", "NAME"], "hello there\n", ["NAME: hello there"]),
        "calc": (["-n", "NAME"], "12 + 42\n", [r"^54(\.0)?$"]),
        "clock": (["-c", "2"], "", [r"\d\d"]),
        "echo": ([], "one\ntwo\n", ["all came back as they were sent"])}


def file_of(language, lab, side):
    if language == "java":
        return "examples/java/%s%s.java" % (lab.title(), side.title())
    return "examples/%s/%s_%s.%s" % (
        language, lab, side, "py" if language == "python" else "c")


def build_c(file, directory):
    program = os.path.join(directory, os.path.basename(file)[:-2])
    subprocess.run(["gcc", "-Wall", "-Wextra", "-Werror", "-pthread", "-o",
                    program, file], check=True)
    return [program]


def build(side, directory):
    """{(language, lab): command}; all of Java in one go."""
    commands = {}
    for lab in LABS:
        commands["python", lab] = [sys.executable, "-B",
                                   file_of("python", lab, side)]
        commands["c", lab] = build_c(file_of("c", lab, side), directory)
    files = [file_of("java", lab, side) for lab in LABS]
    if not shutil.which("javac"):
        print("skip  %d in Java: javac is not installed" % len(files))
        return commands
    subprocess.run(["javac", "-Xlint:all", "-Werror", "-d", directory]
                   + files, check=True)
    for lab in LABS:
        commands["java", lab] = JAVA + ["-cp", directory,
                                        lab.title() + side.title()]
    return commands


def run(words, typed):
    """Exit status and what it said; None: it did not end."""
    try:
        done = subprocess.run(words, input=typed.encode(),
                              stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=PATIENCE_S)
    except subprocess.TimeoutExpired as late:
        return None, (late.stdout or b"").decode("utf-8", "replace")
    return done.returncode, done.stdout.decode("utf-8", "replace")


def faults_of(status, said, patterns, name):
    """What is not as it should be, in words."""
    if status != 0:
        yield "exit status %s: %s" % (status, said)
    for pattern in patterns:
        pattern = pattern.replace("NAME", name)
        if not re.search(pattern, said, re.M):
            yield "no line like %s in: %s" % (pattern, said)


def client_words(lab, command, address, name):
    """One or two commands: order takes a pair."""
    words = command + address.rsplit(":", 1)
    if lab == "order":
        return [words + ["X", name], words + ["Y", name + "y"]]
    return [words + {"wait": [name, "2"], "clock": ["4"],
                     "echo": []}.get(lab, [name])]


def try_client(lab, command, address, name):
    words = client_words(lab, command, address, name)
    typed = TYPED.get(lab, "").replace("NAME", name)
    faults = []
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for status, said in pool.map(lambda w: run(w, typed), words):
            faults += faults_of(status, said, SAID[lab], name)
    return faults


def try_clients(commands, addresses):
    """(language, lab), faults: all beside each other, but for the pairs of
    order, of whom two that connect at once may be of different ones."""
    with concurrent.futures.ThreadPoolExecutor(len(commands)) as pool:
        tries = [(key, pool.submit(try_client, key[1], command,
                                   addresses[key[1]], "".join(key)))
                 for key, command in commands.items() if key[1] != "order"]
        for key, command in commands.items():
            if key[1] == "order":
                yield key, try_client("order", command, addresses["order"],
                                      "".join(key))
        for key, result in tries:
            yield key, result.result()


def report(instance):
    done = subprocess.run(
        [os.environ["BAREWIRECTL"], "-i", instance, "report", "--format",
         "json"], stdout=subprocess.PIPE)
    return json.loads(done.stdout or b'{"reports": []}')["reports"]


def not_ok(sections):
    for section in sections:
        for rule in section["rules"]:
            if rule["result"] == "not ok":
                yield "%s of %s: %s" % (rule["rule"], section["name"],
                                        json.dumps(rule["first"]))


def judged(instance, counts):
    """Its report, once all clients are in it and something was found right
    of each; PATIENCE_S at most."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        sections = report(instance)
        right = [s["lab"] for s in sections
                 if any(r["result"] == "ok" for r in s["rules"])]
        if all(right.count(lab) >= counts[lab] for lab in LABS):
            return sections, []
        if time.monotonic() > deadline:
            return sections, ["only these are in the report: %s"
                              % sorted(right)]
        time.sleep(0.2)


def told(what, faults):
    print("%-5s %s" % ("FAIL" if faults else "ok", what), flush=True)
    for fault in faults:
        print("      " + fault.rstrip())
    return bool(faults)


def clients(instance, addresses):
    bad = 0
    with tempfile.TemporaryDirectory() as directory:
        commands = build("client", directory)
        for (language, lab), faults in try_clients(commands, addresses):
            bad += told(file_of(language, lab, "client"), faults)
    count = len(commands) // len(LABS)
    counts = {lab: count * (2 if lab == "order" else 1) for lab in LABS}
    sections, faults = judged(instance, counts)
    bad += told("report", faults + list(not_ok(sections)))
    return bad


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def listening(lab, port):
    """In the kernel's own list: a connection would be a client."""
    state, kind = ("07", "udp") if lab == "clock" else ("0A", "tcp")
    for family in ("", "6"):
        with open("/proc/net/%s%s" % (kind, family)) as lines:
            for words in map(str.split, lines):
                if words[1].endswith(":%04X" % port) and words[3] == state:
                    return True
    return False


def with_server(lab, command):
    """A server of it on a free port, which somebody may take meanwhile."""
    for _ in range(5):
        port = free_port()
        server = subprocess.Popen(command + [str(port)],
                                  stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + PATIENCE_S
        while server.poll() is None and not listening(lab, port) and \
                time.monotonic() < deadline:
            time.sleep(0.05)
        if server.poll() is None:
            return server, port
    raise RuntimeError("it does not start")


def order_partner(port):
    """Y, who speaks once the other one has had time to be first."""
    time.sleep(0.3)
    with socket.create_connection(("127.0.0.1", port)) as partner:
        time.sleep(1)
        partner.sendall(b"Client Y: other")
        partner.recv(1024)


def try_ours(lab, command, name):
    """Our client with it."""
    options, typed, patterns = OURS[lab]
    server, port = with_server(lab, command)
    words = [os.environ["BAREWIRE"], lab] + [
        o.replace("NAME", name) for o in options]
    words.append("127.0.0.1:%d" % port)
    try:
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            ours = pool.submit(run, words, typed)
            if lab == "order":
                order_partner(port)
            return list(faults_of(*ours.result(), patterns, name))
    finally:
        server.terminate()
        server.wait()


def try_check(lab, command):
    words = [os.environ["BAREWIRE"], "check", lab, "--run",
             " ".join(command) + " {port}", "--json", "--patience", "0.7"]
    if lab == "wait":
        words += ["--pauses", "1,2,3"]
    if lab == "chat":
        words += ["--variant", "both"]
    # Status 3: this machine was too busy to tell.
    for _ in range(3):
        done = subprocess.run(words, stdout=subprocess.PIPE)
        if done.returncode != 3:
            break
    rules = json.loads(done.stdout)["rules"]
    for rule in rules:
        if rule["result"] == "not ok":
            yield "%s: %s; came: %s" % (rule["rule"], rule["told"],
                                        rule["came"])
    if done.returncode != 0 or not any(r["result"] == "ok" for r in rules):
        yield "exit status %d, %d rules" % (done.returncode, len(rules))


def try_server(language, lab, command):
    return list(try_check(lab, command)) + try_ours(
        lab, command, language + lab)


def servers(names):
    bad = 0
    with tempfile.TemporaryDirectory() as directory:
        commands = build("server", directory)
        with concurrent.futures.ThreadPoolExecutor(
                2 if names else 9) as pool:
            tries = [(key, pool.submit(try_server, *key, command))
                     for key, command in commands.items()
                     if not names or file_of(*key, "server") in names]
            for key, result in tries:
                bad += told(file_of(*key, "server"), result.result())
    return bad


def main():
    if sys.argv[1] == "clients":
        bad = clients(sys.argv[2], dict(a.split("=", 1)
                                        for a in sys.argv[3:]))
    else:
        bad = servers(sys.argv[2:])
    sys.exit(1 if bad else 0)


main()
