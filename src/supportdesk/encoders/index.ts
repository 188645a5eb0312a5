import { InvalidArgumentError } from "../../core/errors.ts";
import { unknownName } from "../../core/names.ts";
import { Encoder, featuresNamed } from "./encoder.ts";

export { Encoder } from "./encoder.ts";
export { FEATURES, type Feature } from "./features.ts";

const COMPACT = [
  "suggested_topic",
  "matrix_priority",
  "account_lookup",
  "status_page",
  "kb",
  "follow_up",
  "round",
  "classified",
  "priority",
  "requested",
  "reply",
  "note",
  "sla_band",
  "approval",
];

/** Everything there is, but for facts that another listed feature already tells. */
const FULL = [
  "suggested_topic",
  "impact",
  "urgency",
  "tier",
  "sentiment",
  "claimed_urgency",
  "risk_hint",
  "secondary",
  "account_lookup",
  "status_page",
  "kb",
  "follow_up",
  "round",
  "approval",
  "issue_set",
  "priority_set",
  "reply_set",
  "note_set",
  "sla_band",
  "steps_left",
  "stage",
  "requested",
];

const ENCODERS: Readonly<Record<string, { readonly features: readonly string[]; readonly summary: string }>> =
  {
    "task-step": {
      features: ["task_id", "steps_left"],
      summary: "task and steps left: memorises, generalises nothing",
    },
    stage: {
      features: ["suggested_topic", "stage", "follow_up"],
      summary: "topic, workflow stage and follow-up",
    },
    compact: {
      features: COMPACT,
      summary: "what matters for the next move, without the clock's exact value",
    },
    "compact-time": { features: [...COMPACT, "steps_left"], summary: "compact with the steps left" },
    full: { features: FULL, summary: "every feature" },
  };

/** Names of the encoders that edits start from. */
export const ENCODER_NAMES = Object.keys(ENCODERS);

/** One line on what an encoder keeps. @throws {UnknownNameError} If there is none of that name. */
export function encoderSummary(name: string): string {
  const found = Object.hasOwn(ENCODERS, name) ? ENCODERS[name] : undefined;
  if (found === undefined) throw unknownName("encoder", name, ENCODER_NAMES);
  return found.summary;
}

/**
 * The encoder of a name, such as `compact`, `compact~sla_band` (a feature left out) or `stage+round` (one added).
 * @throws {UnknownNameError | InvalidArgumentError} If the name, or a part of it, means nothing.
 */
export function encoder(name: string): Encoder {
  const base = /^[^~+]*/.exec(name)?.[0] ?? "";
  const found = Object.hasOwn(ENCODERS, base) ? ENCODERS[base] : undefined;
  if (found === undefined) throw unknownName("encoder", base, ENCODER_NAMES);
  const edits = name.slice(base.length).match(/[~+][^~+]+/g) ?? [];
  if (base.length + edits.join("").length !== name.length) {
    throw new InvalidArgumentError(`Expected a feature after each ~ and + of "${name}".`);
  }
  return edits.reduce<Encoder>(
    (edited, edit) => (edit.startsWith("~") ? edited.without(edit.slice(1)) : edited.with(edit.slice(1))),
    new Encoder(base, featuresNamed(found.features)),
  );
}
