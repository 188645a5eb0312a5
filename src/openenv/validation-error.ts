import { GymError } from "../core/errors.ts";
import type { ValidationIssue } from "./wire.ts";

/** Input from outside does not fit its schema; nothing was changed. `loc` of an issue starts inside the input. */
export class ValidationError extends GymError {
  override readonly name = "ValidationError";
  readonly issues: readonly ValidationIssue[];

  constructor(message: string, issues: readonly ValidationIssue[]) {
    super("INVALID_ARGUMENT", message);
    this.issues = issues;
  }
}
