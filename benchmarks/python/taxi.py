"""The Q-learning loop that tutorials of Gymnasium train Taxi with, timed: `python taxi.py EPISODES`.

Prints {gymnasium, env, steps, cpu, wall} as JSON. The version of Taxi is the newest that Gymnasium still makes.
"""

import json
import random
import sys
import time

import gymnasium as gym
import numpy as np

ALPHA, GAMMA, EPSILON = 0.1, 0.6, 0.1


def train(env, episodes):
    q_table = np.zeros([env.observation_space.n, env.action_space.n])
    steps = 0
    for _ in range(episodes):
        state, _ = env.reset()
        done = False
        while not done:
            if random.uniform(0, 1) < EPSILON:
                action = env.action_space.sample()
            else:
                action = np.argmax(q_table[state])
            next_state, reward, terminated, truncated, _ = env.step(action)
            old_value = q_table[state, action]
            next_max = np.max(q_table[next_state])
            q_table[state, action] = (1 - ALPHA) * old_value + ALPHA * (reward + GAMMA * next_max)
            state, done = next_state, terminated or truncated
            steps += 1
    return steps


if __name__ == "__main__":
    name = next(name for name in ("Taxi-v4", "Taxi-v3") if name in gym.registry)
    taxi = gym.make(name)
    wall, cpu = time.perf_counter(), time.process_time()
    count = train(taxi, int(sys.argv[1]))
    seconds = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    print(json.dumps({"gymnasium": gym.__version__, "env": name, "steps": count, **seconds}))
