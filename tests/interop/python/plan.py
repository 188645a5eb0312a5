"""What the programs of this folder share: a base URL, and an episode to play as JSON on standard input."""

import json
import sys

URL = sys.argv[1]


def read_plan():
    return json.load(sys.stdin)


def write(result):
    print(json.dumps(result))
