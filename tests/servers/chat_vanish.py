"""Broken: one select for all, and a reset of one client ends it."""
import select
import socket
import sys

server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("", int(sys.argv[1])))
server.listen(10)
names, buffers = {}, {}


def answer(client, text):
    words = text.split(None, 2)
    if client not in names:
        if text in names.values():
            client.send(b"that name is taken\n")
            return False
        names[client] = text
        client.send(b"hello\n")
    elif text == "/quit":
        return False
    elif text == "/list":
        client.send((" ".join(names.values()) + "\n").encode())
    elif not text.startswith("/msg"):
        client.send(b"unknown command\n")
    elif len(words) < 3 or words[1] not in names.values():
        client.send(b"/msg NAME TEXT, with a name of /list\n")
    else:
        for other, name in names.items():
            if name == words[1]:
                other.send(("%s says: %s\n" % (names[client],
                                               words[2])).encode())
    return True


while True:
    for s in select.select([server] + list(buffers), [], [])[0]:
        if s is server:
            buffers[server.accept()[0]] = b""
            continue
        got = s.recv(4096)
        buffers[s] += got
        stay = bool(got)
        lined = b"\n" in buffers[s]
        while stay and buffers[s]:
            text, end, rest = buffers[s].partition(b"\n")
            if lined and not end:
                break
            buffers[s] = rest
            stay = answer(s, text.decode("utf-8", "replace").strip())
        if not stay:
            names.pop(s, None)
            del buffers[s]
            s.close()
