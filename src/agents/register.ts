/** Importing this module makes every bundled learner available by name. */
import "./one-step/register.ts";
import "./multi-step/register.ts";
import "./monte-carlo/register.ts";
import "./model-based/register.ts";
import "./policy-gradient/register.ts";
import "./linear/register.ts";
import "./bandits/register.ts";
import "./feature-bandits/register.ts";
