"""Sends descriptors to the grader, so that it runs out of them.

Ends as: failed killed.
"""

import array
import os
import socket


def attack():
    for number in range(3, 64):
        try:
            sock = socket.socket(fileno=os.dup(number))
            sock.sendmsg([b"\0"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0] * 50))])
        except OSError:
            continue
    return 7.0
