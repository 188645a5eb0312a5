import "../registrations.ts";
import { listPlayers } from "../../core/agent-registry.ts";
import type { Parameter } from "../../core/parameters.ts";
import { labelled, wrapText } from "../../report/wrap.ts";
import type { ListFlags } from "../commands/lists.ts";
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

const PAD = 16;

/** Prints learners with their hyperparameters, then scripted players. */
export function runAgents({ json }: ListFlags, io: Io): void {
  const agents = listedAgents();
  if (json) {
    printJson(io, { agents });
    return;
  }
  for (const each of agents) printAgent(io, each);
  io.out(
    `\n${wrapText("Learners: train --agent NAME --set hyperparameter=value. Scripted: evaluate --agent NAME.", io.width)}\n`,
  );
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
  return agents.toSorted((a, b) => a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name));
}

function printAgent(io: Io, { name, kind, family, summary, source, parameters }: ListedAgent): void {
  const { style, width } = io;
  io.out(`${style.bold(name)}\n${wrapText(`  ${summary}`, width, "  ")}\n`);
  const origin = kind === "scripted" ? "scripted" : `${kind}, ${family}: ${source}`;
  io.out(`${style.dim(wrapText(`  ${origin}`, width, "  "))}\n`);
  for (const parameter of parameters) {
    const words = `${parameter.meaning}; ${parameter.range}; default ${JSON.stringify(parameter.default)}`;
    io.out(`${labelled(`    ${parameter.name.padEnd(PAD)}`, words, width)}\n`);
  }
}
