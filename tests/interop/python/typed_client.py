"""Plays an episode with the client package of an exported Space: arguments URL, folder that holds the package, name."""

import importlib
import sys

from plan import URL, read_plan, write

sys.path.insert(0, sys.argv[2])
desk = importlib.import_module(sys.argv[3])

if __name__ == "__main__":
    plan = read_plan()
    with desk.SupportDeskEnv(base_url=URL).sync() as env:
        first = env.reset(**plan["reset"])
        results = [env.step(desk.SupportDeskAction(**action)) for action in plan["actions"]]
        state = env.state()
    write(
        {
            "observation": type(first.observation).__name__,
            "ticket": type(first.observation.ticket).__name__,
            "rewards": [result.reward for result in results],
            "done": results[-1].observation.done,
            "metadata": results[-1].metadata,
            "state": [type(state).__name__, state.episode_id, state.step_count, state.outcome],
        }
    )
