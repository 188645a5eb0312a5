import type { Mask } from "../core/mask.ts";
import type { TransitionModel } from "../core/model.ts";
import { type EnumerateOptions, enumerate } from "./enumerate.ts";
import { maskOf } from "./evaluate-exactly.ts";
import { type FiniteMdp, pairsOf } from "./finite-mdp.ts";
import { shortestHistories } from "./paths.ts";
import { allPairs } from "./value-iteration.ts";

/** A table row in which the mask tells apart what the key does not. */
export interface MaskLeak {
  readonly key: number;
  /** How many masks the row is seen with, ≥ 2. */
  readonly maskCount: number;
  /** Two of them, shape [actionCount] each. */
  readonly masks: readonly [Mask, Mask];
  /** Names of the actions of a shortest way to a state with each. */
  readonly histories: readonly [readonly string[], readonly string[]];
}

/**
 * Pairs of histories with one key and different masks: there the mask reveals what the encoder hides, so that a score is
 * owed to the mask and not to the encoding alone. Empty where the mask is a function of the key.
 *
 * @throws {GymError} `MODEL_TOO_LARGE` past `maxStates`.
 */
export function maskLeaks<State>(
  model: TransitionModel<State>,
  options: EnumerateOptions = {},
): readonly MaskLeak[] {
  const { mdp } = enumerate(model, options);
  const histories = shortestHistories(mdp, allPairs(mdp));
  const historyOf = (state: number): readonly string[] =>
    histories(state).map((action) => model.actionName(action));
  return [...statesByMask(mdp)].flatMap(([key, masks]) => {
    const [first, second] = [...masks.values()];
    if (first === undefined || second === undefined) return [];
    return [
      {
        ...{ key, maskCount: masks.size, histories: [historyOf(first), historyOf(second)] as const },
        masks: [
          maskOf(actionsOf(mdp, first), mdp.actionCount),
          maskOf(actionsOf(mdp, second), mdp.actionCount),
        ] as const,
      },
    ];
  });
}

/** For each key, the first state with each of its masks. */
function statesByMask(mdp: FiniteMdp): ReadonlyMap<number, ReadonlyMap<string, number>> {
  const byKey = new Map<number, Map<string, number>>();
  for (let state = 0; state < mdp.stateCount; state += 1) {
    const actions = actionsOf(mdp, state);
    if (actions.length === 0) continue;
    const key = mdp.keys[state] ?? 0;
    const masks = byKey.get(key) ?? new Map<string, number>();
    byKey.set(key, masks);
    const id = actions.join(",");
    if (!masks.has(id)) masks.set(id, state);
  }
  return byKey;
}

function actionsOf(mdp: FiniteMdp, state: number): readonly number[] {
  return pairsOf(mdp, state).map((pair) => mdp.pairAction[pair] ?? 0);
}
