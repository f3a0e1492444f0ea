# wrong, a little: LF here, CR LF there
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
sock.sendall((name + "\n").encode())
for line in ["12 + 42\n", "4.5 / 6\r\n", "7 * 8\n", "q\r\n"]:
    sock.sendall(line.encode())
    print(sock.recv(1024).decode())
