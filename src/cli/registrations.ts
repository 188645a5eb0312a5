/** Importing this module makes every bundled environment, wrapper, learner and scripted policy available by name. */
import "../core/random-policy.ts";
import "../agents/register.ts";
import "../supportdesk/index.ts";
import "../wrappers/register.ts";
