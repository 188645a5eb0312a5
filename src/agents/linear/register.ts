/** Importing this module makes the linear value learners available by name. */
import "./linear-expected-sarsa.ts";
import "./linear-q-learning.ts";
import "./linear-sarsa.ts";
