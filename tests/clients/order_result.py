# wrong: sends the finished sentence itself
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
sock.sendall(("X: %s received before Y: Bob" % name).encode())
print(sock.recv(1024).decode())
sock.close()
