"""A client of the echo lab (RFC 862): sends lines, and compares what comes
back.

    python3 examples/python/echo_client.py HOST PORT
    python3 examples/python/echo_client.py 127.0.0.1 12004
"""
import socket
import sys


def receive(connection, length):
    """So many bytes.  A recv gives what is there, perhaps a part only."""
    back = b""
    while len(back) < length:
        data = connection.recv(length - len(back))
        if not data:
            sys.exit("the server has closed the connection")
        back += data
    return back


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    host, port = sys.argv[1:]
    with socket.create_connection((host, int(port))) as connection:
        for line in sys.stdin:
            sent = line.encode()
            connection.sendall(sent)
            back = receive(connection, len(sent))
            if back != sent:
                sys.exit("not what was sent: %r" % back)
            print(back.decode(), end="", flush=True)
        # "No more from me", and read on until the server says so, too.
        connection.shutdown(socket.SHUT_WR)
        if connection.recv(4096):
            sys.exit("more came back than was sent")


try:
    main()
except KeyboardInterrupt:
    pass
