import { numberParameter, type Parameter } from "../../core/parameters.ts";

export const REGULARIZATION: Parameter = numberParameter({
  name: "regularization",
  default: 1,
  meaning: "λ of the ridge regressions: how strongly coefficients are drawn to 0",
  min: 1e-12,
  max: 1e12,
});

/** α of a bandit that is optimistic or samples. */
export function alphaParameter(meaning: string): Parameter {
  return numberParameter({ name: "alpha", default: 1, meaning, min: 0, max: 1e60 });
}
