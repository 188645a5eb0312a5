import { numberParameter, type Parameter } from "../../core/parameters.ts";

/** What a bandit adds to a mean is in proportion to the width of the range of rewards. */
export const CONFIDENCE: Parameter = numberParameter({
  name: "confidence",
  default: 1,
  meaning: "α, width of the range of rewards, in reward units; high values explore more",
  min: 0,
  max: 1e100,
});

/** ξ of the bandits for rewards that drift. */
export const XI: Parameter = numberParameter({
  name: "xi",
  default: 0.5,
  meaning: "ξ, factor on the logarithm in the exploration bonus; high values explore more",
  min: 0,
  max: 1e100,
});
