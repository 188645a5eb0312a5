import type { Report } from "../../check.ts";
import { errorText } from "../../check.ts";
import { firstDifference } from "../../difference.ts";
import { kindOf, showValue } from "../../show-value.ts";
import type { EnvCheck, EnvTrial } from "../trial.ts";
import { sampleAllowed } from "../trial.ts";
import { holdsIntegers } from "./space-kinds.ts";
import { ofEverySpace, type PlacedSpace } from "./space-walk.ts";

const SAMPLES = 32;
const LARGEST_MASK = 1_000_000;

/** Values of every kind that somebody may pass by mistake. */
export const STRANGE_VALUES: readonly unknown[] = [
  ...[undefined, null, true, "0", "nonsense", Number.NaN, Number.POSITIVE_INFINITY],
  ...[10n, {}, [], [undefined], new Map(), (): number => 0],
];

function checkSamples({ space, path }: PlacedSpace, report: Report): void {
  const values = Array.from({ length: SAMPLES }, () => space.sample());
  const stranger = values.find((value) => space.contains(value) !== true);
  if (stranger === undefined) return;
  report({ path, expected: `samples inside ${String(space)}`, got: stranger });
}

function checkAnswers({ space, path }: PlacedSpace, report: Report): void {
  for (const value of STRANGE_VALUES) {
    try {
      const answer: unknown = space.contains(value);
      if (typeof answer === "boolean") continue;
      report({ path, expected: `true or false from contains(${showValue(value)})`, got: kindOf(answer) });
    } catch (error) {
      report({ path, expected: `true or false from contains(${showValue(value)})`, got: errorText(error) });
    }
  }
}

function checkFractions({ space, path }: PlacedSpace, report: Report): void {
  if (!holdsIntegers(space)) return;
  const value = (space.sample() as number) + 0.5;
  if (space.contains(value)) report({ path, expected: `contains(${value}) to be false`, got: "true" });
}

function checkEmptyMask({ space, path }: PlacedSpace, report: Report): void {
  if (!holdsIntegers(space) || space.size > LARGEST_MASK) return;
  const mask = new Uint8Array(space.size);
  try {
    report({ path, expected: "an error from sample with a mask of zeros", got: space.sample(mask) });
  } catch {
    // The right answer: a state without an allowed action is a mistake that a silent default would hide.
  }
}

function checkSeeding({ space, path }: PlacedSpace, report: Report): void {
  const draw = (): unknown[] => {
    space.seed(7);
    return Array.from({ length: SAMPLES }, () => space.sample());
  };
  const different = firstDifference(draw(), draw(), `${path} · sample`);
  if (different !== undefined) report(different);
}

function checkIdentity({ make, seed }: EnvTrial, report: Report): void {
  const env = make();
  const seen = [env.observationSpace, env.actionSpace];
  const compare = (when: string): void => {
    const now = [env.observationSpace, env.actionSpace];
    for (const [index, name] of ["observationSpace", "actionSpace"].entries()) {
      if (seen[index] === now[index]) continue;
      report({ path: name, expected: "the same object at every read", got: `another one ${when}` });
    }
  };
  compare("when read again");
  env.reset({ seed });
  compare("after reset");
  env.step(sampleAllowed(env));
  compare("after step");
}

/** How spaces behave when they are used. */
export const SPACE_USE_CHECKS: readonly EnvCheck[] = [
  {
    code: "ENV-SPACE-008",
    severity: "error",
    title: "a space contains its own samples",
    hint: "Draw in `sample` only values for which `contains` is true.",
    run: ofEverySpace(checkSamples),
  },
  {
    code: "ENV-SPACE-009",
    severity: "error",
    title: "`contains` answers true or false for any value at all",
    hint: "Test the type first and return false for what cannot be a member; do not throw.",
    run: ofEverySpace(checkAnswers),
  },
  {
    code: "ENV-SPACE-010",
    severity: "error",
    title: "a space of integers does not contain fractions",
    hint: "Test with `Number.isInteger(value)` before the range.",
    run: ofEverySpace(checkFractions),
  },
  {
    code: "ENV-SPACE-011",
    severity: "error",
    title: "sampling with a mask that allows nothing is an error",
    hint: "Call `checkMask` in `sample`: a default would hide a state without an allowed action.",
    run: ofEverySpace(checkEmptyMask),
  },
  {
    code: "ENV-SPACE-012",
    severity: "error",
    title: "a space gives the same samples for the same seed",
    hint: "Draw only from a stream that `seed` restarts.",
    run: ofEverySpace(checkSeeding),
  },
  {
    code: "ENV-SPACE-013",
    severity: "error",
    title: "the spaces stay the same objects",
    hint: "Make each space once, in a field; a getter that makes a new one loses its seed at every read.",
    run: checkIdentity,
  },
];
