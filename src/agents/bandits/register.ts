/** Importing this module makes every bandit with one problem per table row available by name. */
import "./epsilon-greedy-bandit.ts";
import "./optimistic-greedy.ts";
import "./explore-then-commit.ts";
import "./ucb1.ts";
import "./kl-ucb.ts";
import "./thompson-beta.ts";
import "./thompson-gaussian.ts";
import "./softmax.ts";
import "./gradient-bandit.ts";
import "./exp3.ts";
import "./sliding-window-ucb.ts";
import "./discounted-ucb.ts";
import "./discounted-thompson.ts";
import "./successive-elimination.ts";
import "./successive-halving.ts";
