/** Importing this module makes every bundled learner available by name. */
import "./epsilon-greedy-bandit.ts";
import "./q-learning.ts";
