import type { Transition } from "../../../src/core/agent.ts";
import type { CheckAgentOptions, MakeAgent } from "../../../src/core/checks/check-agent.ts";
import { restoreWith, type SoundAgent, type SoundClass, type SoundSetup } from "./sound-agent.ts";

const FEATURES = 400;

/** One feature for each row. */
export function oneHot(row: number): Float64Array {
  const features = new Float64Array(FEATURES);
  features[row] = 1;
  return features;
}

const rowOf = (features: Float64Array): number => features.indexOf(1);

/** Rows in place of the feature vectors of a transition, with the vectors read when it is learned from. */
function tabular(transition: Transition<Float64Array>): Transition {
  const { context, nextContext } = transition;
  return { ...transition, context: rowOf(context), nextContext: rowOf(nextContext) };
}

/** Makes sound or broken agents that read one-hot feature vectors, and what `checkAgent` needs to know of them. */
export function overFeatures(
  SomeAgent: SoundClass,
  read = tabular,
): {
  readonly make: MakeAgent<Float64Array>;
  readonly options: CheckAgentOptions<Float64Array>;
} {
  const wrapped = (agent: SoundAgent): ReturnType<MakeAgent<Float64Array>> => ({
    name: agent.name,
    actionCount: agent.actionCount,
    discount: agent.discount,
    act: (context, mask) => agent.act(rowOf(context), mask),
    actGreedily: (context, mask) => agent.actGreedily(rowOf(context), mask),
    learn: (transition) => agent.learn(read(transition)),
    explain: (context, mask) => agent.explain(rowOf(context), mask),
    toJSON: () => agent.toJSON(),
  });
  return {
    make: (setup) => wrapped(new SomeAgent(setup)),
    options: {
      contexts: oneHot,
      restore: (saved) => wrapped(restoreWith(SomeAgent)(saved)),
      initialised: (initial, setup: SoundSetup) => wrapped(new SomeAgent({ ...setup, initial })),
    },
  };
}
