/** Importing this module makes the Monte Carlo learners available by name. */
import "./monte-carlo.ts";
import "./exploring-starts.ts";
import "./off-policy.ts";
