import type { CheckText } from "../../src/core/checks/check.ts";
import { ENV_CHECKS, ENV_CRASH } from "../../src/core/checks/check-env.ts";
import { markdownTable } from "../../src/openenv/space/record-tables.ts";

/** What the tables are about, by the middle of the codes. */
const AREAS = [...new Set(ENV_CHECKS.map(areaOf)), areaOf(ENV_CRASH)];

function areaOf({ code }: CheckText): string {
  return code.split("-")[1] ?? "";
}

function sentence(text: string): string {
  return /^[a-z]/.test(text) ? `${text.charAt(0).toUpperCase()}${text.slice(1)}.` : `${text}.`;
}

/** The tables of the checks of an environment, one for each area of codes, by name: `ENV_STEP` and so on. */
export function checkTables(): Readonly<Record<string, string>> {
  const checks: readonly CheckText[] = [...ENV_CHECKS, ENV_CRASH];
  const table = (area: string): string =>
    markdownTable(
      ["code", "severity", "what holds", "how to mend it"],
      checks
        .filter((check) => areaOf(check) === area)
        .map(({ code, severity, title, hint }) => [`\`${code}\``, severity, sentence(title), hint]),
    );
  return Object.fromEntries(AREAS.map((area) => [`ENV_${area}`, table(area)]));
}

/** Names of all tables, in the order in which the checks run. */
export const CHECK_TABLES: readonly string[] = AREAS.map((area) => `ENV_${area}`);
