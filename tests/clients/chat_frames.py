# wrong: four bytes of length before each text
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
import select
import time
def read(seconds):
    until = time.time() + seconds
    while time.time() < until:
        if select.select([sock], [], [], 0.1)[0]:
            data = sock.recv(4096)
            if not data:
                break
            print(data)

import struct
for text in [name, "/list", "/quit"]:
    data = text.encode()
    sock.sendall(struct.pack(">I", len(data)) + data)
    read(0.6)
