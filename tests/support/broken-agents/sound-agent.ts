import type { Agent, Choice, Explanation, SavedAgent, Transition } from "../../../src/core/agent.ts";
import { AGENT_STATE_SCHEMA } from "../../../src/core/agent-registry.ts";
import type { AgentCheckSetup } from "../../../src/core/checks/check-agent.ts";
import { InvalidArgumentError, SnapshotError } from "../../../src/core/errors.ts";
import type { JsonObject, JsonValue } from "../../../src/core/json.ts";
import { checkMask, countAllowed, fullMask, type Mask, nthAllowed } from "../../../src/core/mask.ts";
import { createRng, Rng, type RngState } from "../../../src/core/random.ts";

/** What a sound agent is made of; `saved` continues an earlier one. */
export interface SoundSetup extends AgentCheckSetup {
  /** Initial values by row, 0 where there is none. */
  readonly initial?: ReadonlyMap<number, number>;
  readonly saved?: SavedState;
}

/** What a sound agent saves. */
export interface SavedState extends JsonObject {
  readonly actionCount: number;
  readonly seed: number;
  readonly episodes: number;
  readonly rng: JsonObject;
  /** Row, values and counts. */
  readonly rows: readonly (readonly [number, readonly number[], readonly number[]])[];
}

interface Row {
  values: number[];
  counts: number[];
}

/** The plainest Q-learner that passes every check, open to subclasses that spoil one thing. */
export class SoundAgent implements Agent {
  readonly name: string = "sound";
  readonly actionCount: number;
  readonly seed: number;
  protected readonly gamma: number;
  protected readonly horizon: number;
  protected readonly initial: ReadonlyMap<number, number>;
  protected readonly rng: Rng;
  protected readonly rows = new Map<number, Row>();
  protected episodes = 0;

  constructor({ actionCount, seed, discount, horizon, initial = new Map(), saved }: SoundSetup) {
    this.actionCount = actionCount;
    this.seed = seed;
    this.gamma = discount;
    this.horizon = horizon;
    this.initial = initial;
    this.rng = saved === undefined ? this.stream(seed) : Rng.fromState(saved.rng as unknown as RngState);
    this.episodes = saved?.episodes ?? 0;
    for (const [row, values, counts] of saved?.rows ?? []) {
      this.rows.set(row, { values: [...values], counts: [...counts] });
    }
  }

  get discount(): number {
    return this.gamma;
  }

  act(context: number, mask: Mask): Choice {
    this.checkMask(mask);
    const best = this.best(context, mask);
    const epsilon = this.epsilon();
    const action = this.rng.next() < this.exploring(epsilon) ? this.explore(mask) : this.tie(best);
    return { action, propensity: this.propensity({ action, best, epsilon, mask }) };
  }

  actGreedily(context: number, mask: Mask): number {
    this.checkMask(mask);
    return this.evaluationTie(context, this.best(context, mask));
  }

  learn(transition: Transition): void {
    this.check(transition);
    this.update(transition);
    if (transition.terminated || transition.truncated) this.episodes += 1;
  }

  explain(context: number, mask: Mask = fullMask(this.actionCount)): Explanation {
    const { values, counts } = this.read(context);
    return { values: [...values], counts: [...counts], greedy: this.best(context, mask) };
  }

  toJSON(): SavedAgent {
    const { name, gamma, horizon } = this;
    return { schema: AGENT_STATE_SCHEMA, name, hyperparameters: { gamma, horizon }, state: this.state() };
  }

  protected state(): SavedState {
    const rows = [...this.rows].map(([row, { values, counts }]) => [row, [...values], [...counts]] as const);
    const { actionCount, seed, episodes } = this;
    return { actionCount, seed, episodes, rng: { ...this.rng.save() }, rows };
  }

  protected stream(seed: number): Rng {
    return createRng(seed).fork("agent");
  }

