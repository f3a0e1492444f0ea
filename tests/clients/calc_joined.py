# wrong: name and first question run into each other
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
import time
sock.sendall(name.encode() + b"12 + 42\n")
print(sock.recv(1024).decode())
for line in ["4.5 / 6", "q"]:
    time.sleep(0.5)
    sock.sendall((line + "\n").encode())
    print(sock.recv(1024).decode())
