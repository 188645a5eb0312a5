import type { Agent, Transition } from "../../src/core/agent.ts";
import { createRng } from "../../src/core/random.ts";
import { PotentialShaping } from "../../src/wrappers/reward/potential-shaping.ts";
import { randomMdp } from "./random-mdp.ts";
import { MdpEnv } from "./toy-envs.ts";

/** Φ of five states. */
export const POTENTIAL: ReadonlyMap<number, number> = new Map([2, -1, 0.5, 3, -2.25].entries());

const STATES = 5;
const ACTIONS = 3;
const MASK = new Uint8Array(ACTIONS).fill(1);

/** Two agents that learn from the same moves. */
export interface ShapedTwins {
  /** Learns from the rewards as they are; its values start at Φ. */
  readonly initialised: Agent;
  /** Learns from rewards shaped by Φ. */
  readonly shaped: Agent;
  readonly transitions: number;
}

/**
 * Lets both learn from the same random walk through the same random problem.
 * @returns The largest difference of Q_initialised − Φ from Q_shaped, seen after any transition.
 */
export function largestShapingDifference({ initialised, shaped, transitions }: ShapedTwins): number {
  const mdp = randomMdp(3, STATES, ACTIONS);
  const phi = (state: number): number => POTENTIAL.get(state) ?? 0;
  const plainEnv = new MdpEnv(mdp);
  const gamma = shaped.discount;
  const shapedEnv = new PotentialShaping(new MdpEnv(mdp), { potential: phi, gamma });
  const rng = createRng(1);
  let context = plainEnv.reset({ seed: 0 }).observation;
  shapedEnv.reset({ seed: 0 });
  let largest = 0;
  for (let step = 0; step < transitions; step += 1) {
    const action = rng.integer(ACTIONS);
    const [plain, paid] = [plainEnv.step(action), shapedEnv.step(action)];
    const { observation: nextContext, terminated, truncated } = plain;
    const move = { context, mask: MASK, action, propensity: 1 / ACTIONS, nextContext, nextMask: MASK };
    const transition: Transition = { ...move, terminated, truncated, reward: plain.reward };
    initialised.learn(transition);
    shaped.learn({ ...transition, reward: paid.reward });
    largest = Math.max(largest, differenceIn(context));
    context = terminated || truncated ? plainEnv.reset().observation : nextContext;
    if (terminated || truncated) shapedEnv.reset();
  }
  return largest;

  function differenceIn(state: number): number {
    const higher = initialised.explain(state).values;
    const lower = shaped.explain(state).values;
    return Math.max(...higher.map((value, each) => Math.abs(value - phi(state) - (lower[each] ?? 0))));
  }
}
