import type { Agent, Transition } from "../../../src/core/agent.ts";

export const BOTH = Uint8Array.of(1, 1);

/** A step from row 0 to row 1 by action 0 that pays nothing; both actions are allowed everywhere. */
export const STEP: Transition = {
  context: 0,
  mask: BOTH,
  action: 0,
  propensity: 1,
  reward: 0,
  nextContext: 1,
  nextMask: BOTH,
  terminated: false,
  truncated: false,
};

/** Allows action 0 alone. */
export const FIRST = Uint8Array.of(1, 0);

/** The values that a table agent acts by in a row, which are not those that it explains where it is optimistic. */
export function acting(agent: Agent, key: number): readonly number[] {
  const { table } = agent.toJSON().state as unknown as {
    readonly table: { readonly keys: readonly number[]; readonly values: readonly (readonly number[])[] };
  };
  return table.values[table.keys.indexOf(key)] ?? [0, 0];
}

/** Learns from steps and tells the value that the agent acts by, of action 0 in row 0, after each. */
export function valuesAfter(agent: Agent, steps: readonly Partial<Transition>[]): number[] {
  return steps.map((step) => {
    agent.learn({ ...STEP, ...step });
    return acting(agent, 0)[0] ?? Number.NaN;
  });
}

/** Five steps of one pair, with a termination, a truncation and a mask. */
export const ONE_PAIR: readonly Partial<Transition>[] = [
  { reward: 1 }, // real: ½ · 1; simulated: ½ + ½ (1 − ½)
  { reward: 0, terminated: true }, // ½ · ¾, then ½ · ⅜
  { reward: 2, nextContext: 0, truncated: true }, // 0.1875 + ½ (2 + ½ · 0.1875 − 0.1875), then towards 2 + ½ · 1.140625
  { reward: 0, nextContext: 0, nextMask: Uint8Array.of(0, 1) }, // action 1 is worth 0: halved twice
  { reward: 1 }, // 0.4638671875 + ½ (1 − 0.4638671875), then half the way to 1 again
];
export const ONE_PAIR_TWICE = [0.75, 0.1875, 1.85546875, 0.4638671875, 0.865966796875];
