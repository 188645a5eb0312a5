import { canonicalBrief } from "./brief.ts";
import { ROUTING_GUIDE } from "./shared-articles.ts";

export const BILLING_REFUND_EASY = canonicalBrief({
  task_id: "billing_refund_easy",
  difficulty: "easy",
  objective:
    "Work this ticket to its end: route it, set its priority, ask the customer only for what is really needed, answer, leave a note for colleagues and submit with the right status.",
  ticket: {
    customer_name: "Riya Shah",
    customer_tier: "pro",
    company: "PixelNorth Studio",
    region: "ap-south-1",
    subject: "Charged again after we cancelled the add-on",
    body: "Hi team, we cancelled the analytics add-on on the 3rd and got the confirmation mail the same day. This morning our card was charged again for the full month, under invoice PN-20871. I attached both the confirmation and the card statement, so you should have everything to check it on your side. We are a studio of twelve people and that amount is not small for us. Please return the money and make sure that it does not happen a third time next month.",
    affected_users: 12,
    sla_minutes_remaining: 240,
    business_impact: "Unplanned cost for a small studio; work goes on.",
    secondary_concerns: [],
    attachments: ["cancellation-confirmation.pdf", "card-statement.png"],
  },
  knowledge_base: [
    ROUTING_GUIDE,
    {
      article_id: "kb-billing-07",
      title: "Charges after a cancellation",
      content:
        "Where the cancellation is on record and the charge came later, the desk refunds it without asking the customer for anything more. Tell the customer that the second charge goes back and that the bank needs up to five business days. Close the case as resolved with code refund_issued. Note the charge, the policy and the refund for the finance audit.",
    },
    {
      article_id: "kb-billing-12",
      title: "What not to ask in billing cases",
      content:
        "Card numbers, log-in details and identity papers are never needed to return a charge. Each unneeded question delays the case and counts against its quality.",
    },
  ],
  risk_flags: ["payment_dispute"],
  max_steps: 6,
});
