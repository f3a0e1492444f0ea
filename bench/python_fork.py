"""Python's own way of a process for each connection, with the same answer.

usage: python_fork.py	prints its port, serves until killed
"""
import http.server
import signal
import socketserver


class Server(socketserver.ForkingMixIn, http.server.HTTPServer):
    request_queue_size = 4096
    max_children = 4096
    block_on_close = False

    def handle_error(self, request, client_address):
        pass


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    wbufsize = -1   # head and body in one piece

    def do_GET(self):
        self.rfile.read(int(self.headers.get('Content-Length', 0)))
        self.send_response(200)
        self.send_header('Content-Type', 'text/plain')
        self.send_header('Content-Length', '3')
        if self.close_connection:
            self.send_header('Connection', 'close')
        self.end_headers()
        self.wfile.write(b'ok\n')

    do_POST = do_GET

    def log_message(self, *words):
        pass


signal.signal(signal.SIGINT, signal.SIG_DFL)
server = Server(('127.0.0.1', 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
