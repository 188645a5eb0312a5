import type { SavedAgent } from "../../../src/core/agent.ts";
import type { CheckAgentOptions } from "../../../src/core/checks/check-agent.ts";
import { SoundAgent, type SoundClass } from "./sound-agent.ts";

/** An agent with one defect. */
export interface BrokenAgent {
  /** What it does wrong, after "an agent that". */
  readonly title: string;
  readonly agentClass: SoundClass;
  /** Every check that finds it; in the order of the checks. */
  readonly codes: readonly string[];
  /** Whether it takes hand-worked updates, a sound agent or initial values to see the defect. */
  readonly needsReferences?: boolean;
  /** @defaultValue a restorer that checks the state */
  readonly restore?: (saved: SavedAgent) => SoundAgent;
}

const BOTH = Uint8Array.of(1, 1);
const STEP = {
  ...{ context: 0, mask: BOTH, action: 0, propensity: 1, reward: 1 },
  ...{ nextContext: 1, nextMask: BOTH, terminated: false, truncated: false },
};

/** What a sound agent must agree with: hand-worked updates, another sound agent, initial values. */
export function references(SomeAgent: SoundClass): CheckAgentOptions {
  return {
    golden: [
      {
        title: "α = 0.2, γ = 0.9",
        steps: [
          // 0 + 0.2 · (1 − 0)
          { transition: { ...STEP, context: 1, terminated: true }, values: [[1, [0.2, 0]]] },
          // 0 + 0.2 · (1 + 0.9 · 0.2 − 0)
          { transition: { ...STEP, action: 1 }, values: [[0, [0, 0.236]]] },
        ],
      },
    ],
    equals: [
      {
        title: "a sound agent",
        left: (setup) => new SoundAgent(setup),
        right: (setup) => new SomeAgent(setup),
      },
    ],
    initialised: (initial, setup) => new SomeAgent({ ...setup, initial }),
  };
}
