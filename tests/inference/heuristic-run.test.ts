import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readContract } from "./contract-check.ts";
import { runCommand } from "./run-command.ts";

const EXACT = `\
[START] task=billing_refund_easy env=supportdesk_env model=heuristic
[STEP] step=1 action=classify(queue=billing_ops,priority=high,issue_type=duplicate_charge) reward=0.50 done=false error=null
[STEP] step=2 action=draft_reply(reply=Hello,_thank_you_for_flagging_this._We_h) reward=0.25 done=false error=null
[STEP] step=3 action=add_internal_note(internal_note=Second_charge_after_cancellation_found_i) reward=0.10 done=false error=null
[STEP] step=4 action=submit(status=resolved,resolution_code=refund_issued) reward=0.15 done=true error=null
[END] success=true steps=4 score=0.99 rewards=0.50,0.25,0.10,0.15
[START] task=account_takeover_medium env=supportdesk_env model=heuristic
[STEP] step=1 action=classify(queue=trust_and_safety,priority=urgent,issue_type=account_compromise) reward=0.35 done=false error=null
[STEP] step=2 action=request_info(requested_fields=workspace_id|last_successful_login|billing_email) reward=0.15 done=false error=null
[STEP] step=3 action=wait() reward=0.00 done=false error=null
[STEP] step=4 action=draft_reply(reply=Hello,_we_are_treating_this_as_a_possibl) reward=0.25 done=false error=null
[STEP] step=5 action=add_internal_note(internal_note=Suspicious_sign-ins_from_abroad_and_a_ch) reward=0.10 done=false error=null
[STEP] step=6 action=submit(status=waiting_on_customer,resolution_code=recovery_pending) reward=0.15 done=true error=null
[END] success=true steps=6 score=0.99 rewards=0.35,0.15,0.00,0.25,0.10,0.15
[START] task=api_incident_hard env=supportdesk_env model=heuristic
[STEP] step=1 action=classify(queue=platform_engineering,priority=urgent,issue_type=production_incident) reward=0.35 done=false error=null
[STEP] step=2 action=request_info(requested_fields=request_ids|time_window|affected_region) reward=0.15 done=false error=null
[STEP] step=3 action=wait() reward=0.00 done=false error=null
[STEP] step=4 action=draft_reply(reply=Hello,_we_have_opened_an_incident_for_th) reward=0.25 done=false error=null
[STEP] step=5 action=add_internal_note(internal_note=Symptom:_production_requests_fail_with_s) reward=0.10 done=false error=null
[STEP] step=6 action=submit(status=escalated,resolution_code=incident_opened) reward=0.15 done=true error=null
[END] success=true steps=6 score=0.99 rewards=0.35,0.15,0.00,0.25,0.10,0.15
[START] task=regulated_export_exception_hard env=supportdesk_env model=heuristic
[STEP] step=1 action=classify(queue=compliance_ops,priority=high,issue_type=regulated_exception) reward=0.35 done=false error=null
[STEP] step=2 action=request_info(requested_fields=tenant_region|dpa_amendment_id|legal_contact_email) reward=0.15 done=false error=null
[STEP] step=3 action=wait() reward=0.00 done=false error=null
[STEP] step=4 action=draft_reply(reply=Hello,_the_support_desk_cannot_grant_an_) reward=0.25 done=false error=null
[STEP] step=5 action=add_internal_note(internal_note=Exception_to_the_residency_policy_reques) reward=0.10 done=false error=null
[STEP] step=6 action=submit(status=waiting_on_customer,resolution_code=compliance_review_pending) reward=0.15 done=true error=null
[END] success=true steps=6 score=0.99 rewards=0.35,0.15,0.00,0.25,0.10,0.15
`;

