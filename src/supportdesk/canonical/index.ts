import { deepFreeze } from "../freeze.ts";
import type { Scenario } from "../scenario.ts";
import { ACCOUNT_TAKEOVER_MEDIUM_ANSWER } from "./account-takeover-medium.gold.ts";
import { ACCOUNT_TAKEOVER_MEDIUM } from "./account-takeover-medium.ts";
import { API_INCIDENT_HARD_ANSWER } from "./api-incident-hard.gold.ts";
import { API_INCIDENT_HARD } from "./api-incident-hard.ts";
import { BILLING_REFUND_EASY_ANSWER } from "./billing-refund-easy.gold.ts";
import { BILLING_REFUND_EASY } from "./billing-refund-easy.ts";
import { REGULATED_EXPORT_EXCEPTION_HARD_ANSWER } from "./regulated-export-exception-hard.gold.ts";
import { REGULATED_EXPORT_EXCEPTION_HARD } from "./regulated-export-exception-hard.ts";

/** The four canonical scenarios, in the order that resets cycle through. Frozen. */
export const CANONICAL_SCENARIOS: readonly Scenario[] = deepFreeze([
  { brief: BILLING_REFUND_EASY, answer: BILLING_REFUND_EASY_ANSWER },
  { brief: ACCOUNT_TAKEOVER_MEDIUM, answer: ACCOUNT_TAKEOVER_MEDIUM_ANSWER },
  { brief: API_INCIDENT_HARD, answer: API_INCIDENT_HARD_ANSWER },
  { brief: REGULATED_EXPORT_EXCEPTION_HARD, answer: REGULATED_EXPORT_EXCEPTION_HARD_ANSWER },
]);
