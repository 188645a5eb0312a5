"""A support desk on an OpenEnv server, as a Gymnasium environment.

    supportdesk serve --env SupportDeskTabular-v1
    python gym_env.py [URL]

Actions are indices of the desk's named actions; observations are the table rows that its encoder makes of
the episode. Both are counted in the schemas that the server publishes. `info["action_mask"]` says which
actions are offered.
"""

import json
import re
import sys
from contextlib import ExitStack
from urllib.request import urlopen

import gymnasium
import numpy as np
from gymnasium.spaces import Discrete
from websockets.sync.client import connect


class SupportDesk(gymnasium.Env):
    """One session of one task. Budget and submission terminate; nothing truncates unless the server says so."""

    metadata = {"render_modes": []}

    def __init__(self, url="http://127.0.0.1:8000", task_id=None):
        with urlopen(f"{url}/schema") as reply:
            schema = json.load(reply)
        action = schema["action"]["properties"]["action"]
        self.action_space = Discrete(action["maximum"] + 1)
        self.action_names = re.findall(r"\d+ ([\w:-]+)", action["description"])
        self.observation_space = Discrete(schema["observation"]["properties"]["value"]["maximum"] + 1)
        self._task = {} if task_id is None else {"task_id": task_id}
        self._open = ExitStack()
        address = re.sub("^http", "ws", url) + "/ws"
        self._socket = self._open.enter_context(connect(address, compression=None))

    def reset(self, *, seed=None, options=None):
        super().reset(seed=seed)
        request = {**self._task, **(options or {}), **({} if seed is None else {"seed": seed})}
        key, _, info = self._ask({"type": "reset", "data": request})
        return key, info

    def step(self, action):
        key, reward, info = self._ask({"type": "step", "data": {"action": int(action)}})
        return key, float(reward), info["terminated"], info["truncated"], info

    def close(self):
        self._open.close()

    def _ask(self, message):
        self._socket.send(json.dumps(message))
        reply = json.loads(self._socket.recv())
        if reply["type"] == "error":
            raise RuntimeError(f"{reply['data']['message']} (code: {reply['data']['code']})")
        data = reply["data"]
        info = data["metadata"]
        info["action_mask"] = np.array(info["action_mask"], dtype=np.int8)
        return data["observation"]["value"], data["reward"], info


if __name__ == "__main__":
    from gymnasium.utils.env_checker import check_env

    desk = SupportDesk(*sys.argv[1:2])
    check_env(desk, skip_render_check=True)
    print(f"passed Gymnasium's check_env: {desk.action_space} actions, {desk.observation_space} observations")
    desk.close()
