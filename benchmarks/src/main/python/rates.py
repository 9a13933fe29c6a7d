"""What GDB reaches by its Python: run inside GDB with SOCKET, ADDRESS and SECONDS in the environment; prints a name and a rate per line."""

import os
import time

import gdb

address = int(os.environ["ADDRESS"], 16)
seconds = float(os.environ["SECONDS"])


def rate(name, once):
    times = 0
    start = time.monotonic()
    while time.monotonic() - start < seconds:
        once()
        times += 1
    print("rate", name, times / (time.monotonic() - start))


gdb.execute("set pagination off")
gdb.execute("set confirm off")
gdb.execute("set architecture i386:x86-64")
gdb.execute("target remote " + os.environ["SOCKET"], to_string=True)
breakpoint = gdb.Breakpoint("*%#x" % address)
rate("BREAKPOINTS", lambda: gdb.execute("continue", to_string=True))
breakpoint.delete()
rate("STEPS", lambda: gdb.execute("stepi", to_string=True))
memory = gdb.selected_inferior()
rate("READS", lambda: memory.read_memory(address, 8))
gdb.execute("detach", to_string=True)
