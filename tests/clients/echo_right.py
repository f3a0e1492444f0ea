# right: reads until all is back
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
import time
text = b"hello " * 500
sock.sendall(text)
back = b""
while len(back) < len(text):
    back += sock.recv(4096)
time.sleep(0.7)
sock.close()
