/** Importing this module makes the agents with a model, a bonus or a memory available by name. */
import "./batch-q-learning.ts";
import "./count-bonus-q-learning.ts";
import "./dyna-q.ts";
import "./dyna-q-plus.ts";
import "./mbie-eb.ts";
import "./prioritized-sweeping.ts";
import "./psrl.ts";
import "./r-max.ts";
import "./ucb-h.ts";
import "./ucbvi.ts";
