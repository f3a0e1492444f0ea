# wrong: a newline behind each body, that Content-Length does not count
import socket
import sys
from email.utils import formatdate

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
for path, body in ("/clients", name), ("/wait", "5"), ("/wait", "6"):
    sock.sendall(("POST %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: mine/1\r\n"
                  "Date: %s\r\nContent-Type: text/plain\r\n"
                  "Content-Length: %d\r\n\r\n%s\n"
                  % (path, host, formatdate(usegmt=True), len(body),
                     body)).encode())
    print(sock.recv(4096).decode())
