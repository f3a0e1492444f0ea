# right: stopped by its user after one
import random
import socket
import sys
import time

host, port = sys.argv[1:3]
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server = (host, int(port))
sock.sendto(b"SEND_TIME", server)
print(sock.recv(1024).decode())
time.sleep(0.7)