  protected checkMask(mask: Mask): void {
    checkMask(mask, this.actionCount);
  }

  protected check({ action, reward }: Transition): void {
    const known = Number.isInteger(action) && action >= 0 && action < this.actionCount;
    if (!known) throw new InvalidArgumentError(`Expected a known action, got ${action}.`);
    if (!Number.isFinite(reward)) throw new InvalidArgumentError(`Expected a finite reward, got ${reward}.`);
  }

  protected epsilon(): number {
    return Math.max(0.1, 1 - this.episodes / this.horizon);
  }

  protected exploring(epsilon: number): number {
    return epsilon;
  }

  protected explore(mask: Mask): number {
    return nthAllowed(mask, this.rng.integer(countAllowed(mask)));
  }

  protected tie(best: readonly number[]): number {
    return best[this.rng.integer(best.length)] ?? 0;
  }

  protected evaluationTie(context: number, best: readonly number[]): number {
    return best[createRng(this.seed).fork(`tie ${context}`).integer(best.length)] ?? 0;
  }

  protected propensity({ action, best, epsilon, mask }: Drawn): number {
    const exploiting = best.includes(action) ? (1 - epsilon) / best.length : 0;
    return epsilon / countAllowed(mask) + exploiting;
  }

  protected update(transition: Transition): void {
    this.move(transition, this.target(transition));
  }

  protected move({ context, action }: Transition, target: number, stepSize = 0.2): void {
    const { values, counts } = this.read(context);
    values[action] = (values[action] ?? 0) + stepSize * (target - (values[action] ?? 0));
    counts[action] = (counts[action] ?? 0) + 1;
    this.rows.set(context, { values, counts });
  }

  protected target(transition: Transition): number {
    const { reward, terminated } = transition;
    return terminated ? reward : reward + this.discount * this.nextValue(transition);
  }

  protected nextValue({ nextContext, nextMask }: Transition): number {
    return this.highest(nextContext, nextMask);
  }

  protected highest(context: number, mask: Mask): number {
    const { values } = this.read(context);
    return Math.max(...values.filter((_, action) => mask[action] === 1));
  }

  protected best(context: number, mask: Mask): number[] {
    const highest = this.highest(context, mask);
    const { values } = this.read(context);
    return values.flatMap((value, action) => (mask[action] === 1 && value === highest ? [action] : []));
  }

  protected read(context: number): Row {
    const initial = this.initial.get(context) ?? 0;
    const { actionCount } = this;
    return (
      this.rows.get(context) ?? {
        values: new Array<number>(actionCount).fill(initial),
        counts: new Array<number>(actionCount).fill(0),
      }
    );
  }
}

/** A choice that was made. */
export interface Drawn {
  readonly action: number;
  readonly best: readonly number[];
  readonly epsilon: number;
  readonly mask: Mask;
}

/** How a class of sound or broken agents is made. */
export type SoundClass = new (setup: SoundSetup) => SoundAgent;

/** Restores agents of a class, as `agentFromJSON` would. @throws {SnapshotError} If the state is not one. */
export function restoreWith(SomeAgent: SoundClass): (saved: SavedAgent) => SoundAgent {
  return ({ hyperparameters, state }) => {
    const checked = checkState(state);
    const { actionCount, seed } = checked;
    const { gamma, horizon } = hyperparameters as { readonly gamma: number; readonly horizon: number };
    return new SomeAgent({ actionCount, seed, discount: gamma, horizon, saved: checked });
  };
}

function checkState(state: JsonValue): SavedState {
  const given = (state ?? {}) as Readonly<Record<string, JsonValue>>;
  for (const key of ["actionCount", "seed", "episodes"]) {
    if (!Number.isInteger(given[key])) throw new SnapshotError(`Expected \`${key}\` to be an integer.`);
  }
  if (!Array.isArray(given["rows"])) throw new SnapshotError("Expected `rows` to be a list.");
  return given as unknown as SavedState;
}
