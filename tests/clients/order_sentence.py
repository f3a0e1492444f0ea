# wrong, a little: neither a name nor Client X: NAME
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
sock.sendall(("hello there, my name is " + name + "!").encode())
print(sock.recv(1024).decode())
sock.close()
