# right: one connection, two rounds
import socket
import sys
import time
from email.utils import formatdate

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))


def post(path, body, date=None, extra=""):
    return ("POST %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: mine/1\r\n"
            "Date: %s\r\nContent-Type: text/plain\r\n"
            "Content-Length: %d\r\n%s\r\n%s"
            % (path, host, date or formatdate(usegmt=True),
               len(body.encode()), extra, body)).encode()


sock.sendall(post("/clients", name))
print(sock.recv(4096).decode())
for seconds in ["5", "6"]:
    sock.sendall(post("/wait", seconds))
    print(sock.recv(4096).decode())
    time.sleep(0.3)
sock.close()
