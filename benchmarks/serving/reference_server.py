"""The Python OpenEnv server with an environment of the desk's payload: arguments port, capacity, episodes file.

The environment itself costs next to nothing: it returns observations made before the start, so that what is measured
is serving alone.
"""

import json
import sys
from typing import Any, List, Optional

import uvicorn
from openenv.core.env_server.http_server import create_fastapi_app
from openenv.core.env_server.interfaces import Environment
from openenv.core.env_server.types import Action, Observation, State
from pydantic import ConfigDict


class DeskAction(Action):
    operation: str
    queue: Optional[str] = None
    priority: Optional[str] = None
    issue_type: Optional[str] = None
    status: Optional[str] = None
    resolution_code: Optional[str] = None
    requested_fields: Optional[List[str]] = None
    reply: Optional[str] = None
    internal_note: Optional[str] = None


class DeskObservation(Observation):
    model_config = ConfigDict(extra="allow")


with open(sys.argv[3], encoding="utf-8") as file:
    EPISODES = {
        episode["task_id"]: [
            DeskObservation(**data["observation"], reward=data["reward"], done=data["done"], metadata=data["metadata"])
            for data in episode["replies"]
        ]
        for episode in json.load(file)
    }


class DeskEnvironment(Environment):
    SUPPORTS_CONCURRENT_SESSIONS = True

    def __init__(self):
        super().__init__()
        self._episode = []
        self._state = State()

    def reset(self, seed: Optional[int] = None, episode_id: Optional[str] = None, **kwargs: Any) -> DeskObservation:
        self._episode = EPISODES[kwargs["task_id"]]
        self._state = State(episode_id=episode_id, step_count=0)
        return self._episode[0]

    def step(self, action: DeskAction, timeout_s: Optional[float] = None, **kwargs: Any) -> DeskObservation:
        self._state.step_count += 1
        return self._episode[self._state.step_count]

    @property
    def state(self) -> State:
        return self._state


if __name__ == "__main__":
    app = create_fastapi_app(
        DeskEnvironment, DeskAction, DeskObservation, max_concurrent_envs=int(sys.argv[2])
    )
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", ws_ping_interval=None)
