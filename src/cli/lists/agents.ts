import "../registrations.ts";
import { listPlayers } from "../../core/agent-registry.ts";
import { unknownName } from "../../core/names.ts";
import type { Parameter } from "../../core/parameters.ts";
import { labelled, wrapText } from "../../report/wrap.ts";
import type { AgentsFlags } from "../commands/lists.ts";
import type { Io } from "../io.ts";
import { printJson } from "../json.ts";

interface ListedAgent {
  readonly name: string;
  readonly kind: "learner" | "scripted";
  readonly family: string;
  readonly summary: string;
  readonly source: string;
  readonly parameters: readonly Omit<Parameter, "parse">[];
}

const PAD = 30;
const PARAMETER_PAD = 19;

/** Prints players by family, one line each, or some of them with their hyperparameters. */
export function runAgents(names: readonly string[], { json, long }: AgentsFlags, io: Io): void {
  const agents = chosen(listedAgents(), names);
  if (json) {
    printJson(io, { agents });
    return;
  }
  if (long === true || names.length > 0) for (const each of agents) printAgent(io, each);
  else printFamilies(io, agents);
  const hints = [
    "Learners: train --agent NAME --set hyperparameter=value.",
    "Scripted: evaluate --agent NAME.",
    ...(long === true || names.length > 0 ? [] : ["Hyperparameters: agents NAME."]),
  ];
  io.out(`\n${wrapText(hints.join(" "), io.width)}\n`);
}

/** @throws {UnknownNameError} If a name is neither a player nor a family. */
function chosen(agents: readonly ListedAgent[], names: readonly string[]): readonly ListedAgent[] {
  if (names.length === 0) return agents;
  const known = [...new Set(agents.flatMap(({ name, family }) => [name, family]))];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw unknownName("agent", unknown, known);
  return agents.filter(({ name, family }) => names.includes(name) || names.includes(family));
}

function printFamilies(io: Io, agents: readonly ListedAgent[]): void {
  const familyOf = ({ kind, family }: ListedAgent): string => (kind === "scripted" ? kind : family);
  for (const family of new Set(agents.map(familyOf))) {
    io.out(`${io.style.bold(family)}\n`);
    for (const each of agents.filter((agent) => familyOf(agent) === family)) {
      io.out(`${labelled(`  ${each.name.padEnd(PAD)}`, each.summary, io.width)}\n`);
    }
  }
}

function listedAgents(): readonly ListedAgent[] {
  const agents = listPlayers().map((player): ListedAgent => {
    const { name, family, summary, source } = player;
    const parameters = player.kind === "agent" ? player.parameters : [];
    return {
      name,
      kind: player.kind === "agent" ? "learner" : "scripted",
      family,
      summary,
      source,
      parameters: parameters.map(({ parse: _parse, ...described }) => described),
    };
  });
  return agents.toSorted((a, b) => a.kind.localeCompare(b.kind));
}

function printAgent(io: Io, { name, kind, family, summary, source, parameters }: ListedAgent): void {
  const { style, width } = io;
  io.out(`${style.bold(name)}\n${wrapText(`  ${summary}`, width, "  ")}\n`);
  const origin = kind === "scripted" ? "scripted" : `${kind}, ${family}: ${source}`;
  io.out(`${style.dim(wrapText(`  ${origin}`, width, "  "))}\n`);
  for (const parameter of parameters) {
    const words = `${parameter.meaning}; ${parameter.range}; default ${JSON.stringify(parameter.default)}`;
    io.out(`${labelled(`    ${parameter.name.padEnd(PARAMETER_PAD)}`, words, width)}\n`);
  }
}
