import { z } from "zod";
import type { Transition } from "../../core/agent.ts";
import { SnapshotError } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { numberParameter } from "../../core/parameters.ts";
import { HighestIndex } from "../exploration/highest-index.ts";
import { numberOf } from "../hyperparameters.ts";
import { describeIssue } from "../issues.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { Bandit } from "./bandit.ts";
import { Column } from "./column.ts";
import { CONFIDENCE, XI } from "./confidence.ts";
import { allowedSum, type DriftBonus } from "./discounted-ucb.ts";

/**
 * What is added to the mean of a window, `B · sqrt(ξ · ln N / n)`, in reward units.
 *
 * @param pulls - n, pulls of the arm in the window, ≥ 1.
 * @param total - N, pulls of all allowed arms in the window: at most its length.
 * @see Garivier & Moulines, On Upper-Confidence Bound Policies for Switching Bandit Problems (ALT 2011), §3.2.
 */
export function slidingWindowBonus(pulls: number, total: number, { width, xi }: DriftBonus): number {
  return width * Math.sqrt((xi * Math.log(total)) / pulls);
}

/** The last pulls of a row, as a ring. */
interface Window {
  readonly actions: number[];
  readonly rewards: number[];
  /** Where the oldest pull is. */
  start: number;
}

/**
 * Sliding-window UCB, for rewards that change at once: it takes the action of highest mean over the last τ pulls of the
 * row plus {@link slidingWindowBonus}. Actions without a pull in the window come first.
 *
 * Draws one `integer` where several actions tie. An action that has left the window keeps the last mean as its value. With
 * a window that nothing leaves and ξ = 2 it is UCB1.
 */
export class SlidingWindowUcb extends Bandit {
  readonly #length: number;
  readonly #pulls: Column;
  readonly #gains: Column;
  /** By row of the table, counted from 1. */
  readonly #windows: Window[] = [];

  constructor(setup: TableSetup) {
    const { hyperparameters, actionCount } = setup;
    const bonus = { width: numberOf(hyperparameters, "confidence"), xi: numberOf(hyperparameters, "xi") };
    const [pulls, gains] = [new Column({ width: actionCount, min: 0 }), new Column({ width: actionCount })];
    const exploration = new HighestIndex(actionCount, {
      total: (row) => allowedSum(pulls, row),
      index: (row, action, total) => {
        const count = pulls.get(row.offset + action);
        if (count === 0) return Number.POSITIVE_INFINITY;
        return row.value(action) + slidingWindowBonus(count, total, bonus);
      },
    });
    super(setup, { name: "sliding-window-ucb", exploration, columns: { gains } });
    this.#length = numberOf(hyperparameters, "window");
    this.#pulls = pulls;
    this.#gains = gains;
    if (setup.saved !== undefined) this.#loadWindows(setup.saved.extra as JsonObject);
  }

  protected override update({ context, action, reward }: Transition): void {
    const place = this.table.visit(context, action);
    const offset = place - action;
    const window = this.#windowOf(offset / this.actionCount);
    const { actions, rewards, start } = window;
    if (actions.length < this.#length) {
      actions.push(action);
      rewards.push(reward);
    } else {
      this.#count(offset + (actions[start] ?? 0), -1, -(rewards[start] ?? 0));
      actions[start] = action;
      rewards[start] = reward;
      window.start = (start + 1) % this.#length;
    }
    this.#count(place, 1, reward);
  }

  protected override saveExtra(): JsonValue | undefined {
    const windows = Array.from({ length: this.table.size }, (_, row) => {
      const { actions, rewards, start } = this.#windowOf(row + 1);
      const inOrder = (list: readonly number[]): number[] => [...list.slice(start), ...list.slice(0, start)];
      return { actions: inOrder(actions), rewards: inOrder(rewards) };
    });
    return { ...(super.saveExtra() as JsonObject), windows };
  }

  /** Adds pulls and gains to a place and puts its mean into the table, or an exact 0 where no pull is left. */
  #count(place: number, pulls: number, gain: number): void {
    this.#pulls.add(place, pulls);
    const count = this.#pulls.get(place);
    this.#gains.set(place, count === 0 ? 0 : this.#gains.get(place) + gain);
    if (count > 0) this.table.values[place] = this.#gains.get(place) / count;
  }

  #windowOf(row: number): Window {
    const window = this.#windows[row] ?? { actions: [], rewards: [], start: 0 };
    this.#windows[row] = window;
    return window;
  }

  #loadWindows(extra: JsonObject): void {
    const Action = z
      .int()
      .min(0)
      .max(this.actionCount - 1);
    const Saved = z.strictObject({
      actions: z.array(Action).max(this.#length),
      rewards: z.array(z.number()).max(this.#length),
    });
    const { success, data, error } = z.array(Saved).length(this.table.size).safeParse(extra["windows"]);
    const isUneven = success && data.some(({ actions, rewards }) => actions.length !== rewards.length);
    if (!success || isUneven) {
      const problem = success ? "a window has not as many actions as rewards" : describeIssue(error);
      throw new SnapshotError(`The saved ${this.name} does not fit at \`extra.windows\`: ${problem}.`);
    }
    for (const [index, { actions, rewards }] of data.entries()) {
      this.#windows[index + 1] = { actions, rewards, start: 0 };
      for (const action of actions) this.#pulls.add((index + 1) * this.actionCount + action, 1);
    }
  }
}

registerTableAgent("sliding-window-ucb", {
  family: "bandit",
  summary: "UCB that looks at the last rewards only, for rewards that change",
  source: "Garivier & Moulines 2011, §3.2",
  parameters: [
    numberParameter({
      name: "window",
      default: 1000,
      meaning: "τ, pulls of a row that count",
      min: 1,
      max: 1e6,
      integer: true,
    }),
    CONFIDENCE,
    XI,
  ],
  build: (setup) => new SlidingWindowUcb(setup),
});
