# wrong: other words for the commands
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
for text in ["/users", "@%s hello" % name, "/exit"]:
    read(0.4)
    sock.sendall((text + "\n").encode())
read(2)
