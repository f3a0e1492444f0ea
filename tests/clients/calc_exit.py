# wrong: says exit where the exercise says q
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
import time
sock.sendall(name.encode())
time.sleep(0.3)
sock.sendall(b"12 + 42")
print(sock.recv(1024).decode())
sock.sendall(b"exit")
print(sock.recv(1024).decode())
