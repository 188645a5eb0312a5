import type { Answer } from "../scenario.ts";

/** What a reply of each kind must say, and the claims it must not make. */
export const REPLY_MARKERS = {
  confirm_refund: {
    groups: [
      ["refund*", "reimburs*", "credit back"],
      ["extra charge", "duplicate*", "second charge"],
      ["business days", "working days", "by date"],
    ],
    forbidden: ["refund is not possible"],
  },
  guided_fix: {
    groups: [
      ["step*", "setting*", "here is how", "adjust*"],
      ["article*", "guide*", "documentation"],
      ["reply if", "let us know", "reopen"],
    ],
    forbidden: ["fixed on our side"],
  },
  approval_pending: {
    groups: [
      ["approval", "sign off", "review by finance"],
      ["amount", "limit", "policy"],
      ["update by", "within", "next update"],
    ],
    forbidden: ["has been approved", "is approved", "guarantee*"],
  },
  verify_safe: {
    groups: [
      ["verif*", "confirm ownership", "proof"],
      ["lock*", "contain*", "sign out sessions", "secur*"],
      ["do not share", "never send your password"],
    ],
    forbidden: ["is unlocked", "password is", "restored access"],
  },
  refuse_report: {
    groups: [
      ["cannot act", "unable to proceed"],
      ["verified channel", "registered contact"],
      ["reported", "logged", "security team"],
    ],
    forbidden: ["done as requested", "as you asked we have"],
  },
  disclosure_ack: {
    groups: [
      ["thank*", "appreciat*"],
      ["security team", "triage"],
      ["do not disclose", "coordinated"],
    ],
    forbidden: ["not a vulnerability"],
  },
  handoff: {
    groups: [
      ["sorry", "understand", "apologi*"],
      ["owner", "manager", "specialist"],
      ["call", "contact you", "by date"],
    ],
    forbidden: ["your fault"],
  },
  incident_ack: {
    groups: [
      ["incident", "outage", "degradation"],
      ["engineers", "on call"],
      ["next update", "status page"],
    ],
    forbidden: ["is resolved", "root cause is"],
  },
  restore_started: {
    groups: [
      ["restore", "recovery attempt"],
      ["no guarantee", "cannot promise"],
      ["stop writing", "do not change", "freeze"],
    ],
    forbidden: ["fully recovered"],
  },
  policy_review: {
    groups: [
      ["cannot bypass", "cannot grant", "no exception"],
      ["compliance", "legal review"],
      ["needed", "provide", "send"],
    ],
    forbidden: ["has been approved", "is approved", "unlocked for you"],
  },
  privacy_ack: {
    groups: [
      ["request logged", "recorded"],
      ["identity check", "confirm identity"],
      ["days", "statutory", "deadline"],
    ],
    forbidden: ["already deleted"],
  },
} as const satisfies Record<string, Answer["reply"]>;

/** What an internal note of each kind must say. */
export const NOTE_MARKERS = {
  commercial: {
    groups: [
      ["charge*", "invoice*"],
      ["policy", "limit"],
      ["refund*", "correct*", "declin*"],
    ],
  },
  security: {
    groups: [
      ["sign in*", "login*", "suspicious", "indicator*"],
      ["lock*", "contain*", "escalat*"],
      ["verif*", "unverified"],
    ],
  },
  technical: {
    groups: [
      ["error*", "fail*", "symptom*"],
      ["users", "region*", "scope"],
      ["request ids", "diagnostics", "logs", "gap"],
    ],
  },
  governance: {
    groups: [
      ["policy", "regulat*"],
      ["data", "region"],
      ["review*", "owner"],
    ],
  },
  routing: {
    groups: [
      ["because", "reason"],
      ["queue", "routed"],
    ],
  },
} as const satisfies Record<string, Answer["note"]>;
