/** Importing this module makes the policy-gradient learners available by name. */
import "./reinforce.ts";
import "./actor-critic.ts";
