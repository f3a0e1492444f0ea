# wrong: no blank line between the head and the body
import socket
import sys
from email.utils import formatdate

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
sock.sendall(("POST /clients HTTP/1.1\r\nHost: %s\r\nUser-Agent: mine/1\r\n"
              "Date: %s\r\nContent-Type: text/plain\r\n"
              "Content-Length: %d\r\n%s" % (host, formatdate(usegmt=True),
                                            len(name), name)).encode())
print(sock.recv(4096).decode())
