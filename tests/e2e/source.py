"""A connection to the server from an address of our choice (127.0.0.0/8)."""
import socket


def connect(source, port):
    client = socket.socket()
    client.bind((source, 0))
    client.settimeout(60)
    client.connect(("127.0.0.1", port))
    return client
