"""Makes another process do a system call, as a mad one might.

    sandbox_call.py PID CALL [ARGUMENT...]

It is traced for a moment, in the call that it waits in, and goes on with the
other one.  x86-64 only; 77 elsewhere, and where nobody may trace.
"""
import ctypes
import os
import platform
import sys

CALLS = {'ptrace': 101, 'kill': 62, 'execve': 59, 'openat': 257,
         'ftruncate': 77, 'socket': 41, 'getuid': 102, 'mprotect': 10,
         'process_vm_writev': 311, 'memfd_create': 319, 'unshare': 272}
FIELDS = ('r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi '
          'orig_rax rip cs eflags rsp ss fs_base gs_base ds es fs gs').split()
PTRACE_CONT, PTRACE_GETREGS, PTRACE_SETREGS = 7, 12, 13
PTRACE_ATTACH, PTRACE_DETACH = 16, 17


class Registers(ctypes.Structure):
    _fields_ = [(name, ctypes.c_ulong) for name in FIELDS]


libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p,
                        ctypes.c_void_p]
libc.ptrace.restype = ctypes.c_long


def trace(request, pid, data=None):
    if libc.ptrace(request, pid, None, data) == -1:
        print('ptrace:', os.strerror(ctypes.get_errno()))
        sys.exit(77)


def main():
    if platform.machine() != 'x86_64':
        print('only on x86-64')
        sys.exit(77)
    pid = int(sys.argv[1])
    trace(PTRACE_ATTACH, pid)
    os.waitpid(pid, 0x40000000)    # __WALL
    registers = Registers()
    trace(PTRACE_GETREGS, pid, ctypes.addressof(registers))
    registers.orig_rax = 2 ** 64 - 1
    registers.rax = CALLS[sys.argv[2]]
    registers.rip -= 2             # the instruction that makes a call
    arguments = [int(word, 0) for word in sys.argv[3:]]
    for name, value in zip(('rdi', 'rsi', 'rdx', 'r10'),
                           arguments + [0] * (4 - len(arguments))):
        setattr(registers, name, value % 2 ** 64)
    trace(PTRACE_SETREGS, pid, ctypes.addressof(registers))
    trace(PTRACE_DETACH, pid)


main()
