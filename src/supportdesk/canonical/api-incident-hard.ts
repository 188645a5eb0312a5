import { canonicalBrief } from "./brief.ts";
import { ROUTING_GUIDE } from "./shared-articles.ts";

export const API_INCIDENT_HARD = canonicalBrief({
  task_id: "api_incident_hard",
  difficulty: "hard",
  objective:
    "Work this ticket to its end before the clock runs out: route it on the problem that hurts most, set its priority, collect what engineering needs, keep the customer informed without promises, leave a note and submit with the right status.",
  ticket: {
    customer_name: "Marco Alvarez",
    customer_tier: "enterprise",
    company: "Northwind Labs",
    region: "us-west-2",
    subject: "Production API answers 500 for hours",
    body: "Since about 06:40 UTC most of our calls to your production API come back with a 500, on every endpoint we use. Checkout is down for all 4,200 of our users and we are losing orders by the minute. Retrying does not help, a second region behaves the same, and your dashboard still shows all green. While you are at it: our auditor asks whether your new data processing addendum covers logs, please have compliance confirm that in writing too. But get the API back first, everything else can wait until tomorrow.",
    affected_users: 4200,
    sla_minutes_remaining: 105,
    business_impact: "Checkout is down; revenue is lost every minute.",
    secondary_concerns: ["Auditor asks whether the data processing addendum covers logs."],
    attachments: ["error-rate.png", "sample-response.txt"],
  },
  knowledge_base: [
    ROUTING_GUIDE,
    {
      article_id: "kb-platform-01",
      title: "Reporting a production incident",
      content:
        "Engineering needs request_ids, time_window and affected_region. Acknowledge the incident, say that on-call engineers have it and when the next update comes. Do not name a cause and do not call it resolved before engineering does. Hand the case over as escalated with code incident_opened.",
    },
    {
      article_id: "kb-platform-04",
      title: "Notes for the on-call team",
      content:
        "Write down the symptom, who is affected and which diagnostics were received or are missing. Seven desk steps fit into the shortest service level; a case that waits longer is a breach.",
    },
    {
      article_id: "kb-compliance-02",
      title: "Questions on the data processing addendum",
      content:
        "Questions about the wording of contracts are answered by compliance in a case of their own. Mention them in the note; they never decide the routing of a technical case.",
    },
  ],
  risk_flags: ["production_outage"],
  max_steps: 8,
});
