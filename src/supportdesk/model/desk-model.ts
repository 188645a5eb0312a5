import type { ModelTransition, TransitionModel } from "../../core/model.ts";
import type { MacroAction } from "../action-library/macro.ts";
import type { Encoder } from "../encoders/index.ts";
import { LibraryMoves } from "../env/library-moves.ts";
import type { TabularSetup } from "../env/options.ts";
import { open } from "../episode.ts";
import type { Scenario } from "../scenario.ts";
import { type Position, play } from "../turn.ts";
import { episodeKey, exactKey, gradeKey, rewrittenGradeKey, stagedGradeKey } from "./state-key.ts";

/** What a model of the desk is made of. */
export interface DeskModelOptions {
  /** Scenarios that episodes begin with, each equally often. @defaultValue all of the setup's */
  readonly scenarios?: readonly Scenario[];
  /**
   * Takes states that grade alike as one where that is exact, which leaves optimal values alone and blurs what an
   * encoder sees. The reward must be a bundled one.
   * @defaultValue false
   */
  readonly merge?: boolean;
}

/**
 * The exact dynamics of the desk behind an action library, a mask, a reward function and an encoder: `play` as a table. A
 * state is an episode without its history. Actions outside the mask are not offered.
 */
export class DeskModel implements TransitionModel<Position> {
  readonly actionCount: number;
  readonly #setup: TabularSetup;
  readonly #scenarios: readonly Scenario[];
  readonly #moves: LibraryMoves;
  readonly #encoder: Encoder;
  readonly stateKey: (state: Position) => string;

  constructor(setup: TabularSetup, { scenarios = setup.scenarios, merge = false }: DeskModelOptions = {}) {
    this.#setup = setup;
    this.#scenarios = scenarios;
    this.stateKey = keyFor(setup, merge);
    this.#moves = new LibraryMoves(setup);
    this.#encoder = setup.encoder;
    this.actionCount = setup.library.size;
  }

  initial(): readonly { readonly probability: number; readonly state: Position }[] {
    const probability = 1 / this.#scenarios.length;
    return this.#scenarios.map((scenario) => ({ probability, state: open(scenario, this.#setup.rules) }));
  }

  actions({ view }: Position): readonly number[] {
    if (view.ended) return [];
    const mask = this.#moves.maskOf(view);
    const allowed: number[] = [];
    for (let action = 0; action < mask.length; action += 1) if (mask[action] === 1) allowed.push(action);
    return allowed;
  }

  transitions(state: Position, action: number): readonly ModelTransition<Position>[] {
    const move = this.#moves.moveOf(action, state.view);
    const { next, reward, terminated, truncated } = play(state, move);
    return [{ probability: 1, next, reward, terminated, truncated }];
  }

  observe({ view }: Position): number {
    return this.#encoder.encode(view);
  }

  score({ grade }: Position): number {
    return grade.rawScore;
  }

  actionName(action: number): string {
    return this.#setup.library.at(action).name;
  }
}

function keyFor(setup: TabularSetup, merge: boolean): (state: Position) => string {
  if (merge) return mergingKey(setup);
  return setup.hasOwnReward ? exactKey : episodeKey;
}

/** The coarsest exact key. */
function mergingKey({ mask, library }: TabularSetup): (state: Position) => string {
  const { actions } = library;
  // A library that can always submit never falls back to a looser mask.
  const submits = actions.some(({ group, writes }) => group === "submit" && writes.length === 0);
  if (mask === "once" && submits) return gradeKey;
  if (mask === "workflow" && submits) return stagedGradeKey;
  return writesApart(actions) && mask !== "workflow" ? rewrittenGradeKey : episodeKey;
}

/** Whether any two actions write the same slots or none in common. */
function writesApart(actions: readonly MacroAction[]): boolean {
  const written = [...new Set(actions.map(({ writes }) => writes.toSorted().join()))];
  const slots = written.flatMap((slots) => (slots === "" ? [] : slots.split(",")));
  return new Set(slots).size === slots.length;
}
