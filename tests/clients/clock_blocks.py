# wrong: waits for ever for a lost datagram
import random
import socket
import sys
import time

host, port = sys.argv[1:3]
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server = (host, int(port))
for _ in range(30):
    sock.sendto(random.choice([b"SEND_DATE", b"SEND_TIME"]), server)
    print(sock.recv(1024).decode())
    time.sleep(random.uniform(1, 2))
