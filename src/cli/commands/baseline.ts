import type { Command } from "commander";
import type { Io } from "../io.ts";
import { integer, number } from "../parsers.ts";

/** The flags of `baseline`. */
export interface BaselineCommandFlags {
  readonly task?: string;
  readonly url?: string;
  readonly token?: string;
  readonly model?: string;
  readonly baseUrl?: string;
  readonly benchmark?: string;
  readonly maxSteps?: number;
  readonly temperature?: number;
  readonly maxTokens?: number;
  readonly successThreshold?: number;
  readonly seed?: number;
  readonly timeout?: number;
  readonly retries?: number;
  readonly maxFailures?: number;
  readonly transcript?: string;
  readonly replay?: string;
}

const NOTES = `
Without a key in HF_TOKEN, API_KEY or OPENAI_API_KEY the heuristic plays. With one, a chat endpoint in the manner of
OpenAI plays, and the heuristic stands in wherever it fails. A key is sent to API_BASE_URL; without that, OPENAI_API_KEY
goes to api.openai.com and the others to router.huggingface.co. Flags win over variables.

Examples:
  supportdesk baseline
  API_KEY=none supportdesk baseline --base-url http://127.0.0.1:11434/v1 --model llama3.1
  supportdesk baseline --url http://127.0.0.1:8000 --task api_incident_hard`;

/** Declares `baseline`. */
export function declareBaseline(program: Command, io: Io): void {
  const command = program
    .command("baseline")
    .description(
      "play every task with a language model, or the heuristic, in the line format of OpenEnv inference",
    );
  declarePlay(command);
  declareModel(command);
  command.addHelpText("after", NOTES).action(async (flags: BaselineCommandFlags) => {
    const { runBaselineCommand } = await import("../baseline/run-baseline.ts");
    await runBaselineCommand(flags, io, process.env);
  });
}

function declarePlay(command: Command): void {
  command
    .optionsGroup("What is played:")
    .option("--task <id>", "this task only; SUPPORTDESK_TASK_ID (default all)")
    .option("--url <url>", "play on an OpenEnv server (default in this process)")
    .option("--token <token>", "bearer token of that server; SUPPORTDESK_TOKEN")
    .option("--benchmark <name>", "name after env=; SUPPORTDESK_BENCHMARK (default supportdesk_env)")
    .option("--max-steps <n>", "steps per episode; MAX_STEPS (default 8)", integer("--max-steps", 1))
    .option(
      "--success-threshold <score>",
      "score of a success, in [0, 1]; SUCCESS_SCORE_THRESHOLD (default 0.9405)",
      number("--success-threshold", 0, 1),
    )
    .option(
      "--seed <n>",
      "seed of every reset, default 0, and of the model where given",
      integer("--seed", 0),
    );
}

function declareModel(command: Command): void {
  command
    .optionsGroup("The model:")
    .option("--model <name>", "MODEL_NAME (default depends on the key)")
    .option("--base-url <url>", "API_BASE_URL (default depends on the key)")
    .option("--temperature <t>", "in [0, 2]; TEMPERATURE (default 0)", number("--temperature", 0, 2))
    .option("--max-tokens <n>", "longest reply; MAX_TOKENS (default 300)", integer("--max-tokens", 1))
    .option(
      "--timeout <seconds>",
      "longest time of one attempt (default 30)",
      number("--timeout", 0.001, 600),
    )
    .option("--retries <n>", "further attempts after a failed one (default 2)", integer("--retries", 0))
    .option(
      "--max-failures <n>",
      "failed calls in a row until the model is given up (default 3)",
      integer("--max-failures", 1),
    )
    .option("--transcript <file>", "write every prompt and reply to a new JSON-lines file")
    .option("--replay <file>", "take the replies from such a file instead of the network");
}
