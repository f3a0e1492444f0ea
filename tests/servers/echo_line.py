"""Broken: waits for the end of a line."""
import echo_server


class Server(echo_server.Server):
    def serve(self, connection):
        buffer = b""
        while True:
            data = connection.recv(4096)
            if not data:
                break
            buffer += data
            lines, end, rest = buffer.rpartition(b"\n")
            if end:
                connection.sendall(lines + end)
                buffer = rest
        connection.sendall(buffer)
        connection.close()


Server().run()
