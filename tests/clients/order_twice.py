# wrong: a second message before the result
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
import time
sock.sendall(("Client X: %s\n" % name).encode())
time.sleep(0.3)
sock.sendall(b"are you there?\n")
print(sock.recv(1024).decode())
sock.close()
