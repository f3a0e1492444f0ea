"""A server of the order lab: two clients, and whose message came first.

    python3 examples/python/order_server.py PORT
    python3 examples/python/order_server.py 4000
"""
import re
import select
import socket
import sys
import threading


def receive(pair):
    """What the two said, as [(letter, name), ...] in the order of arrival;
    None when one of them has left."""
    said = []
    waiting = dict(pair)
    while waiting:
        # Whoever speaks first is read first: a recv from X alone would wait
        # for X, however long Y's message has been there.
        for connection in select.select(list(waiting), [], [])[0]:
            data = connection.recv(1024)
            if not data:
                return None
            text = data.decode("utf-8", "replace").strip()
            name = re.sub("^(client )?[xy] ?: *", "", text, flags=re.I)
            said.append((waiting.pop(connection), name))
    return said


def serve(x, y):
    pair = {x: "X", y: "Y"}
    try:
        said = receive(pair)
    except OSError:             # one of them was cut off
        said = None
    if said is None:
        result = "Your partner has left."
    else:
        result = "%s: %s received before %s: %s" % (said[0] + said[1])
    print(result)
    for connection in pair:
        try:
            connection.sendall((result + "\n").encode())
        except OSError:
            pass                # that one is gone; tell the other one
        connection.close()


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    listener = socket.create_server(("", int(sys.argv[1])), backlog=20)
    while True:
        # Both must be here before anything is read.
        x = listener.accept()[0]
        y = listener.accept()[0]
        threading.Thread(target=serve, args=(x, y), daemon=True).start()


try:
    main()
except KeyboardInterrupt:
    pass
