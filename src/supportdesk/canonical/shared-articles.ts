import type { KnowledgeSnippet } from "../models.ts";

/** The routing guide that comes with every ticket. */
export const ROUTING_GUIDE: KnowledgeSnippet = {
  article_id: "kb-routing",
  title: "Routing guide: who owns what, and how urgent it is",
  content:
    "Charges that came twice or after a cancellation (duplicate_charge) go to billing_ops with high priority. Signs that somebody else is inside an account (account_compromise) go to trust_and_safety, urgent. Failing production systems (production_incident) go to platform_engineering, urgent. Requests to step outside a data policy (regulated_exception) go to compliance_ops, high. Everything that asks how a feature works (general_question) goes to general_support, normal. Route on the problem that hurts the customer most; side questions belong in the note.",
};
