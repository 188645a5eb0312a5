import type { Report } from "../../check.ts";
import { errorText } from "../../check.ts";
import { firstDifference } from "../../difference.ts";
import { kindOf } from "../../show-value.ts";
import type { EnvCheck, EnvTrial } from "../trial.ts";

const ID = /^([\w.-]+\/)?[\w.:-]+-v(0|[1-9]\d*)$/;

function checkId({ make }: EnvTrial, report: Report): void {
  const { spec } = make();
  if (spec === undefined) return;
  const id: unknown = spec?.id;
  if (typeof id === "string" && ID.test(id)) return;
  const got = typeof id === "string" ? id : kindOf(spec);
  report({ path: "spec.id", expected: "an id like `namespace/Name-v1`", got });
}

function checkWritable({ make }: EnvTrial, report: Report): void {
  const { spec } = make();
  if (spec === undefined) return;
  try {
    const written: unknown = spec.toJSON();
    const different = firstDifference(written, JSON.parse(JSON.stringify(written)), "spec");
    if (different !== undefined) report(different);
  } catch (error) {
    report({ path: "spec", expected: "plain JSON", got: errorText(error) });
  }
}

/** What an environment says of how it was made. */
export const SPEC_CHECKS: readonly EnvCheck[] = [
  {
    code: "ENV-SPEC-001",
    severity: "error",
    title: "the spec names an id with a version",
    hint: "Pass on the spec that `create` is given, or leave it undefined in an environment that is not registered.",
    run: checkId,
  },
  {
    code: "ENV-SPEC-002",
    severity: "error",
    title: "the spec can be written as JSON",
    hint: "Take names and plain data as options: what holds a function cannot be made again from a manifest.",
    run: checkWritable,
  },
];
