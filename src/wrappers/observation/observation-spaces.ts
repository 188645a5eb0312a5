import type { Env } from "../../core/env.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import { unknownName } from "../../core/names.ts";
import { Box } from "../../core/spaces/box.ts";
import { Dict, type SpaceRecord } from "../../core/spaces/dict.ts";

type Observed = Pick<Env, "observationSpace">;

/** The observation space of an environment that observes lists of numbers. @throws {InvalidArgumentError} If it has another kind. */
export function boxObservations({ observationSpace }: Observed): Box {
  if (observationSpace instanceof Box) return observationSpace;
  throw new InvalidArgumentError(
    `Expected an environment with a Box observation space, got ${observationSpace}: put a FlattenObservation inside.`,
  );
}

/** As {@link boxObservations}, with a finite bound on both sides of every entry. @throws {InvalidArgumentError} */
export function boundedObservations(env: Observed): Box {
  const box = boxObservations(env);
  if (box.isBounded()) return box;
  throw new InvalidArgumentError(`Expected an observation space with finite bounds, got ${box}.`);
}

/** The observation space of an environment that observes records. @throws {InvalidArgumentError} If it has another kind. */
export function dictObservations({ observationSpace }: Observed): Dict<SpaceRecord> {
  if (observationSpace instanceof Dict) return observationSpace;
  throw new InvalidArgumentError(
    `Expected an environment with a Dict observation space, got ${observationSpace}: put a TransformObservation inside.`,
  );
}

/** @returns The keys. @throws {GymError} If there is none, one stands twice, or one is not in the space. */
export function chosenKeys<Key extends string>(
  keys: readonly Key[],
  { keys: known }: Dict<SpaceRecord>,
): readonly Key[] {
  if (keys.length === 0 || new Set(keys).size < keys.length) {
    throw new InvalidArgumentError(`Expected \`keys\` to hold distinct keys, got ${JSON.stringify(keys)}.`);
  }
  const unknown = keys.find((key) => !known.includes(key));
  if (unknown !== undefined) throw unknownName("key", unknown, known);
  return keys;
}
