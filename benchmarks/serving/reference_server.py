"""The Python OpenEnv server with an environment of the desk's payload: arguments port, capacity, folder.

The folder holds the desk's typed records (models.py) and recorded episodes (episodes.json). The environment makes one
typed observation a step from recorded values, as the template of OpenEnv does, and computes nothing else.
"""

import json
import sys
from pathlib import Path
from typing import Any, Optional

import uvicorn
from openenv.core.env_server.http_server import create_fastapi_app
from openenv.core.env_server.interfaces import Environment
from openenv.core.env_server.types import State

FOLDER = Path(sys.argv[3])
sys.path.insert(0, str(FOLDER))

from models import SupportDeskAction, SupportDeskObservation  # noqa: E402

EPISODES = {
    episode["task_id"]: [
        {
            **reply["observation"],
            "reward": reply["reward"],
            "done": reply["done"],
            "metadata": reply["metadata"],
        }
        for reply in episode["replies"]
    ]
    for episode in json.loads((FOLDER / "episodes.json").read_text(encoding="utf-8"))
}


class DeskEnvironment(Environment):
    SUPPORTS_CONCURRENT_SESSIONS = True

    def __init__(self):
        super().__init__()
        self._episode = []
        self._state = State()

    def reset(self, seed: Optional[int] = None, episode_id: Optional[str] = None, **kwargs: Any) -> SupportDeskObservation:
        self._episode = EPISODES[kwargs["task_id"]]
        self._state = State(episode_id=episode_id, step_count=0)
        return SupportDeskObservation(**self._episode[0])

    def step(self, action: SupportDeskAction, timeout_s: Optional[float] = None, **kwargs: Any) -> SupportDeskObservation:
        self._state.step_count += 1
        return SupportDeskObservation(**self._episode[self._state.step_count])

    @property
    def state(self) -> State:
        return self._state


if __name__ == "__main__":
    app = create_fastapi_app(
        DeskEnvironment,
        SupportDeskAction,
        SupportDeskObservation,
        max_concurrent_envs=int(sys.argv[2]),
    )
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", ws_ping_interval=None)
