# wrong: HTTP, to the wrong port
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
import time
sock.sendall(b"POST /clients HTTP/1.1\r\nHost: localhost\r\n"
             b"Content-Length: 5\r\n\r\nalice")
print(sock.recv(1024))
time.sleep(1)
