import type { Env } from "../../src/core/env.ts";
import { ObservationWrapper } from "../../src/core/observation-wrapper.ts";
import { Box } from "../../src/core/spaces/box.ts";
import { Dict } from "../../src/core/spaces/dict.ts";
import { Discrete } from "../../src/core/spaces/discrete.ts";
import { Text } from "../../src/core/spaces/text.ts";
import { Wrapper } from "../../src/core/wrapper.ts";

/** Shows the place of a walk as two numbers: itself, and how far it is from the middle as a share in [-1, 1]. */
export class BoxWalk extends ObservationWrapper<number, readonly number[], number> {
  readonly observationSpace = new Box([0, -1], [40, 1.05]);

  constructor(inner: Env<number, number>) {
    super(inner, {});
  }

  protected override observe(place: number): readonly number[] {
    return [Math.min(place, 40), (place - 20) / 20];
  }
}

/** What a {@link DictWalk} shows. */
export interface WalkFields {
  readonly place: number;
  readonly share: readonly number[];
  readonly word: string;
}

/** Shows the place of a walk in three fields: itself, as a share in [0, 1.025], and as so many letters. */
export class DictWalk extends ObservationWrapper<number, WalkFields, number> {
  readonly observationSpace = new Dict({
    place: new Discrete(42),
    share: new Box(0, 1.025),
    word: new Text(42, { charset: "ab" }),
  });

  constructor(inner: Env<number, number>) {
    super(inner, {});
  }

  protected override observe(place: number): WalkFields {
    return { place, share: [place / 40], word: "b".repeat(Math.max(place, 1)) };
  }
}

/** Draws the place of a walk. */
export class DrawnWalk extends Wrapper<number, number> {
  #place = 0;

  constructor(inner: Env<number, number>) {
    super(inner, {});
  }

  override reset(
    ...given: Parameters<Env<number, number>["reset"]>
  ): ReturnType<Env<number, number>["reset"]> {
    const result = this.inner.reset(...given);
    this.#place = result.observation;
    return result;
  }

  override step(action: number): ReturnType<Env<number, number>["step"]> {
    const result = this.inner.step(action);
    this.#place = result.observation;
    return result;
  }

  override render(): string {
    return `at ${this.#place}`;
  }

  protected override saveState(): number {
    return this.#place;
  }

  protected override loadState(saved: unknown): void {
    this.#place = Number(saved);
  }
}
