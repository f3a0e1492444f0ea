# wrong: other words than the two
import random
import socket
import sys
import time

host, port = sys.argv[1:3]
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server = (host, int(port))
for word in [b"send_date", b"SEND TIME", b"SEND_TIME,"]:
    sock.sendto(word, server)
    print(sock.recv(1024).decode())
    time.sleep(random.uniform(1, 2))
