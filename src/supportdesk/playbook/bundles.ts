/** Facts that are asked for together. Public: the articles name them. */
export const BUNDLES = {
  identity: ["workspace_id", "last_successful_login", "billing_email"],
  diagnostics: ["request_ids", "time_window", "affected_region"],
  compliance: ["tenant_region", "dpa_amendment_id", "legal_contact_email"],
  billing_ref: ["invoice_id", "charge_date"],
  sso: ["idp_metadata", "login_domain"],
  data_scope: ["object_ids", "deletion_time"],
  privacy: ["requester_identity", "jurisdiction"],
  repro: ["component", "steps_to_reproduce"],
} as const satisfies Record<string, readonly string[]>;

export type Bundle = keyof typeof BUNDLES;

export const BUNDLE_NAMES = Object.keys(BUNDLES) as readonly Bundle[];
