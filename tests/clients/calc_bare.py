# right: no line ends, the name first, q at the end
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
import time
sock.sendall(name.encode())
time.sleep(0.3)     # its user types
for line in ["12 + 42", "4.5 / 6", "-3 * 2", "2e3 - 1", "7*8"]:
    sock.sendall(line.encode())
    print(sock.recv(1024).decode())
sock.sendall(b"q")
print(sock.recv(1024).decode())
sock.close()
