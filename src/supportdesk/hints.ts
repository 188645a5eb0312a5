import type { Brief } from "./scenario.ts";
import type { View } from "./view.ts";
import type { RiskFlag } from "./vocabulary.ts";

const AT_RISK_MINUTES = 30;

/** The ticket's flags, and `sla_at_risk` from 30 minutes down. */
export function riskFlags({ risk_flags }: Brief, view: View): RiskFlag[] {
  return view.sla_minutes_remaining <= AT_RISK_MINUTES ? [...risk_flags, "sla_at_risk"] : [...risk_flags];
}
