"""Plays an episode with GenericEnvClient, asynchronously and synchronously, and provokes a refusal in each."""

import asyncio

from openenv.core import GenericEnvClient
from plan import URL, read_plan, write

BAD_ACTION = {"operation": "fly"}


def told(results, refusal, state):
    last = results[-1]
    return {
        "rewards": [result.reward for result in results[1:]],
        "first_reward": results[0].reward,
        "task_id": results[0].observation["task_id"],
        "done": last.done,
        "metadata": last.metadata,
        "refusal": refusal,
        "state": state,
    }


async def play_async(plan):
    async with GenericEnvClient(base_url=URL) as env:
        results = [await env.reset(**plan["reset"])]
        try:
            await env.step(BAD_ACTION)
            refusal = None
        except RuntimeError as error:
            refusal = str(error)
        for action in plan["actions"]:
            results.append(await env.step(action))
        return told(results, refusal, await env.state())


def play_sync(plan):
    with GenericEnvClient(base_url=URL).sync() as env:
        results = [env.reset(**plan["reset"])]
        try:
            env.step(BAD_ACTION)
            refusal = None
        except RuntimeError as error:
            refusal = str(error)
        for action in plan["actions"]:
            results.append(env.step(action))
        return told(results, refusal, env.state())


if __name__ == "__main__":
    episode = read_plan()
    write({"async": asyncio.run(play_async(episode)), "sync": play_sync(episode)})
