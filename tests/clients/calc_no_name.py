# wrong: sends no name, asks at once
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
import time
for line in ["12 + 42", "4.5 / 6"]:
    sock.sendall((line + "\n").encode())
    print(sock.recv(1024).decode())
sock.sendall(b"q\n")
print(sock.recv(1024).decode())
time.sleep(0.7)
