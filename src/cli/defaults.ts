/** What every command plays with where its flags say nothing. */
export const DEFAULTS = {
  suite: "canonical",
  agent: "q-learning",
  actions: "minimal",
  encoder: "compact",
  reward: "delta",
  mask: "once",
  /** Mask for people who play. */
  playMask: "structural",
  invalid: "penalize",
  budget: "terminal",
  discount: 1,
  episodes: 20_000,
  seed: 0,
  /** Points of a learning curve. */
  evaluations: 200,
} as const;
