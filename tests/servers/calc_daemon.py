"""Right: goes on in the background, in a session of its own."""
import os

import calc_server

if os.fork() != 0:
    os._exit(0)
os.setsid()
calc_server.main()
