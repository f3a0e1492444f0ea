# right: an empty line before the name, blanks round what is asked
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
sock.sendall(("\r\n" + name + "\r\n").encode())
for line in "12 + 42", " 4.5 / 6 ", "2 - 9":
    sock.sendall((line + "\r\n").encode())
    print(sock.recv(1024).decode())
sock.sendall(b" q \r\n")
print(sock.recv(1024).decode())
