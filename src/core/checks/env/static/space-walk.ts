import type { Space } from "../../../space.ts";
import { Dict, type SpaceRecord } from "../../../spaces/dict.ts";
import { OneOf } from "../../../spaces/one-of.ts";
import { Sequence } from "../../../spaces/sequence.ts";
import { Tuple } from "../../../spaces/tuple.ts";
import type { Report } from "../../check.ts";
import type { EnvCheck, EnvTrial } from "../trial.ts";

/** A space of an environment, or a part of one, and where it stands. */
export interface PlacedSpace {
  readonly space: Space<unknown>;
  /** Such as `observationSpace.ticket[2]`. */
  readonly path: string;
  /** Whether it is the action space or a part of it. */
  readonly isAction: boolean;
}

/** The spaces that a space is made of, each with its place; empty where it is not composite. */
export function partsOf(space: unknown): readonly (readonly [place: string, part: Space<unknown>])[] {
  if (space instanceof Dict) {
    const { spaces }: Dict<SpaceRecord> = space;
    return Object.entries(spaces).map(([key, part]) => [`.${key}`, part]);
  }
  if (space instanceof Tuple || space instanceof OneOf) {
    return [...space.spaces].map((part, place) => [`[${place}]`, part]);
  }
  return space instanceof Sequence ? [["[]", space.space]] : [];
}

/** Whether a value has what every space has. */
export function isSpace(value: unknown): value is Space<unknown> {
  if (typeof value !== "object" || value === null) return false;
  const { size, sample, contains, seed } = value as Partial<Space<unknown>>;
  return typeof size === "number" && [sample, contains, seed].every((each) => typeof each === "function");
}

function* withParts(placed: PlacedSpace): Generator<PlacedSpace> {
  if (!isSpace(placed.space)) return;
  yield placed;
  for (const [place, space] of partsOf(placed.space)) {
    yield* withParts({ ...placed, space, path: `${placed.path}${place}` });
  }
}

/** Both spaces of an environment with all their parts; what is no space is left out. */
export function placedSpaces({ make }: EnvTrial): readonly PlacedSpace[] {
  const { observationSpace, actionSpace } = make();
  return [
    ...withParts({ space: observationSpace, path: "observationSpace", isAction: false }),
    ...withParts({ space: actionSpace, path: "actionSpace", isAction: true }),
  ];
}

/** A check that looks at every space and every part of one. */
export function ofEverySpace(inspect: (placed: PlacedSpace, report: Report) => void): EnvCheck["run"] {
  return (trial, report) => {
    for (const placed of placedSpaces(trial)) inspect(placed, report);
  };
}
