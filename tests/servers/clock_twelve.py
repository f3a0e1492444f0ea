"""Broken: the time of a twelve hour clock, digits as they are."""
import time

import clock_server


class Server(clock_server.Server):
    def time(self):
        now = time.localtime()
        return "%d:%d:%d %s" % (now.tm_hour % 12, now.tm_min, now.tm_sec,
                                "AM" if now.tm_hour < 12 else "PM")


Server().run()
