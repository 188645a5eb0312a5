import type { Command } from "commander";
import { DEFAULTS } from "../defaults.ts";
import type { Io } from "../io.ts";
import { integer, number } from "../parsers.ts";
import { type DeskFlags, declareDeskFlags } from "./desk-flags.ts";

/** The flags of `audit`. */
export interface AuditFlags extends DeskFlags {
  readonly base?: string;
  readonly potentialDiscount?: number;
  readonly encoder?: string;
  readonly threshold?: boolean;
  readonly maxStates?: number;
  readonly json?: boolean;
}

const EXAMPLE = `
--reward and --base also take a file of yours that exports a function \`reward\` (a RewardFunction),
and --potential one that exports \`potential\` (a PotentialFunction), or a control: random,
optimal-value (V* of the final score) or negated-optimal-value.

A verdict is equal (the same actions are optimal), kept (all that is optimal here is so there),
broken, or tie (a difference below 1e-9 decides). The exit code is 0 where every verdict is equal or
kept and the potential passes its checks, 1 where not, and 2 for a wrong command line.

Examples:
  supportdesk audit --reward sparse
  supportdesk audit --reward pbrs --base sparse --potential random --discount 0.9
  supportdesk audit --reward ./my-reward.ts --task billing_refund_easy`;

/** Declares `audit`. */
export function declareAudit(program: Command, io: Io): void {
  const command = program
    .command("audit")
    .description("prove whether a reward keeps the optimal policies, or show where it breaks them")
    .option("--base <mode>", `reward that it is compared with (default ${DEFAULTS.reward})`);
  declareDeskFlags(command)
    .option(
      "--potential-discount <γ>",
      "γ of the potential difference (default --discount)",
      number("--potential-discount", 0, 1),
    )
    .option("--encoder <name>", `what becomes a table row (default ${DEFAULTS.encoder})`)
    .option("--threshold", "find the γ from which on all that is optimal scores highest (takes longer)")
    .option(
      "--max-states <n>",
      "states of a task after which to give up (default 500,000)",
      integer("--max-states", 1),
    )
    .option("--json", "print one JSON document and nothing else")
    .addHelpText("after", EXAMPLE)
    .action(async (flags: AuditFlags) => {
      const { runAudit } = await import("../audit/run-audit.ts");
      await runAudit(flags, io);
    });
}
