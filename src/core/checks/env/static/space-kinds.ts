import type { Space } from "../../../space.ts";
import { Box } from "../../../spaces/box.ts";
import { Dict } from "../../../spaces/dict.ts";
import { Discrete } from "../../../spaces/discrete.ts";
import { MultiBinary } from "../../../spaces/multi-binary.ts";
import { MultiDiscrete } from "../../../spaces/multi-discrete.ts";
import { OneOf } from "../../../spaces/one-of.ts";
import { Tuple } from "../../../spaces/tuple.ts";
import type { Report } from "../../check.ts";
import { kindOf } from "../../show-value.ts";
import type { EnvCheck } from "../trial.ts";
import { isSpace, ofEverySpace, type PlacedSpace, partsOf } from "./space-walk.ts";

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;
const product = (sides: readonly number[]): number => sides.reduce((size, side) => size * side, 1);

function existing(name: "observationSpace" | "actionSpace"): EnvCheck["run"] {
  return ({ make }, report) => {
    const space: unknown = make()[name];
    if (!isSpace(space)) report({ path: name, expected: "a space", got: kindOf(space) });
  };
}

function checkDiscrete({ space, path }: PlacedSpace, report: Report): void {
  if (!(space instanceof Discrete)) return;
  const { n, start, labels } = space;
  if (!isCount(n)) report({ path: `${path}.n`, expected: "an integer >= 1", got: n });
  if (!Number.isSafeInteger(start)) report({ path: `${path}.start`, expected: "an integer", got: start });
  if (labels !== undefined && (labels.length !== n || new Set(labels).size !== n)) {
    report({ path: `${path}.labels`, expected: `${n} distinct names`, got: labels });
  }
}

function checkMultiDiscrete({ space, path }: PlacedSpace, report: Report): void {
  if (!(space instanceof MultiDiscrete)) return;
  const { nvec, start } = space;
  if (nvec.length === 0 || !nvec.every(isCount)) {
    report({ path: `${path}.nvec`, expected: "integers >= 1", got: nvec });
  }
  if (start.length !== nvec.length || !start.every(Number.isSafeInteger)) {
    report({ path: `${path}.start`, expected: `${nvec.length} integers`, got: start });
  }
}

function checkMultiBinary({ space, path }: PlacedSpace, report: Report): void {
  if (!(space instanceof MultiBinary)) return;
  const { n, shape } = space;
  if (shape.every(isCount) && product(shape) === n) return;
  report({ path: `${path}.shape`, expected: `sides >= 1 with ${n} bits`, got: shape });
}

function checkComposite({ space, path }: PlacedSpace, report: Report): void {
  const parts = partsOf(space);
  const hasParts = space instanceof Dict || space instanceof Tuple || space instanceof OneOf;
  if (hasParts && parts.length === 0) report({ path, expected: "at least one space", got: "none" });
  for (const [place, part] of parts) {
    if (!isSpace(part)) report({ path: `${path}${place}`, expected: "a space", got: kindOf(part) });
  }
}

function checkBox({ space, path }: PlacedSpace, report: Report): void {
  if (!(space instanceof Box)) return;
  const { low, high, shape } = space;
  const count = product(shape);
  if (!shape.every(isCount) || low.length !== count || high.length !== count) {
    const got = `shape [${shape.join(", ")}] with ${low.length} and ${high.length} bounds`;
    report({ path, expected: "as many bounds as the shape has entries", got });
  }
  const crossed = low.flatMap((each, entry) => {
    const top = high[entry] ?? Number.NaN;
    return each <= top ? [] : [`[${entry}] from ${each} to ${top}`];
  });
  if (crossed.length > 0) report({ path, expected: "low <= high in every entry", got: crossed.join(", ") });
}

/** What each kind of space needs to have. */
export const SPACE_KIND_CHECKS: readonly EnvCheck[] = [
  {
    code: "ENV-SPACE-001",
    severity: "error",
    title: "the environment has an observation space",
    hint: "Set `observationSpace` to a space such as `new Discrete(5)`, with `size`, `sample`, `contains` and `seed`.",
    run: existing("observationSpace"),
  },
  {
    code: "ENV-SPACE-002",
    severity: "error",
    title: "the environment has an action space",
    hint: "Set `actionSpace` to a space such as `new Discrete(2)`, with `size`, `sample`, `contains` and `seed`.",
    run: existing("actionSpace"),
  },
  {
    code: "ENV-SPACE-003",
    severity: "error",
    title: "a Discrete space has an integer n >= 1, an integer start and n distinct labels",
    hint: "Do not override the fields of `Discrete`; its constructor checks them.",
    run: ofEverySpace(checkDiscrete),
  },
  {
    code: "ENV-SPACE-004",
    severity: "error",
    title: "a MultiDiscrete space has integers >= 1 and as many starts",
    hint: "Do not override the fields of `MultiDiscrete`; its constructor checks them.",
    run: ofEverySpace(checkMultiDiscrete),
  },
  {
    code: "ENV-SPACE-005",
    severity: "error",
    title: "a MultiBinary space has sides >= 1 and as many bits",
    hint: "Do not override the fields of `MultiBinary`; its constructor checks them.",
    run: ofEverySpace(checkMultiBinary),
  },
  {
    code: "ENV-SPACE-006",
    severity: "error",
    title: "a composite space has parts, and all of them are spaces",
    hint: "Give `Dict`, `Tuple` and `OneOf` at least one space; leave an empty one out of the composite around it.",
    run: ofEverySpace(checkComposite),
  },
  {
    code: "ENV-SPACE-007",
    severity: "error",
    title: "a Box has low <= high and bounds for each entry of its shape",
    hint: "Do not override the fields of `Box`; its constructor checks them.",
    run: ofEverySpace(checkBox),
  },
];

/** Whether a space holds single integers and can name them all. */
export function holdsIntegers(space: Space<unknown>): boolean {
  return Number.isFinite(space.size) && partsOf(space).length === 0 && Number.isInteger(space.sample());
}
