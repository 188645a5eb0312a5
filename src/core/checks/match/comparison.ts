import type { StepResult } from "../../env.ts";
import { GymError, show } from "../../errors.ts";
import { type Check, findingOf } from "../check.ts";
import { type Difference, firstDifference } from "../difference.ts";
import type { Finding } from "../finding.ts";
import type { InfoComparison, MatchPart, MatchSettings } from "./options.ts";
import { hasEnded, type MatchCall, type MatchedResult } from "./script.ts";

/** What one side did: gave a result, or threw. */
export type Reply = MatchedResult | { readonly error: unknown };

type MatchCheck = Check<never>;

const HINT = "Play the same seed and actions in both up to this place and look at what differs before it.";

function matchCheck(code: string, title: string, hint = HINT): MatchCheck {
  return { code, severity: "error", title, hint, run: () => {} };
}

const CALL = matchCheck(
  "MATCH-CALL-001",
  "both sides answer",
  "Make both accept the same seeds, options and actions.",
);
const INFO = matchCheck("MATCH-INFO-001", "the infos are the same");
const PARTS: readonly (readonly [Exclude<MatchPart, "spaces" | "mask">, MatchCheck])[] = [
  ["observation", matchCheck("MATCH-OBS-001", "the observations are the same")],
  ["reward", matchCheck("MATCH-REWARD-001", "the rewards are the same")],
  ["terminated", matchCheck("MATCH-END-001", "both terminate in the same step")],
  ["truncated", matchCheck("MATCH-END-002", "both are truncated in the same step")],
];
const MASK = matchCheck("MATCH-MASK-001", "the action masks are the same");

/** Keys of an info that repeat a part of the result. */
const COPIES: ReadonlyMap<MatchPart, readonly string[]> = new Map<MatchPart, readonly string[]>([
  ["mask", ["actionMask", "bootstrapMask"]],
  ["reward", ["rewardComponents"]],
]);

/** Compares two sides call by call, until the first in which they differ. */
export class Comparison {
  readonly #skip: ReadonlySet<MatchPart>;
  readonly #info: InfoComparison;
  readonly #unread: ReadonlySet<string>;
  readonly #findings: Finding[] = [];
  #episode = -1;
  #step = 0;

  constructor({ skip, info }: MatchSettings) {
    this.#skip = new Set(skip);
    this.#info = info;
    this.#unread = new Set(skip.flatMap((part) => COPIES.get(part) ?? []));
  }

  /** What differed, in the order of the parts. */
  get findings(): readonly Finding[] {
    return this.#findings;
  }

  /** Compares what both sides did on a call. @returns The first side's result, or `undefined` if they differ. */
  take(call: MatchCall, a: Reply, b: Reply): MatchedResult | undefined {
    this.#advance(call);
    if ("error" in a || "error" in b) {
      this.#report(CALL, { path: "", expected: outcomeOf(a), got: outcomeOf(b) });
      return undefined;
    }
    this.#compareResults(a, b);
    return this.#findings.length === 0 ? a : undefined;
  }

  #advance({ kind }: MatchCall): void {
    if (kind === "step") {
      this.#step += 1;
      return;
    }
    this.#episode += 1;
    this.#step = 0;
  }

  #compareResults(a: MatchedResult, b: MatchedResult): void {
    const before: Partial<StepResult<unknown, object>> = a.result;
    const after: typeof before = b.result;
    for (const [part, check] of PARTS) {
      if (!this.#skip.has(part)) this.#report(check, firstDifference(before[part], after[part], part));
    }
    // An ended episode offers no more actions.
    const offers = !hasEnded(a) && !hasEnded(b);
    if (offers && !this.#skip.has("mask")) this.#report(MASK, firstDifference(a.mask, b.mask, "actionMask"));
    this.#report(INFO, infoDifference(this.#info, this.#read(a), this.#read(b)));
  }

  /** The info without copies of what is skipped. */
  #read({ result }: MatchedResult): object {
    if (this.#unread.size === 0) return result.info;
    return Object.fromEntries(Object.entries(result.info).filter(([key]) => !this.#unread.has(key)));
  }

  #report(check: MatchCheck, found: Difference | undefined): void {
    if (found === undefined) return;
    const place = this.#step === 0 ? "reset" : `step ${this.#step}`;
    const path = [`episode ${this.#episode}`, place, found.path].filter((part) => part !== "").join(" · ");
    this.#findings.push(findingOf(check, { ...found, path }));
  }
}

function infoDifference(comparison: InfoComparison, a: object, b: object): Difference | undefined {
  switch (comparison) {
    case "skip":
      return undefined;
    case "equivalence":
      return firstDifference(a, b, "info");
    case "superset":
      return firstDifference(a, shared(a, b), "info");
    case "keys-equivalence":
      return firstDifference(keysOf(a), keysOf(b), "info");
    case "keys-superset":
      return firstDifference(keysOf(a), keysOf(shared(a, b)), "info");
  }
}

/** What the second has of the keys of the first. */
function shared(a: object, b: object): object {
  return Object.fromEntries(Object.entries(b).filter(([key]) => Object.hasOwn(a, key)));
}

function keysOf(info: object): object {
  return Object.fromEntries(Object.keys(info).map((key) => [key, "present"]));
}

function outcomeOf(answer: Reply): string {
  if (!("error" in answer)) return "a result";
  const { error } = answer;
  if (error instanceof GymError) return `${error.code}: ${error.message}`;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(show(error));
}
