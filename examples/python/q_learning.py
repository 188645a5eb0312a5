"""Trains a tabular Q-learner over the wire on one task of a support desk and prints what it learned.

    supportdesk serve --env SupportDeskTabular-v1
    python q_learning.py [URL] [TASK]
"""

import random
import sys
from collections import defaultdict

from gym_env import SupportDesk

EPISODES, STEP_SIZE = 1200, 0.3


def best(values, mask):
    """The offered action of the highest value; ties are broken at random."""
    offered = [action for action, allowed in enumerate(mask) if allowed]
    return max(offered, key=lambda action: (values[action], random.random()))


def episode(desk, table, epsilon):
    """Plays one episode, learning along the way, and returns its actions, return and last info."""
    (key, info), done, actions, total = desk.reset(), False, [], 0.0
    while not done:
        mask = info["action_mask"]
        explore = random.random() < epsilon
        action = int(desk.action_space.sample(mask)) if explore else best(table[key], mask)
        following, reward, terminated, truncated, info = desk.step(action)
        future = 0.0 if terminated else max(table[following])
        table[key][action] += STEP_SIZE * (reward + future - table[key][action])
        key, done, total = following, terminated or truncated, total + reward
        actions.append(desk.action_names[action])
    return actions, total, info


if __name__ == "__main__":
    given = dict(enumerate(sys.argv))
    url, task = given.get(1, "http://127.0.0.1:8000"), given.get(2, "billing_refund_easy")
    random.seed(0)
    desk = SupportDesk(url, task)
    desk.action_space.seed(0)
    table = defaultdict(lambda: [0.0] * int(desk.action_space.n))
    for number in range(EPISODES):
        _, total, _ = episode(desk, table, epsilon=max(0.05, 1 - 2 * number / EPISODES))
        if number % 200 == 0:
            print(f"episode {number:4d}: return {total:.2f}")
    actions, total, info = episode(desk, table, epsilon=0.0)
    desk.close()
    print(f"{task}: raw score {info['episode']['raw_score']:.2f} by {' -> '.join(actions)}")
