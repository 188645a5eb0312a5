import type { Transition } from "../../../src/core/agent.ts";
import type { Mask } from "../../../src/core/mask.ts";

/** Where an action of the tree leads; no `next` ends the episode. */
export interface Edge {
  readonly reward: number;
  readonly next?: number;
}

/** Three states, three actions, some of them barred (`null`); no state is met twice in an episode. */
export const TREE: readonly (readonly (Edge | null)[])[] = [
  [{ reward: 0.5, next: 1 }, { reward: -1, next: 2 }, null],
  [{ reward: 1 }, null, { reward: -2 }],
  [{ reward: 3 }, { reward: 0 }, { reward: 1 }],
];

export const TREE_MASKS: readonly Mask[] = TREE.map((edges) =>
  Uint8Array.from(edges, (edge) => Number(edge !== null)),
);

/** π(a | s) of a softmax over the allowed actions, written down anew. */
export function softmax(preferences: readonly number[], mask: Mask): number[] {
  const weights = preferences.map((preference, action) => (mask[action] === 1 ? Math.exp(preference) : 0));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** The exact value of a state under a softmax policy. @param preferences - Shape [states][actions]. */
export function treeValue(
  preferences: readonly (readonly number[])[],
  state: number,
  discount: number,
): number {
  const policy = softmax(preferences[state] ?? [], TREE_MASKS[state] ?? new Uint8Array());
  return (TREE[state] ?? []).reduce((sum, edge, action) => {
    if (edge === null) return sum;
    const following = edge.next === undefined ? 0 : discount * treeValue(preferences, edge.next, discount);
    return sum + (policy[action] ?? 0) * (edge.reward + following);
  }, 0);
}

/** Every episode from state 0 with its probability. */
export function treeEpisodes(
  preferences: readonly (readonly number[])[],
): { readonly probability: number; readonly steps: readonly Transition[] }[] {
  const from = (state: number): { probability: number; steps: Transition[] }[] => {
    const mask = TREE_MASKS[state] ?? new Uint8Array();
    const policy = softmax(preferences[state] ?? [], mask);
    return (TREE[state] ?? []).flatMap((edge, action) => {
      if (edge === null) return [];
      const propensity = policy[action] ?? 0;
      const nextContext = edge.next ?? state;
      const step: Transition = {
        ...{ context: state, mask, action, propensity, reward: edge.reward, nextContext },
        ...{
          nextMask: TREE_MASKS[nextContext] ?? mask,
          terminated: edge.next === undefined,
          truncated: false,
        },
      };
      const rest = edge.next === undefined ? [{ probability: 1, steps: [] }] : from(edge.next);
      return rest.map(({ probability, steps }) => ({
        probability: propensity * probability,
        steps: [step, ...steps],
      }));
    });
  };
  return from(0);
}

/** ∂J / ∂H(s, a) of the return from state 0 by central differences, shape [states][actions]. */
export function treeGradient(preferences: readonly (readonly number[])[], discount: number): number[][] {
  const width = 1e-5;
  return preferences.map((row, state) =>
    row.map((_, action) => {
      const moved = (by: number): number[][] =>
        preferences.map((each, s) =>
          each.map((value, a) => (s === state && a === action ? value + by : value)),
        );
      return (treeValue(moved(width), 0, discount) - treeValue(moved(-width), 0, discount)) / (2 * width);
    }),
  );
}
