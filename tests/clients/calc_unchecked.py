# wrong: sends whatever was typed
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
sock.sendall((name + "\n").encode())
for line in ["12 + 42", "hello", "3 +", "5 * 6", "q"]:
    sock.sendall((line + "\n").encode())
    print(sock.recv(1024).decode())
