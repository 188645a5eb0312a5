import { refuseUnknownKeys } from "../../../src/core/names.ts";
import { register } from "../../../src/core/registry.ts";
import { otherSteps } from "./spoilt.ts";

/** Registers a walk whose luck is as low as its option `gloom` says, 1 unless told; a walk without gloom is healthy. */
register({
  id: "broken/Gloomy-v0",
  summary: "a walk that leaves its observation space",
  create: (options, spec) => {
    refuseUnknownKeys("option", options, ["gloom", "renderMode"]);
    const { gloom = 1 } = options as { readonly gloom?: number };
    const lower = (observation: unknown): unknown =>
      gloom === 0 ? observation : { ...(observation as object), luck: [-gloom] };
    const env = otherSteps((result) => ({ ...result, observation: lower(result.observation) }))();
    return Object.defineProperty(env, "spec", { value: spec });
  },
});
