# wrong: UTF-16 as .NET's Encoding.Unicode
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
sock.sendall(name.encode("utf-16-le"))
print(sock.recv(1024))
sock.sendall("12 + 42".encode("utf-16-le"))
print(sock.recv(1024))
