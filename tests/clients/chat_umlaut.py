# right: a name and texts in UTF-8
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
            print(data.decode(errors="replace"))
            if not data:
                break
sock.sendall((name + "\n").encode("utf-8"))
read(0.5)
sock.sendall("caf\u00e9 \u20ac 5\n".encode("utf-8"))
read(0.5)
sock.sendall(b"/quit\n")
read(3)
sock.close()
