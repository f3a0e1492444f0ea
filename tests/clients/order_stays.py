# wrong: does not leave when the server has ended
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
import time
sock.sendall(("Client X: %s\n" % name).encode())
print(sock.recv(1024).decode())
time.sleep(60)
