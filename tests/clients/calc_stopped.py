# right: its user stops it with an answer on the screen
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
sock.sendall((name + "\n").encode())
sock.sendall(b"3.24 * 45\n")
print(sock.recv(1024).decode())
sock.close()
