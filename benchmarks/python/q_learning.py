"""Tabular Q-learning in plain Python: a dictionary of rows, epsilon-greedy over the allowed actions."""

import random


class QLearning:
    def __init__(self, action_count, horizon, step_size=0.1, discount=1.0, seed=1):
        self.action_count = action_count
        self.horizon = horizon
        self.step_size = step_size
        self.discount = discount
        self.rng = random.Random(seed)
        self.table = {}
        self.episodes = 0
        self.epsilon = 1.0

    def row(self, key):
        row = self.table.get(key)
        if row is None:
            row = self.table[key] = [0.0] * self.action_count
        return row

    def act(self, key, mask):
        allowed = [action for action, bit in enumerate(mask) if bit]
        if self.rng.random() < self.epsilon:
            return self.pick(allowed)
        row = self.row(key)
        best = max([row[action] for action in allowed])
        ties = [action for action in allowed if row[action] == best]
        return self.pick(ties) if len(ties) > 1 else ties[0]

    def pick(self, actions):
        return actions[int(self.rng.random() * len(actions))]

    def learn(self, key, action, reward, terminated, next_key, next_mask):
        following = 0.0
        if not terminated:
            row = self.row(next_key)
            following = max([value for value, bit in zip(row, next_mask) if bit])
        row = self.row(key)
        row[action] += self.step_size * (reward + self.discount * following - row[action])

    def end_episode(self):
        """Epsilon falls from 1 to .05 over the first half of the horizon."""
        self.episodes += 1
        progress = self.episodes / (0.5 * self.horizon)
        self.epsilon = 0.05 if progress >= 1 else 1 + (0.05 - 1) * progress
