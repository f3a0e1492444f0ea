# wrong: always 1.5 s, nothing drawn; one word alone
import random
import socket
import sys
import time

host, port = sys.argv[1:3]
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server = (host, int(port))
began = time.time()
for i in range(18):
    sock.sendto(b"SEND_TIME", server)
    print(sock.recv(1024).decode())
    time.sleep(max(0, began + (i + 1) * 1.2 - time.time()))
