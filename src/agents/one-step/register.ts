/** Importing this module makes the one-step learners available by name. */
import "./q-learning.ts";
import "./sarsa.ts";
import "./expected-sarsa.ts";
import "./double-q-learning.ts";
