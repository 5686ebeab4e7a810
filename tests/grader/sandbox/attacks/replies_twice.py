"""Sends its own reply, with the right id, and lets the ordinary one follow.

Ends as: killed failed.
"""

import gc


def attack():
    from worker.wire import Channel

    channel = next(item for item in gc.get_objects() if type(item) is Channel)
    send = channel.send

    def twice(header, arrays, deadline=None):
        send(header, arrays)
        send(header, arrays)

    Channel.send = lambda self, header, arrays, deadline=None: twice(header, arrays)
    return 7.0
