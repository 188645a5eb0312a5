import { InvalidArgumentError } from "../../../core/errors.ts";
import { refuseUnknownKeys } from "../../../core/names.ts";
import { serverUrls } from "../../client/urls.ts";
import { judge } from "../check.ts";
import { demandReachable, demandStatus, Http } from "../http.ts";
import { need } from "../outcome.ts";
import { type CheckCounts, type CheckResult, countChecks } from "../report.ts";
import { SubmissionFolder } from "./folder.ts";
import { FOLDER_CHECKS } from "./folder-checks.ts";
import { type RunProgram, runProgram } from "./programs.ts";

/** How a submission is checked. */
export interface SubmissionOptions {
  /** Folder that is submitted; without it only the server is checked. */
  readonly directory?: string;
  /** Milliseconds that one answer may take. @defaultValue 30000 */
  readonly timeoutMs?: number;
  /** Headers of every request. @defaultValue {} */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as `Authorization: Bearer TOKEN`. */
  readonly token?: string;
  /** Runs a program, for `docker`. @defaultValue one of this machine */
  readonly run?: RunProgram;
  /** Told each result as it comes. */
  readonly onCheck?: (result: CheckResult) => void;
}

/** What the checks of a submission found. */
export interface SubmissionReport {
  readonly schema: "supportdesk.submission/1";
  /** Base URL of the server. */
  readonly target: string;
  readonly directory: string | undefined;
  /** Nothing failed. */
  readonly passed: boolean;
  readonly counts: CheckCounts;
  readonly checks: readonly CheckResult[];
}

interface ServerCheck {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly run: (http: Http) => Promise<void>;
}

const SERVER_CHECKS: readonly ServerCheck[] = [
  {
    id: "reset",
    title: "POST /reset {} answers 200",
    hint: "The first thing a grader asks; every other status counts as a failure, redirects too.",
    run: async (http) => demandStatus(await http.post("/reset", {}), 200),
  },
  {
    id: "health",
    title: "GET /health answers 200",
    hint: 'Answer 200 with {"status":"healthy"}.',
    run: async (http) => demandStatus(await http.ask("/health"), 200),
  },
  {
    id: "openapi",
    title: "GET /openapi.json answers 200",
    hint: "The mode of a server is told from its paths.",
    run: async (http) => demandStatus(await http.ask("/openapi.json"), 200),
  },
];
const KNOWN = ["directory", "timeoutMs", "headers", "token", "run", "onCheck"];

/**
 * Checks what the submission scripts of OpenEnv challenges check: a running server, and the folder it is built from.
 * @param url - Any form that the client takes.
 * @throws {GymError} If the URL, an option or the folder is wrong.
 * @throws {ConnectionError} If nothing answers there.
 */
export async function checkSubmission(
  url: string,
  options: SubmissionOptions = {},
): Promise<SubmissionReport> {
  refuseUnknownKeys("submission option", options, KNOWN);
  const { directory, run = runProgram } = options;
  const folder = directory === undefined ? undefined : new SubmissionFolder(directory);
  const http = openHttp(url, options);
  await demandReachable(http);
  const checks: CheckResult[] = [];
  const add = (result: CheckResult): void => {
    checks.push(result);
    options.onCheck?.(result);
  };
  for (const check of SERVER_CHECKS)
    add(await judge({ ...check, group: "submission" }, () => check.run(http)));
  for (const check of FOLDER_CHECKS) {
    const judged = judge({ ...check, group: "submission" }, async () => {
      need(folder !== undefined, "no folder was given");
      await check.run({ folder, run });
    });
    add(await judged);
  }
  const counts = countChecks(checks);
  const passed = counts.failed === 0;
  return { schema: "supportdesk.submission/1", target: http.base, directory, passed, counts, checks };
}

function openHttp(url: string, { timeoutMs = 30_000, headers = {}, token }: SubmissionOptions): Http {
  if (!Number.isSafeInteger(timeoutMs) || timeoutMs < 1 || timeoutMs > 600_000) {
    throw new InvalidArgumentError(
      `Expected \`timeoutMs\` to be an integer in [1, 600000], got ${timeoutMs}.`,
    );
  }
  const bearer = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return new Http(serverUrls(url).http, timeoutMs, { ...headers, ...bearer });
}
