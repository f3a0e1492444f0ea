# wrong, a little: longer expressions and other operators
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
sock.sendall((name + "\n").encode())
for line in ["1 + 2 + 3", "2 ** 8", "(1 + 2) * 3", "q"]:
    sock.sendall((line + "\n").encode())
    print(sock.recv(1024).decode())
