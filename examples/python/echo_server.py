"""A server of the echo lab (RFC 862): TCP and UDP, on one port number.

    python3 examples/python/echo_server.py PORT
    python3 examples/python/echo_server.py 4004
"""
import socket
import sys
import threading


def serve(connection):
    """A stream: bytes go back as they come, in whatever pieces."""
    try:
        with connection:
            while True:
                data = connection.recv(4096)
                if not data:            # the client says no more
                    return
                connection.sendall(data)
    except OSError as error:
        print("cut off:", error)


def serve_datagrams(server):
    """No connections: each datagram says where it came from."""
    while True:
        data, asker = server.recvfrom(65535)
        server.sendto(data, asker)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    port = int(sys.argv[1])
    datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    datagrams.bind(("", port))
    threading.Thread(target=serve_datagrams, args=(datagrams,),
                     daemon=True).start()
    listener = socket.create_server(("", port), backlog=20)
    while True:
        connection = listener.accept()[0]
        threading.Thread(target=serve, args=(connection,),
                         daemon=True).start()


try:
    main()
except KeyboardInterrupt:
    pass
