import type { BaseInfo, StepResult } from "./env.ts";
import { InvalidArgumentError } from "./errors.ts";
import { merged } from "./merged.ts";
import { Wrapper } from "./wrapper.ts";

type RewardParts = Readonly<Record<string, number>>;

/** What a part made of frozen parts when it was first added to them. */
interface Extension {
  readonly name: string;
  readonly part: number;
  /** Frozen, so that they can be shown again. */
  readonly parts: RewardParts;
  /** The same to copy from, which is quick where nothing is frozen. */
  readonly template: RewardParts;
}

/**
 * Adds one named part to the reward and to `info.rewardComponents`, which sum to the reward exactly.
 * Where the inner environment names no parts, its reward becomes the part `reward`. `info.episode` stays as it is, so
 * its return is the unchanged one.
 */
export abstract class RewardWrapper<Observation, Action, Info extends BaseInfo = BaseInfo> extends Wrapper<
  Observation,
  Action,
  Info
> {
  override readonly changesTask: boolean = true;

  /** By frozen parts of the inner environment: these may come again. */
  readonly #known = new WeakMap<RewardParts, Extension>();

  /** Name of the part; a second wrapper with the same name gets a number behind it. */
  protected abstract readonly component: string;

  /** What to add to the reward of a step. */
  protected abstract addition(result: StepResult<Observation, Info>): number;

  /** @throws {InvalidArgumentError} If the part is not a finite number. */
  override step(action: Action): StepResult<Observation, Info> {
    const result = this.inner.step(action);
    const part = this.addition(result);
    if (!Number.isFinite(part)) {
      throw new InvalidArgumentError(
        `Expected the part \`${this.component}\` of the reward to be finite, got ${part}.`,
      );
    }
    const { observation, reward, terminated, truncated, info } = result;
    const before = info.rewardComponents;
    const rewardComponents = this.#extended(before ?? { reward }, part);
    return {
      observation,
      reward: reward + part,
      terminated,
      truncated,
      info: before === undefined ? merged(info, { rewardComponents }) : { ...info, rewardComponents },
    };
  }

  /** The parts with one more. */
  #extended(before: RewardParts, part: number): RewardParts {
    const known = this.#known.get(before);
    if (known === undefined) return this.#extendedAnew(before, part);
    if (Object.is(known.part, part)) return known.parts;
    const parts: Record<string, number> = { ...known.template };
    parts[known.name] = part;
    return parts;
  }

  #extendedAnew(before: RewardParts, part: number): RewardParts {
    const name = freeName(this.component, before);
    const template = merged(before, { [name]: part });
    if (!Object.isFrozen(before)) return template;
    const parts = Object.freeze({ ...template });
    this.#known.set(before, { name, part, parts, template });
    return parts;
  }
}

function freeName(name: string, taken: object): string {
  let free = name;
  for (let copy = 2; free in taken; copy += 1) free = `${name}_${copy}`;
  return free;
}
