/** Ready-made texts that named actions send. Public, and the same for every ticket. */
export const REPLY_TEMPLATES = {
  confirm_refund:
    "Hello, thank you for flagging this. We have confirmed the duplicate charge on your account and started a refund to the original payment method. It usually reaches your statement within five business days. Your cancellation stays in place and you will not be billed again.",
  guided_fix:
    "Hello, here is how to get this working: follow the steps in the linked help article, starting with the settings page it names. If anything looks different on your screen, let us know and we will reopen the case.",
  approval_pending:
    "Hello, your request is above the amount that the desk can decide alone, so it has gone to finance for approval. We cannot say yet how that decision will turn out. You will have the next update within two working days.",
  verify_safe:
    "Hello, we are treating this as a possible takeover. As a first measure we have contained the account and ended its open sessions. Before the sign-in details change again we need to verify who owns the workspace, with the facts we asked you for. Please do not share passwords or one-time codes with anyone, and not with us either.",
  refuse_report:
    "Hello, we cannot act on this request, because it did not reach us through a verified channel. The registered contact of the workspace can raise it from the admin console. We have logged the attempt and told our security team.",
  disclosure_ack:
    "Hello, thank you for the careful report. Our security team has taken it into triage and will write to you with its assessment. Please keep to a coordinated disclosure and hold back the details until we have agreed on a date.",
  handoff:
    "Hello, we are sorry for how this has gone so far and understand what it has cost you. A named specialist has taken over the case and will contact you tomorrow with a plan.",
  incident_ack:
    "Hello, we have opened an incident for the failing requests, and our on-call engineers are working on it now. The cause is still under investigation, so there is no estimate yet. The next update comes within 30 minutes by mail and on the status page.",
  restore_started:
    "Hello, a recovery attempt for the listed objects is under way. We cannot promise that everything comes back. Until we report the result, please stop writing to the affected workspace, so that nothing is overwritten.",
  policy_review:
    "Hello, the support desk cannot grant an exception or switch a control off. Compliance has to review the request first. Please send the facts that are still outstanding; the review starts once they are here, and until then the setting stays as it is.",
  privacy_ack:
    "Hello, your privacy request has been recorded. The next step is an identity check of the requester. From then on the statutory period of one month applies, and we confirm in writing when the work is finished.",
  generic_sorry: "Hello, we are sorry for the trouble. We are looking into it and will get back to you soon.",
  premature_promise:
    "Hello, good news: the problem is resolved and everything is back to normal. Your exception has been approved, the account is unlocked and you will find a refund on your statement today.",
} as const;

export type ReplyTemplate = keyof typeof REPLY_TEMPLATES;

export const NOTE_TEMPLATES = {
  commercial:
    "Second charge after cancellation found in the invoice list. Refund policy applies and the amount is below the desk limit. Refund issued to the original payment method.",
  security:
    "Suspicious sign-ins from abroad and a changed admin e-mail. Account contained, sessions ended. Requester is unverified: no change of access before ownership is proved by the registered contact.",
  technical:
    "Symptom: production requests fail with server errors. Scope: all users of the affected region. Request ids and time window handed to the on-call engineers.",
  governance:
    "Exception to the residency policy requested for regulated data. Nothing was changed at the desk. Handed to the policy owner in compliance for review.",
  routing:
    "Routed to this queue because the request needs no other team. Reason and next step are written down above.",
  low_signal: "Looked at the ticket. Will see.",
} as const;

export type NoteTemplate = keyof typeof NOTE_TEMPLATES;

export const REPLY_TEMPLATE_NAMES = Object.keys(REPLY_TEMPLATES) as readonly ReplyTemplate[];
export const NOTE_TEMPLATE_NAMES = Object.keys(NOTE_TEMPLATES) as readonly NoteTemplate[];

const replyByText = new Map<string, ReplyTemplate>(
  REPLY_TEMPLATE_NAMES.map((name) => [REPLY_TEMPLATES[name], name]),
);
const noteByText = new Map<string, NoteTemplate>(
  NOTE_TEMPLATE_NAMES.map((name) => [NOTE_TEMPLATES[name], name]),
);

/** The template a reply was written from, or `undefined` for free text. */
export function replyTemplateOf(text: string): ReplyTemplate | undefined {
  return replyByText.get(text);
}

/** The template a note was written from, or `undefined` for free text. */
export function noteTemplateOf(text: string): NoteTemplate | undefined {
  return noteByText.get(text);
}
