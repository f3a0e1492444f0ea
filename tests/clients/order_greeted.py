# right: reads the greeting, then sends its bare name
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
print(sock.recv(1024).decode())
sock.sendall((name + "\n").encode())
print(sock.recv(1024).decode())
sock.close()
