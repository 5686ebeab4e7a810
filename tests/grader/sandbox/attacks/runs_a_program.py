"""Runs a program and installs a package.

Ends as: raised.
"""

import subprocess
import sys


def attack():
    subprocess.run([sys.executable, "-m", "pip", "install", "torch"], check=True)
    return 42.0
