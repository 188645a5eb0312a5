import type { AuditDocument, AuditedTask } from "./documents.ts";
import { keeps } from "./documents.ts";

/** What the audit found wrong, in one line. */
export function problemsOf({ spec, base, tasks, shaping }: AuditDocument): string {
  const { reward } = spec.kwargs;
  const lost = (against: "againstBase" | "againstRawScore"): readonly AuditedTask[] =>
    tasks.filter((task) => !keeps(task[against]));
  const [byBase, byScore] = [lost("againstBase").length, lost("againstRawScore").length];
  const count = tasks.length === 1 ? "1 task" : `${tasks.length} tasks`;
  const problems = [
    ...(byBase > 0 ? [`under ${base.kwargs["reward"]} on ${byBase} of ${count}`] : []),
    ...(byScore > 0 ? [`for the raw score on ${byScore} of ${count}`] : []),
  ];
  const verdict =
    problems.length === 0 ? [] : [`reward ${reward} does not keep what is optimal ${problems.join(" and ")}`];
  const codes = (shaping?.findings ?? []).map(({ code }) => code);
  const checks = codes.length === 0 ? [] : [`its potential fails ${codes.join(", ")}`];
  const line = [...verdict, ...checks].join("; ");
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}.`;
}
