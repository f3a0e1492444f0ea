# right: talks on with its partner, until one says Bye
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
sock.sendall(("Client X: %s\n" % name).encode())
answers = sock.makefile("r")
print(answers.readline())       # who was first
for line in ["hello", "nice to meet you"]:
    sock.sendall((line + "\n").encode())
    print(answers.readline())
sock.sendall(b"Bye\n")
print(answers.read())
sock.close()