describe("the baseline without credentials", () => {
  it("prints exactly the lines of the four tasks and keeps the average off stdout", async () => {
    const { out, error, exitCode } = await runCommand({});
    expect(out).toBe(EXACT);
    expect(error).toBe(
      "The heuristic plays: no key in HF_TOKEN, API_KEY or OPENAI_API_KEY.\nAverage score of heuristic over 4 tasks: 0.99.\n",
    );
    expect(exitCode).toBe(0);
  });

  it("prints the same bytes as a process of its own", () => {
    const { PATH = "" } = process.env;
    const home = mkdtempSync(join(tmpdir(), "baseline-"));
    const out = execFileSync("node_modules/.bin/tsx", ["src/cli/main.ts", "baseline"], {
      encoding: "utf8",
      env: { PATH, HOME: home, HF_TOKEN: " ", OPENAI_LOG: "debug" },
      stdio: ["ignore", "pipe", "ignore"],
    });
    expect(out).toBe(EXACT);
  });

  it("ends quietly when the reader of its output goes away", () => {
    const out = execFileSync(
      "bash",
      ["-c", "set -o pipefail; node_modules/.bin/tsx src/cli/main.ts baseline | head -n 1; echo $?"],
      {
        encoding: "utf8",
        env: { PATH: process.env["PATH"] ?? "" },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    expect(out).toBe("[START] task=billing_refund_easy env=supportdesk_env model=heuristic\n0\n");
  });

  it("plays one task when the variable names it", async () => {
    const [episode, ...others] = readContract(
      (await runCommand({}, { SUPPORTDESK_TASK_ID: "api_incident_hard" })).out,
    );
    expect(others).toEqual([]);
    expect(episode).toMatchObject({ task: "api_incident_hard", score: 0.99, success: true });
  });

  it("lets a flag win over its variable", async () => {
    const variables = { SUPPORTDESK_TASK_ID: "nowhere", SUPPORTDESK_BENCHMARK: "other", MAX_STEPS: "8" };
    const flags = { task: "billing_refund_easy", benchmark: "my desk", maxSteps: 2 };
    const [episode] = readContract((await runCommand(flags, variables)).out);
    expect(episode).toMatchObject({ task: "billing_refund_easy", benchmark: "my_desk" });
    expect(episode?.steps).toHaveLength(2);
  });

  it("leaves an episode after MAX_STEPS and reports the score so far", async () => {
    const [episode] = readContract(
      (await runCommand({ task: "billing_refund_easy" }, { MAX_STEPS: "1" })).out,
    );
    expect(episode).toMatchObject({ success: false, score: 0.5 });
    expect(episode?.steps.at(-1)?.done).toBe(false);
  });

  it("counts a success from the threshold on", async () => {
    const play = async (threshold: string): Promise<boolean | undefined> => {
      const variables = { MAX_STEPS: "1", SUCCESS_SCORE_THRESHOLD: threshold };
      return readContract((await runCommand({ task: "billing_refund_easy" }, variables)).out)[0]?.success;
    };
    expect(await play("0.5")).toBe(true);
    expect(await play("0.51")).toBe(false);
  });

  it.each([
    [
      "SUPPORTDESK_TASK_ID",
      "api_incident",
      /^Unknown task "api_incident".* Allowed: billing_refund_easy, account_takeover_medium, /,
    ],
    ["MAX_STEPS", "abc", /^Expected `MAX_STEPS` to be an integer in \[1, 1000\], got "abc"\.$/],
    ["MAX_STEPS", "0", /^Expected `MAX_STEPS`/],
    ["MAX_TOKENS", "1.5", /^Expected `MAX_TOKENS` to be an integer/],
    ["TEMPERATURE", "hot", /^Expected `TEMPERATURE` in \[0, 2\]/],
    ["SUCCESS_SCORE_THRESHOLD", "95", /^Expected `SUCCESS_SCORE_THRESHOLD` in \[0, 1\]/],
    ["API_BASE_URL", "localhost:8000", /^Expected API_BASE_URL .* http or https address\.$/],
  ])("refuses %s=%s in one line and plays nothing", async (name, value, message) => {
    const { out, error, exitCode } = await runCommand({}, { [name]: value });
    expect(out).toBe("");
    expect(error.trimEnd().split("\n")).toEqual([expect.stringMatching(message)]);
    expect(exitCode).toBe(2);
  });

  it("shows neither a key nor a password that it refuses", async () => {
    const spaced = await runCommand({}, { HF_TOKEN: "hf_one hf_two" });
    expect(spaced).toMatchObject({ out: "", exitCode: 2 });
    expect(spaced.error).toMatch(/^Expected HF_TOKEN to be a key/);
    const address = await runCommand({}, { API_BASE_URL: "http://me:hidden@127.0.0.1/v1" });
    expect(address).toMatchObject({ out: "", exitCode: 2 });
    expect(spaced.error + address.error).not.toMatch(/hf_one|hf_two|hidden/);
  });
});
