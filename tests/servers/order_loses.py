"""Broken: every third result lost a name to the other thread."""
import os
import tempfile

import order_server


class Server(order_server.Server):
    def result(self, first, second):
        path = os.path.join(os.environ.get("SERVER_STATE",
                                           tempfile.gettempdir()), "loses")
        with open(path, "a+") as count:
            count.write("x")
            count.flush()
            if os.stat(path).st_size % 3 == 0:
                second = (second[0], "")
        super().result(first, second)


Server().run()
