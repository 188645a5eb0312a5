import { checkReward } from "../../agents/bandits/bandit.ts";
import { MaxRule } from "./max-rule.ts";

/** The reward as the target, of a bandit, which refuses rewards that it could not sum. */
export class BanditRule extends MaxRule {
  override open(state: number, edge: number): void {
    const { stateContext, contextKey, edgeReward } = this.compiled;
    const context = stateContext.values[state] ?? 0;
    checkReward(edgeReward.values[edge] ?? 0, contextKey.values[context] ?? 0);
    super.open(state, edge);
  }
}
