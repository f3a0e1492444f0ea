# right: sends its name at once, reads the result
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
sock.sendall(("Client X: " + name).encode())
print(sock.recv(1024).decode())
sock.close()
