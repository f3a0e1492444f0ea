# wrong: a command before any name
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

sock.sendall(b"/list\n")
read(1)
sock.sendall((name + "\n").encode())
read(1)
sock.close()
