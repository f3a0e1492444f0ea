# wrong: says q, and stays
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
import time
sock.sendall((name + "\n").encode())
sock.sendall(b"12 + 42\n")
print(sock.recv(1024).decode())
sock.sendall(b"q\n")
time.sleep(60)      # input("Another one? ")
