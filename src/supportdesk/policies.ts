import type { Policy } from "../core/agent.ts";
import { registerAgent } from "../core/agent-registry.ts";
import { heuristicAction } from "./heuristic.ts";
import type { Action, Observation } from "./models.ts";

/** The playbook as a policy on the structured environment, past action libraries and masks. */
export class HeuristicPolicy implements Policy<Observation, Action> {
  readonly name = "heuristic";
  readonly stochastic = false;
  readonly plays = "unwrapped";

  act(observation: Observation): Action {
    return heuristicAction(observation);
  }
}

/** Waits until the step budget ends the episode. */
export class DoNothingPolicy implements Policy<Observation, Action> {
  readonly name = "do-nothing";
  readonly stochastic = false;
  readonly plays = "unwrapped";

  act(): Action {
    return { operation: "wait" };
  }
}

registerAgent("do-nothing", {
  kind: "policy",
  family: "scripted",
  summary: "waits until the step budget ends the episode",
  source: "baseline",
  create: () => new DoNothingPolicy() as Policy,
});

registerAgent("heuristic", {
  kind: "policy",
  family: "scripted",
  summary: "the public playbook applied to the ticket's words",
  source: "baseline",
  create: () => new HeuristicPolicy() as Policy,
});
