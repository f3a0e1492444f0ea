"""A client of the order lab: says who it is, and reads who was first.

    python3 examples/python/order_client.py HOST PORT LETTER NAME
    python3 examples/python/order_client.py 127.0.0.1 12000 X Alice
    python3 examples/python/order_client.py 127.0.0.1 12000 Y Bob

Nothing is answered before both have spoken.
"""
import socket
import sys


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    host, port, letter, name = sys.argv[1:]
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(("Client %s: %s\n" % (letter, name)).encode())
        # One line or two: some servers greet first.  The server closes when
        # all is said, and then there are no more lines.
        for line in connection.makefile(encoding="utf-8"):
            print("From server:", line.rstrip())


try:
    main()
except KeyboardInterrupt:
    pass
