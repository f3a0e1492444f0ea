# right: CR LF, name and first line in one write
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
with sock, sock.makefile("r") as answers:
    sock.sendall((name + "\r\n12 + 42\r\n").encode())
    print(answers.readline())
    sock.sendall(b"1 / 0\r\n")
    print(answers.readline())
    sock.sendall(b"q\r\n")
    print(answers.read())
