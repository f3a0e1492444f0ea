"""Runs a command with sockets that are its own from the start, as systemd does.

    given.py [--names A:B] [--pid PID] [--hold FILE] WHAT... -- COMMAND...

WHAT is tcp or udp with an address behind "=" (tcp=127.0.0.1, tcp=::1, and
tcp=any for both families), or something that is no such socket: file, unix,
unbound (TCP that does not listen), connected (what accept gives), noport (UDP
without one), none (a number that is not open).  {N} in COMMAND becomes the
port of socket N, from 0.  Their ports are printed first, on one line.  With
--hold COMMAND does not run before FILE is there.
"""
import argparse
import os
import socket
import sys
import time

FIRST = 3


def bound(kind, address):
    if address == "any":
        sock = socket.socket(socket.AF_INET6, kind)
        sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        sock.bind(("::", 0))
    else:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        sock = socket.socket(family, kind)
        sock.bind((address, 0))
    return sock


def make(what):
    name, _, address = what.partition("=")
    if name == "tcp":
        sock = bound(socket.SOCK_STREAM, address)
        sock.listen(16)
    elif name == "udp":
        sock = bound(socket.SOCK_DGRAM, address)
    elif name == "unbound":
        sock = bound(socket.SOCK_STREAM, "127.0.0.1")
    elif name == "connected":
        listening = make("tcp=127.0.0.1")
        make.kept = socket.create_connection(listening.getsockname())
        sock = listening.accept()[0]
    elif name == "noport":
        sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    elif name == "unix":
        sock = socket.socketpair()[0]
    elif name == "file":
        sock = open("/dev/null", "rb")
    elif name == "none":
        sock = None
    else:
        sys.exit("no such thing: " + what)
    return sock


def port_of(sock):
    try:
        return sock.getsockname()[1]
    except (AttributeError, IndexError):
        return 0


def execute(command, kept, names, pid):
    # Behind all of them first, so that none is overwritten.
    for number, fd in enumerate(kept):
        if fd != -1:
            os.dup2(fd, FIRST + number)
        else:
            try:
                os.close(FIRST + number)
            except OSError:
                pass
    os.environ["LISTEN_FDS"] = str(len(kept))
    os.environ["LISTEN_PID"] = pid or str(os.getpid())
    if names is not None:
        os.environ["LISTEN_FDNAMES"] = names
    os.execvp(command[0], command)


def main():
    at = sys.argv.index("--")
    command = sys.argv[at + 1:]
    parser = argparse.ArgumentParser()
    parser.add_argument("--names")
    parser.add_argument("--pid")
    parser.add_argument("--hold")
    parser.add_argument("what", nargs="+")
    args = parser.parse_args(sys.argv[1:at])
    socks = [make(what) for what in args.what]
    ports = [port_of(sock) for sock in socks]
    kept = []
    for sock in socks:
        kept.append(-1 if sock is None else 200 + len(kept))
        if sock is not None:
            os.dup2(sock.fileno(), kept[-1], inheritable=False)
            sock.close()
    command = [word.format(*ports) for word in command]
    print("ports", *ports, flush=True)
    while args.hold and not os.path.exists(args.hold):
        time.sleep(0.02)
    execute(command, kept, args.names, args.pid)


main()
