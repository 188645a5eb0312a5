import type { Transition } from "../../core/agent.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import type { Exploration } from "../exploration/exploration.ts";
import type { Row } from "../row.ts";

/**
 * Refuses a transition that says nothing about how likely its action was.
 * @throws {InvalidArgumentError} If its propensity is not above 0.
 */
export function requirePropensity({ propensity, context }: Transition): void {
  if (propensity > 0 && Number.isFinite(propensity)) return;
  throw new InvalidArgumentError(
    `Expected \`propensity\` to be above 0, got ${propensity} in row ${context}: give what \`act\` returned.`,
  );
}

/** Policies that can be learned while another may act. */
export const TARGETS = ["greedy", "behaviour"] as const;

/**
 * The policy π that an agent learns: greedy with equal shares for actions that tie, or the behaviour policy as it is now.
 * One object is read again and again.
 */
export class TargetPolicy {
  readonly isBehaviour: boolean;
  readonly #exploration: Exploration;
  readonly #probabilities: Float64Array;
  #mean = 0;

  constructor(kind: unknown, exploration: Exploration, actionCount: number) {
    this.isBehaviour = kind === "behaviour";
    this.#exploration = exploration;
    this.#probabilities = new Float64Array(actionCount);
  }

  /** Looks at the policy in a row. */
  read(row: Row): void {
    const probabilities = this.#probabilities;
    if (this.isBehaviour) {
      this.#exploration.writeProbabilities(row, probabilities);
    } else {
      const { greedy } = row;
      probabilities.fill(0);
      for (let rank = 0; rank < greedy.tieCount; rank += 1) {
        probabilities[greedy.at(rank)] = 1 / greedy.tieCount;
      }
    }
    this.#mean = 0;
    for (let action = 0; action < probabilities.length; action += 1) {
      const probability = probabilities[action] ?? 0;
      if (probability > 0) this.#mean += probability * row.value(action);
    }
  }

  /** Σ π(a | s) · Q(s, a) of the row just read. */
  get mean(): number {
    return this.#mean;
  }

  /** π(a | s) of the row just read. */
  probability(action: number): number {
    return this.#probabilities[action] ?? 0;
  }
}
