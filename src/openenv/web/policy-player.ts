import "../../core/random-policy.ts";
import "../../supportdesk/policies.ts";
import type { Policy } from "../../core/agent.ts";
import { createPolicy, listPlayers } from "../../core/agent-registry.ts";
import { unknownName } from "../../core/names.ts";
import { actionName } from "../../supportdesk/action-name.ts";
import type { Action, Observation } from "../../supportdesk/models.ts";
import { type NamedActions, offeredActions, viewOf } from "./named-actions.ts";

/** Policies that the page plays, the best first. */
const POLICY_NAMES: readonly string[] = ["heuristic", "random", "do-nothing"];

/** A policy as the page lists it. */
export interface PolicyCard {
  readonly name: string;
  readonly summary: string;
}

/** The bundled policies with one line each. */
export function listPolicies(): readonly PolicyCard[] {
  const players = listPlayers();
  return POLICY_NAMES.map((name) => ({
    name,
    summary: players.find((player) => player.name === name)?.summary ?? "",
  }));
}

/** The bundled policies, each with a stream of its own that restarts with every episode. */
export class PolicyPlayer {
  readonly #policies = new Map<string, Policy>();
  #seed = 0;

  /** Restarts every policy's stream for a new episode. */
  begin(seed: number): void {
    this.#seed = seed;
    this.#policies.clear();
  }

  /** The action that a policy chooses now. @throws {UnknownNameError} If the page does not play it. */
  choose(name: string, observation: Observation, played: NamedActions): { name: string; action: Action } {
    const policy = this.#find(name);
    if (policy.plays === "unwrapped") {
      const action = policy.act(observation, undefined) as Action;
      return { name: actionName(action), action };
    }
    const index = policy.act(observation, offeredActions(played, observation)) as number;
    const { library } = played;
    return { name: library.at(index).name, action: library.compile(index, viewOf(observation)) };
  }

  #find(name: string): Policy {
    if (!POLICY_NAMES.includes(name)) throw unknownName("policy", name, POLICY_NAMES);
    const known = this.#policies.get(name);
    if (known !== undefined) return known;
    const policy = createPolicy(name, { seed: this.#seed });
    this.#policies.set(name, policy);
    return policy;
  }
}
