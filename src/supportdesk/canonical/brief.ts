import type { Brief } from "../scenario.ts";
import { tagTicket } from "../tagger.ts";
import type { CanonicalTaskId } from "./task-ids.ts";

/** A canonical brief as it is written down: its signals are read off the ticket. */
export type WrittenBrief = Omit<Brief, "ruleset" | "signals" | "task_id"> & {
  readonly task_id: CanonicalTaskId;
};

/** Completes a written brief with its ruleset and the signals that its own text shows. */
export function canonicalBrief(written: WrittenBrief): Brief {
  return { ...written, ruleset: "canonical", signals: tagTicket(written.ticket, written.risk_flags) };
}
