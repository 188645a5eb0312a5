import { Box } from "../../../spaces/box.ts";
import { Discrete } from "../../../spaces/discrete.ts";
import { MultiDiscrete } from "../../../spaces/multi-discrete.ts";
import type { Report } from "../../check.ts";
import type { EnvCheck, EnvTrial } from "../trial.ts";
import { isSpace, ofEverySpace, type PlacedSpace } from "./space-walk.ts";

/** The entries of a box for which something holds, such as `[0], [3]`; `undefined` for other spaces and for none. */
function entries({ space }: PlacedSpace, holds: (low: number, high: number) => boolean): string | undefined {
  if (!(space instanceof Box)) return undefined;
  const found = space.low.flatMap((low, entry) => {
    const high = space.high[entry] ?? low;
    return holds(low, high) ? [`[${entry}] from ${low} to ${high}`] : [];
  });
  return found.length === 0 ? undefined : found.join(", ");
}

function checkConstant(placed: PlacedSpace, report: Report): void {
  const got = entries(placed, (low, high) => low === high);
  if (got !== undefined) report({ path: placed.path, expected: "low < high in every entry", got });
}

function checkInfinite(placed: PlacedSpace, report: Report): void {
  const got = entries(placed, (low, high) => !Number.isFinite(low) || !Number.isFinite(high));
  if (got !== undefined) report({ path: placed.path, expected: "finite bounds in every entry", got });
}

function checkScale(placed: PlacedSpace, report: Report): void {
  if (!placed.isAction) return;
  const got = entries(placed, (low, high) => Number.isFinite(low) && low !== 0 && low !== -high);
  if (got !== undefined) report({ path: placed.path, expected: "bounds like [-1, 1] or [0, 1]", got });
}

function checkStart({ space, path, isAction }: PlacedSpace, report: Report): void {
  if (!isAction || !(space instanceof Discrete || space instanceof MultiDiscrete)) return;
  const start = [space.start].flat();
  if (start.some((each) => each !== 0)) report({ path: `${path}.start`, expected: "0", got: space.start });
}

const expectedTable = "a Discrete space, whose values number the rows of a table";

function notNumbered(name: "observationSpace" | "actionSpace"): (trial: EnvTrial, report: Report) => void {
  return ({ make }, report) => {
    const space: unknown = make()[name];
    if (!isSpace(space) || space instanceof Discrete) return;
    report({ path: name, expected: expectedTable, got: String(space) });
  };
}

/** What is allowed in a space and gets in the way of learning. */
export const SPACE_NOTICES: readonly EnvCheck[] = [
  {
    code: "ENV-SPACE-014",
    severity: "warning",
    title: "no entry of a Box is constant",
    hint: "Leave an entry that never changes out of the space.",
    run: ofEverySpace(checkConstant),
  },
  {
    code: "ENV-SPACE-015",
    severity: "warning",
    title: "the bounds of a Box are finite",
    hint: "Give the range that can occur: features without one cannot be scaled or cut into bins.",
    run: ofEverySpace(checkInfinite),
  },
  {
    code: "ENV-SPACE-016",
    severity: "warning",
    title: "a Box of actions begins at 0 or lies evenly around it",
    hint: "Scale actions to [-1, 1] or [0, 1] and convert them inside `step`.",
    run: ofEverySpace(checkScale),
  },
  {
    code: "ENV-SPACE-017",
    severity: "warning",
    title: "actions count from 0",
    hint: "Leave `start` out of the action space and add it inside `step`: learners and masks number actions from 0.",
    run: ofEverySpace(checkStart),
  },
  {
    code: "ENV-SPACE-018",
    severity: "warning",
    title: "observations number the rows of a table",
    hint: "Fine for learners from features; for tabular ones put `TabularKey` around it, or `DiscretizeObservation` around a Box.",
    run: notNumbered("observationSpace"),
  },
  {
    code: "ENV-SPACE-019",
    severity: "warning",
    title: "actions number the columns of a table",
    hint: "For tabular learners put `FlattenActions` around it, or `DiscretizeAction` around a Box.",
    run: notNumbered("actionSpace"),
  },
];
