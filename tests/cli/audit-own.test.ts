import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { AuditDocument } from "../../src/cli/audit/documents.ts";
import { type Ran, run, temporaryFolder } from "./command-line.ts";

const audit = (line: string): Promise<Ran> => run(["audit", ...line.split(" ")]);

interface Audited extends AuditDocument {
  readonly code: number | null;
}

async function audited(line: string): Promise<Audited> {
  const { code, out } = await audit(`${line} --json`);
  return { code, ...(JSON.parse(out) as AuditDocument) };
}

describe("a control", () => {
  const small = "--reward pbrs --base sparse --task billing_refund_easy --mask workflow --potential-scale 3";

  it.each(["0.5", "0.9", "0.99", "1"])("that is random keeps what is optimal at γ = %s", async (discount) => {
    const { tasks, shaping, spec } = await audited(`${small} --potential random --discount ${discount}`);
    expect(tasks[0]?.againstBase).toMatchObject({ verdict: "equal", offence: null });
    expect(shaping).toMatchObject({ passed: true, findings: [] });
    expect(spec.kwargs["potential"]).toBe("random");
  });

  it("with fields in any order is a function of the state: the best one, and its opposite", async () => {
    for (const potential of ["optimal-value", "negated-optimal-value"]) {
      const line = `--reward pbrs --base sparse --task billing_refund_easy --potential ${potential}`;
      const { tasks } = await audited(
        `${line} --without reply,note,classify:general_question --discount 0.9`,
      );
      expect(tasks[0]?.againstBase.verdict).toBe("equal");
    }
  });
});

describe("a reward or potential of one's own", () => {
  const folder = temporaryFolder();
  const file = (name: string, text: string): string => {
    const path = join(folder, `${name}.mjs`);
    writeFileSync(path, text);
    return path;
  };
  const task = "--task billing_refund_easy --mask workflow";

  it("is audited from its file, and named by it", async () => {
    // Asking for the first time, which is never needed here, pays 0.3 and costs 0.15 of the score.
    const path = file(
      "asking",
      "export const reward = ({ before, after, terminated }) => ({ score: terminated ? after.grade.rawScore : 0, asked: before.view.case.requested_fields.length === 0 && after.view.case.requested_fields.length > 0 ? 0.3 : 0 });",
    );
    const { tasks, spec, code } = await audited(
      `--reward ${path} --base sparse --mask once --task billing_refund_easy`,
    );
    expect([code, spec.kwargs["reward"]]).toEqual([1, path]);
    expect(tasks[0]?.againstRawScore.verdict).toBe("broken");
    expect(tasks[0]?.againstRawScore.loss.min).toBeCloseTo(0.15, 12);
    expect((await audited(`--reward sparse --base ${path} ${task}`)).base.kwargs["reward"]).toBe(path);
  });

  it("keeps what is optimal where it is a potential", async () => {
    const path = file("phi", "export default ({ view }) => Math.cos(view.remaining_steps);");
    const { tasks, shaping } = await audited(
      `--reward pbrs --base sparse --potential ${path} --discount 0.7 ${task}`,
    );
    expect(tasks[0]?.againstBase.verdict).toBe("equal");
    expect(shaping?.passed).toBe(true);
  });

  it.each([
    [
      "pbrs --potential",
      "export const potential = () => Number.NaN;",
      "potential to be a finite number, got NaN",
    ],
    [
      "pbrs --potential",
      "let n = 0; export const potential = () => n++;",
      "depend on the state alone, got 0 and",
    ],
    ["", "let n = 0; export const reward = () => ({ n: n++ });", "when asked twice"],
    ["", "export const reward = 3;", "a function `reward`, got number"],
    ["", "export const other = () => 3;", "a function `reward`, got none"],
    ["", "throw new Error('no luck');", "can be imported"],
  ])("is refused in one line: --reward %s %s", async (flag, text, part) => {
    const path = file(`bad-${text.length}`, text);
    const { code, out, error } = await audit(`--reward ${flag === "" ? path : `${flag} ${path}`} ${task}`);
    expect([code, out]).toEqual([2, ""]);
    expect(error).toMatch(/^[^\n]+\n$/);
    expect(error).toContain(part);
  });

  it("is refused where there is no such file", async () => {
    const { code, error } = await audit("--reward ./nothing.ts");
    expect([code, error]).toEqual([
      2,
      "Expected a file that exports a function `reward`, got ./nothing.ts, which does not exist.\n",
    ]);
  });
});
