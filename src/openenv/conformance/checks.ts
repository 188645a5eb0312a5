import { unknownName } from "../../core/names.ts";
import { CAPACITY_CHECKS } from "./capacity-checks.ts";
import type { Check } from "./check.ts";
import { ERROR_CHECKS } from "./error-checks.ts";
import { EXTERNAL_CHECKS, EXTRA_CHECKS } from "./extra-checks.ts";
import { HTTP_CHECKS } from "./http-checks.ts";
import { INFO_CHECKS } from "./info-checks.ts";
import { MCP_CHECKS } from "./mcp-checks.ts";
import { MESSAGE_CHECKS } from "./message-checks.ts";
import { SESSION_CHECKS } from "./session-checks.ts";

/** Every check, by its number. */
export const CHECKS: readonly Check[] = [
  ...[INFO_CHECKS, HTTP_CHECKS, MESSAGE_CHECKS, ERROR_CHECKS, SESSION_CHECKS, CAPACITY_CHECKS],
  ...[MCP_CHECKS, EXTRA_CHECKS, EXTERNAL_CHECKS],
]
  .flat()
  .sort((a, b) => Number(a.id) - Number(b.id));

/** The checks with these ids. @throws {UnknownNameError} If there is no such check. */
export function chooseChecks(only: readonly string[] | undefined): readonly Check[] {
  if (only === undefined) return CHECKS;
  const ids = CHECKS.map(({ id }) => id);
  const unknown = only.find((id) => !ids.includes(id));
  if (unknown !== undefined) throw unknownName("check", unknown, ids);
  return CHECKS.filter(({ id }) => only.includes(id));
}
