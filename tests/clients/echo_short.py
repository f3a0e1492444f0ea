# wrong: one recv, and the rest stays unread
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
import time
text = b"hello " * 500
sock.sendall(text)
time.sleep(1)
print(sock.recv(100))
sock.close()
