import type { Policy } from "./agent.ts";
import { registerAgent } from "./agent-registry.ts";
import { InvalidArgumentError } from "./errors.ts";
import { countAllowed, type Mask, nthAllowed } from "./mask.ts";
import { createRng, type Rng } from "./random.ts";

/** Chooses uniformly among the allowed actions. */
export class RandomPolicy implements Policy<unknown, number> {
  readonly name = "random";
  readonly stochastic = true;
  readonly plays = "env";
  #rng: Rng;

  constructor(seed = 0) {
    this.#rng = createRng(seed).fork("random");
  }

  seed(seed: number): void {
    this.#rng = createRng(seed).fork("random");
  }

  act(_observation: unknown, mask: Mask | undefined): number {
    if (mask === undefined) {
      throw new InvalidArgumentError("The random policy needs an environment with an action mask.");
    }
    return nthAllowed(mask, this.#rng.integer(countAllowed(mask)));
  }
}

registerAgent("random", {
  kind: "policy",
  family: "scripted",
  summary: "a uniform choice among the allowed actions",
  source: "baseline",
  create: ({ seed }) => new RandomPolicy(seed),
});
