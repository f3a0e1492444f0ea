# right: both words at random, 1 to 2 s apart
import random
import socket
import sys
import time

host, port = sys.argv[1:3]
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server = (host, int(port))
sock.settimeout(3)
for _ in range(9):
    sock.sendto(random.choice([b"SEND_DATE", b"SEND_TIME"]), server)
    print(sock.recv(1024).decode())
    time.sleep(random.uniform(1, 2))
