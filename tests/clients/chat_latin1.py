# wrong: the machine's old code page, not UTF-8
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

sock.sendall((name + "\n").encode())
read(0.5)
sock.sendall("caf\u00e9\n".encode("latin-1"))
read(0.5)
sock.sendall(b"/quit\n")
read(2)
