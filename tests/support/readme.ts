import { CANONICAL_SCENARIOS, ENCODER_NAMES, encoder, listPlayers, PENALTIES } from "supportdesk-gym";
import { encoderSummary } from "../../src/supportdesk/encoders/index.ts";
import { COMPONENT_WEIGHTS } from "../../src/supportdesk/grading/grader.ts";
import { checkTables } from "./check-docs.ts";
import { ENVIRONMENT_PAGES } from "./docs/environment-pages.ts";
import { wrapperTables } from "./docs/wrapper-page.ts";
import { openenvTables } from "./openenv-docs.ts";
import { printed } from "./printed.ts";

type Rows = readonly (readonly (string | number)[])[];

const PENALTY_MEANINGS: Readonly<Record<keyof typeof PENALTIES, string>> = {
  no_op: "a legal action that changes nothing, or an action outside the mask",
  low_signal: "a reply or note that says nothing to the point; asking again for a field already asked",
  premature_submit: "submitting while the customer's answer is pending",
  sla_breach: "once, in the step in which the service level is breached",
};

/** The tables of the README that are made from code, by name. */
function tables(): Readonly<Record<string, { readonly header: readonly string[]; readonly rows: Rows }>> {
  return {
    tasks: {
      header: ["task", "difficulty", "steps", "SLA minutes", "about"],
      rows: CANONICAL_SCENARIOS.map(({ brief }) => [
        `\`${brief.task_id}\``,
        brief.difficulty,
        brief.max_steps,
        brief.ticket.sla_minutes_remaining,
        brief.ticket.subject,
      ]),
    },
    weights: {
      header: ["component", "weight"],
      rows: Object.entries(COMPONENT_WEIGHTS).map(([name, weight]) => [`\`${name}\``, `${weight} %`]),
    },
    penalties: {
      header: ["penalty", "charge", "for"],
      rows: (Object.keys(PENALTIES) as (keyof typeof PENALTIES)[]).map((name) => [
        `\`${name}\``,
        PENALTIES[name].toFixed(2),
        PENALTY_MEANINGS[name],
      ]),
    },
    encoders: {
      header: ["encoder", "keeps", "rows"],
      rows: ENCODER_NAMES.map((name) => [
        `\`${name}\``,
        encoderSummary(name),
        encoder(name).size.toLocaleString("en-US"),
      ]),
    },
    agents: {
      header: ["family", "agents"],
      rows: familiesOfAgents(),
    },
  };
}

function familiesOfAgents(): Rows {
  const players = listPlayers().map(({ kind, name, family }) => ({
    name,
    family: kind === "policy" ? "scripted" : family,
  }));
  const families = [...new Set(players.map(({ family }) => family))];
  return families
    .filter((family) => family !== "scripted")
    .concat("scripted")
    .map((family) => {
      const members = players.filter((player) => player.family === family);
      const names = members.map(({ name }) => `\`${name}\``);
      // Scripted players come from several modules, which may be loaded in any order.
      return [family, (family === "scripted" ? names.toSorted() : names).join(", ")];
    });
}

function markdown({ header, rows }: { readonly header: readonly string[]; readonly rows: Rows }): string {
  const lines = [header, header.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
  return lines
    .join("\n")
    .replaceAll(/\| ---/g, "|---")
    .replaceAll("--- |", "---|");
}

function trimmed(text: string): string {
  return text.replaceAll(/[ \t]+$/gm, "");
}

/** Puts generated tables between their marks. */
function withTables(text: string, made: Readonly<Record<string, string>>): string {
  return text.replaceAll(
    /(<!-- table: (\w+) -->\n)[\s\S]*?(<!-- \/table -->)/g,
    (whole, open: string, name: string, close: string) => {
      const table = made[name];
      return table === undefined ? whole : `${open}${table}\n${close}`;
    },
  );
}

function readme(text: string): string {
  const made = Object.fromEntries(Object.entries(tables()).map(([name, table]) => [name, markdown(table)]));
  const run = trimmed(printed("train"));
  return withTables(text, made).replace(
    /(<!-- run: start -->\n```text\n)[\s\S]*?(```\n<!-- \/run -->)/,
    (_whole, open: string, close: string) => `${open}${run}\n${close}`,
  );
}

/** The documents with generated blocks, and how each is made anew from its text. */
export const GENERATED: Readonly<Record<string, (text: string) => string>> = {
  "README.md": readme,
  "docs/openenv.md": (text) => withTables(text, openenvTables()),
  "docs/environment-checks.md": (text) => withTables(text, checkTables()),
  "docs/wrappers.md": (text) => withTables(text, wrapperTables()),
  ...Object.fromEntries(
    Object.entries(ENVIRONMENT_PAGES).map(([path, { tables: make }]) => [
      path,
      (text: string) => withTables(text, make()),
    ]),
  ),
};
