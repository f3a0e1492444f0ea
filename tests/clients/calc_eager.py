# wrong: sends all its questions before it reads
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
sock.sendall((name + "\n").encode())
for line in ["12 + 42", "4.5 / 6", "2 - 9"]:
    sock.sendall((line + "\n").encode())
for _ in range(3):
    print(sock.recv(1024).decode())
sock.sendall(b"q\n")
print(sock.recv(1024).decode())
