import type { Choice, Explanation } from "../../../src/core/agent.ts";
import { countAllowed, fullMask, type Mask } from "../../../src/core/mask.ts";
import type { BrokenAgent } from "./broken-agent.ts";
import { type Drawn, SoundAgent } from "./sound-agent.ts";

class OtherDiscount extends SoundAgent {
  override get discount(): number {
    return 0.9;
  }
}

class ExploresBarredActions extends SoundAgent {
  protected override explore(): number {
    return this.rng.integer(this.actionCount);
  }
}

class PropensityInPercent extends SoundAgent {
  protected override propensity(drawn: Drawn): number {
    return 100 * super.propensity(drawn);
  }
}

class PropensityIgnoresMask extends SoundAgent {
  protected override propensity({ action, best, epsilon, mask }: Drawn): number {
    const exploiting = best.includes(action) ? (1 - epsilon) / best.length : 0;
    return countAllowed(mask) === 1 ? 1 : epsilon / this.actionCount + exploiting;
  }
}

class PropensityForgetsExploration extends SoundAgent {
  protected override propensity(drawn: Drawn): number {
    const { mask, epsilon } = drawn;
    return countAllowed(mask) === 1 ? 1 - epsilon / 2 : super.propensity(drawn);
  }
}

class ExploresTwiceAsOften extends SoundAgent {
  protected override exploring(epsilon: number): number {
    return 2 * epsilon;
  }
}

class TakesAnyMask extends SoundAgent {
  protected override checkMask(): void {}
}

class FirstIndexWhileLearning extends SoundAgent {
  protected override tie(best: readonly number[]): number {
    return best[0] ?? 0;
  }

  protected override propensity(drawn: Drawn): number {
    return super.propensity({ ...drawn, best: drawn.best.slice(0, 1) });
  }
}

class EvaluationAlternates extends SoundAgent {
  #calls = 0;

  protected override evaluationTie(_context: number, best: readonly number[]): number {
    this.#calls += 1;
    return best[this.#calls % best.length] ?? 0;
  }
}

class FirstIndexInEvaluation extends SoundAgent {
  protected override evaluationTie(_context: number, best: readonly number[]): number {
    return best[0] ?? 0;
  }
}

class EvaluationDraws extends SoundAgent {
  override actGreedily(context: number, mask: Mask): number {
    this.rng.next();
    return super.actGreedily(context, mask);
  }
}

class ExplainCreatesRows extends SoundAgent {
  override explain(context: number, mask?: Mask): Explanation {
    this.rows.set(context, this.read(context));
    return super.explain(context, mask);
  }
}

class ExplainLendsItsValues extends SoundAgent {
  override explain(context: number, mask?: Mask): Explanation {
    return { ...super.explain(context, mask), values: this.read(context).values };
  }
}

class EvaluatesTheWorst extends SoundAgent {
  override actGreedily(context: number, mask: Mask): number {
    this.checkMask(mask);
    const { values } = this.read(context);
    const lowest = Math.min(...values.filter((_, action) => mask[action] === 1));
    const worst = values.flatMap((value, action) => (mask[action] === 1 && value === lowest ? [action] : []));
    return this.evaluationTie(context, worst);
  }
}

class ExplainsNoCounts extends SoundAgent {
  override explain(context: number, mask: Mask = fullMask(this.actionCount)): Explanation {
    return { ...super.explain(context, mask), counts: [] };
  }
}

class RankForAction extends SoundAgent {
  override act(context: number, mask: Mask): Choice {
    const choice = super.act(context, mask);
    return { ...choice, action: countAllowed(mask.slice(0, choice.action)) };
  }
}

class ThrowsOnNewRows extends SoundAgent {
  override explain(context: number, mask?: Mask): Explanation {
    if (!this.rows.has(context)) throw new Error(`row ${context} is unknown`);
    return super.explain(context, mask);
  }
}

/** Agents whose choices, propensities, ties or evaluation have one defect. */
export const BROKEN_ACTING: readonly BrokenAgent[] = [
  { title: "says a discount that it was not made with", agentClass: OtherDiscount, codes: ["AGENT-API-001"] },
  { title: "explores barred actions", agentClass: ExploresBarredActions, codes: ["AGENT-ACT-001"] },
  {
    title: "returns the rank among allowed actions",
    agentClass: RankForAction,
    codes: ["AGENT-ACT-001", "AGENT-TIE-001"],
  },
  {
    title: "gives propensities in percent",
    agentClass: PropensityInPercent,
    codes: ["AGENT-ACT-002", "AGENT-ACT-003", "AGENT-ACT-004", "AGENT-ACT-005"],
  },
  {
    title: "forgets exploration where one action is allowed",
    agentClass: PropensityForgetsExploration,
    codes: ["AGENT-ACT-003"],
  },
  { title: "explores twice as often as it says", agentClass: ExploresTwiceAsOften, codes: ["AGENT-ACT-004"] },
  {
    title: "ignores the mask in the propensity",
    agentClass: PropensityIgnoresMask,
    codes: ["AGENT-ACT-005"],
  },
  { title: "takes any mask", agentClass: TakesAnyMask, codes: ["AGENT-ACT-006"] },
  {
    title: "takes the first of equal actions while learning",
    agentClass: FirstIndexWhileLearning,
    codes: ["AGENT-TIE-001"],
  },
  {
    title: "alternates between equal actions in evaluation",
    agentClass: EvaluationAlternates,
    codes: ["AGENT-TIE-002"],
  },
  {
    title: "takes the first of equal actions in evaluation",
    agentClass: FirstIndexInEvaluation,
    codes: ["AGENT-TIE-003"],
  },
  { title: "draws from its stream in evaluation", agentClass: EvaluationDraws, codes: ["AGENT-EVAL-001"] },
  { title: "creates rows by explaining", agentClass: ExplainCreatesRows, codes: ["AGENT-EVAL-002"] },
  { title: "lends its values in explanations", agentClass: ExplainLendsItsValues, codes: ["AGENT-EVAL-002"] },
  { title: "evaluates its worst action", agentClass: EvaluatesTheWorst, codes: ["AGENT-EVAL-003"] },
  { title: "explains no counts", agentClass: ExplainsNoCounts, codes: ["AGENT-EVAL-004"] },
  { title: "throws on new rows", agentClass: ThrowsOnNewRows, codes: ["AGENT-RUN-001"] },
];
