import type { Ticket } from "./models.ts";
import { impactOf } from "./playbook/priority-matrix.ts";
import type { Signals } from "./view.ts";
import { ISSUE_TYPES, type IssueType, type RiskFlag } from "./vocabulary.ts";
import { hasPhrase, normalizeText } from "./words.ts";

/** Words that speak for a topic. Public: anyone can tag a ticket with them. */
const TOPIC_PHRASES: Readonly<Record<IssueType, readonly string[]>> = {
  duplicate_charge: [
    "charged again",
    "charged twice",
    "double charge",
    "second charge",
    "charge after cancel*",
  ],
  invoice_query: ["invoice question", "line item*", "wrong invoice", "vat number"],
  refund_exception: ["refund window", "goodwill", "outside the refund", "exceptional refund"],
  account_compromise: ["taken over", "hijack*", "sign ins from", "admin e mail", "not us", "compromised"],
  sso_lockout: ["single sign on", "sso", "identity provider", "saml"],
  impersonation: ["acting for", "on behalf of the ceo", "urgent favour"],
  security_disclosure: ["vulnerability", "proof of concept", "bug bounty"],
  abuse_report: ["phishing site", "spam from", "abuse of your"],
  production_incident: ["500", "outage", "production api", "requests fail*", "service is down"],
  api_quota: ["rate limit", "quota", "429"],
  integration_failure: ["webhook*", "connector", "integration stopped"],
  data_loss: ["deleted by mistake", "missing records", "restore the data", "lost data"],
  regulated_exception: [
    "policy exception",
    "restricted country",
    "bypass",
    "residency",
    "temporary exception",
  ],
  privacy_request: ["erase my data", "right to erasure", "subject access"],
  service_complaint: ["cancel our contract", "unacceptable service", "complaint"],
  general_question: ["how do i", "where can i find", "is it possible to"],
};

const STOPPED: readonly string[] = [
  "charged again",
  "charged twice",
  "locked out",
  "cannot work",
  "500",
  "is down",
  "sign ins from",
  "right now",
  "losing",
];
const PRESSED: readonly string[] = ["two weeks", "deadline", "by friday", "degraded", "slower", "until the"];
const CRITICAL: readonly RiskFlag[] = ["production_outage", "regulated_data"];
const SUBJECT_WEIGHT = 3;

function mentions(subject: string, body: string, phrase: string): number {
  return (hasPhrase(subject, phrase) ? SUBJECT_WEIGHT : 0) + (hasPhrase(body, phrase) ? 1 : 0);
}

/** The topic whose phrases weigh most, counting the subject three times; `unclear` without any, or on a tie. */
function suggestTopic(subject: string, body: string): Signals["suggested_topic"] {
  let best: Signals["suggested_topic"] = "unclear";
  let bestWeight = 0;
  for (const topic of ISSUE_TYPES) {
    const weight = TOPIC_PHRASES[topic].reduce((sum, phrase) => sum + mentions(subject, body, phrase), 0);
    if (weight === bestWeight) best = "unclear";
    if (weight > bestWeight) {
      best = topic;
      bestWeight = weight;
    }
  }
  return best;
}

function tagUrgency(text: string): 1 | 2 | 3 {
  if (STOPPED.some((phrase) => hasPhrase(text, phrase))) return 3;
  return PRESSED.some((phrase) => hasPhrase(text, phrase)) ? 2 : 1;
}

/** Reads the signals off a ticket by keywords over subject, body, number of users and risk flags. */
export function tagTicket(
  ticket: Pick<Ticket, "subject" | "body" | "affected_users">,
  riskFlags: readonly RiskFlag[],
): Signals {
  const subject = normalizeText(ticket.subject);
  const body = normalizeText(ticket.body);
  return {
    suggested_topic: suggestTopic(subject, body),
    impact: impactOf(
      ticket.affected_users,
      CRITICAL.some((flag) => riskFlags.includes(flag)),
    ),
    urgency: tagUrgency(`${subject} ${body}`),
  };
}
