# wrong: 0.3 s between requests
import random
import socket
import sys
import time

host, port = sys.argv[1:3]
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server = (host, int(port))
for _ in range(6):
    sock.sendto(random.choice([b"SEND_DATE", b"SEND_TIME"]), server)
    print(sock.recv(1024).decode())
    time.sleep(0.3)
