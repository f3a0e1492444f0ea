# wrong: never reads, and ends so
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
import time
sock.sendall((name + "\n").encode())
time.sleep(0.5)
sock.sendall(b"hello\n/list\n")
time.sleep(1.5)
sock.close()
