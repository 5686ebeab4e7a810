"""Connects to the network and to local services.

Ends as: failed.
"""

import socket


def attack():
    for family, kind in (
        (socket.AF_INET, socket.SOCK_STREAM),
        (socket.AF_INET6, socket.SOCK_DGRAM),
        (socket.AF_UNIX, socket.SOCK_STREAM),
    ):
        try:
            socket.socket(family, kind)
        except OSError:
            continue
        return 42.0
    return 7.0
