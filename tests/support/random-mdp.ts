import { createRng } from "../../src/core/random.ts";
import type { Mdp } from "./toy-envs.ts";

/** A problem with two random outcomes for every action, one in eight of which terminates, and rewards in [−1, 1). */
export function randomMdp(seed: number, states: number, actions: number): Mdp {
  const rng = createRng(seed);
  const outcome = (probability: number) => ({
    probability,
    next: rng.integer(states),
    reward: 2 * rng.double() - 1,
    terminated: rng.integer(8) === 0,
  });
  return Array.from({ length: states }, () =>
    Array.from({ length: actions }, () => {
      const probability = rng.double();
      return [outcome(probability), outcome(1 - probability)];
    }),
  );
}
