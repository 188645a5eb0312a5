"""One loop, timed: `python loops.py verify|train|structured-deep|structured-shallow EPISODES < desk.json`.

Prints {steps, cpu, wall, ...} as JSON; the time of starting up and reading is not in it.
"""

import json
import sys
import time

from desk import StructuredDesk, TabularDesk
from q_learning import QLearning


def timed(loop):
    wall, cpu = time.perf_counter(), time.process_time()
    steps = loop()
    return {"steps": steps, "cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}


def train(data, episodes):
    env = TabularDesk(data)
    agent = QLearning(len(data["actions"]), episodes)

    def loop():
        steps = 0
        for _ in range(episodes):
            key, info = env.reset()
            mask, ended = info["action_mask"], False
            while not ended:
                action = agent.act(key, mask)
                next_key, reward, terminated, truncated, info = env.step(action)
                next_mask = info["action_mask"]
                agent.learn(key, action, reward, terminated, next_key, next_mask)
                key, mask, ended = next_key, next_mask, terminated or truncated
                steps += 1
            agent.end_episode()
        return steps

    return {**timed(loop), "greedyReturns": greedy_returns(TabularDesk(data), agent)}


def greedy_returns(env, agent):
    agent.epsilon = 0.0
    returns = []
    for _ in env.tasks:
        key, info = env.reset()
        total, ended = 0.0, False
        while not ended:
            key, reward, ended, _, info = env.step(agent.act(key, info["action_mask"]))
            total += reward
        returns.append(total)
    return returns


def structured(data, episodes, deep):
    env, recorded = StructuredDesk(data, deep), data["episodes"]

    def loop():
        steps = 0
        for index in range(episodes):
            env.reset()
            for action in recorded[index % len(recorded)]["wire"]:
                env.step(action)
                steps += 1
        return steps

    return timed(loop)


def verify(data):
    """What this desk makes of the recorded episodes, in their order."""
    tabular, plain = TabularDesk(data), StructuredDesk(data, deep=True)
    seen = []
    for episode in data["episodes"]:
        key, info = tabular.reset()
        keys, masks, rewards = [key], [info["action_mask"]], []
        for action in episode["actions"]:
            key, reward, ended, _, info = tabular.step(action)
            keys.append(key)
            masks.append(info["action_mask"])
            rewards.append(reward)
        observations = [plain.reset()[0]] + [plain.step(action)[0] for action in episode["wire"]]
        observed = {"keys": keys, "masks": masks, "rewards": rewards, "observations": observations, "ended": ended}
        seen.append({**observed, "return": sum(rewards)})
    return {"python": sys.version.split()[0], "episodes": seen}


def main():
    name, episodes = sys.argv[1], int(sys.argv[2])
    data = json.load(sys.stdin)
    loops = {
        "verify": lambda: verify(data),
        "train": lambda: train(data, episodes),
        "structured-deep": lambda: structured(data, episodes, deep=True),
        "structured-shallow": lambda: structured(data, episodes, deep=False),
    }
    print(json.dumps(loops[name]()))


if __name__ == "__main__":
    main()
