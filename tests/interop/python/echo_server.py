"""A small environment on the real OpenEnv server, for the TypeScript client: arguments port, capacity."""

import sys
from typing import Any, Literal, Optional

import uvicorn
from openenv.core.env_server.http_server import create_fastapi_app
from openenv.core.env_server.interfaces import Environment
from openenv.core.env_server.types import Action, Observation, State


class EchoAction(Action):
    operation: Literal["say", "fail", "finish"]
    text: Optional[str] = None


class EchoObservation(Observation):
    text: str
    said: int


class EchoState(State):
    last: str = ""


class EchoEnvironment(Environment):
    SUPPORTS_CONCURRENT_SESSIONS = True

    def __init__(self):
        super().__init__()
        self._state = EchoState(episode_id="unborn", step_count=0)

    def reset(self, seed: Optional[int] = None, episode_id: Optional[str] = None, **kwargs: Any) -> EchoObservation:
        self._state = EchoState(episode_id=episode_id or f"seed-{seed}", step_count=0)
        return EchoObservation(text="ready", said=0, reward=None, done=False)

    def step(self, action: EchoAction, timeout_s: Optional[float] = None, **kwargs: Any) -> EchoObservation:
        if action.operation == "fail":
            raise RuntimeError("the echo broke")
        self._state.step_count += 1
        self._state.last = action.text or ""
        return EchoObservation(
            text=self._state.last,
            said=self._state.step_count,
            reward=0.5,
            done=action.operation == "finish",
            metadata={"length": len(self._state.last)},
        )

    @property
    def state(self) -> EchoState:
        return self._state


if __name__ == "__main__":
    app = create_fastapi_app(
        EchoEnvironment,
        EchoAction,
        EchoObservation,
        max_concurrent_envs=int(sys.argv[2]),
        state_cls=EchoState,
    )
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
