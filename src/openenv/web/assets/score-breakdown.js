// @ts-check
import { html } from "./html.js";
import { words } from "./words.js";

/** @import { GradeReport } from "../messages.ts" */

/** @param {number} credit */
function mood(credit) {
  if (credit >= 1) return "full";
  return credit <= 0 ? "none" : "part";
}

/** @param {any} match */
function covered(match) {
  const { matched, missing, forbidden } = match;
  const points = `${matched.length} of ${matched.length + missing.length} points covered`;
  return forbidden.length === 0 ? points : `${points}, ${forbidden.length} claims that must not be made`;
}

/**
 * What the credits of texts and questions rest on, in words, by component.
 * @param {any} evidence
 * @returns {Readonly<Record<string, string>>}
 */
function reasons(evidence) {
  if (evidence?.requested_fields === undefined) return {};
  const { needed, asked, unneeded } = evidence.requested_fields;
  return {
    reply: covered(evidence.reply),
    internal_note: covered(evidence.internal_note),
    requested_fields: `${asked} of ${needed} needed fields asked for, ${unneeded} not needed`,
  };
}

/**
 * How the ended episode was graded.
 * @param {{ grade: GradeReport | null }} props
 */
export function ScoreBreakdown({ grade }) {
  if (grade?.ended !== true || grade.components === undefined) return null;
  const why = reasons(grade.evidence);
  const sum = grade.components.reduce((total, { weight, credit }) => total + weight * credit, 0);
  return html`<section class="card score" aria-labelledby="score-title">
    <h2 id="score-title">Score breakdown</h2>
    <p class="final"><span class="final-score">${grade.score.toFixed(2)}</span> reported score, ${words(grade.outcome)}</p>
    <table>
      <thead><tr><th scope="col">Component</th><th scope="col" class="number">Weight</th><th scope="col" class="number">Credit</th><th scope="col" class="number">Points</th></tr></thead>
      <tbody>
        ${grade.components.map(
          ({ name, weight, credit }) => html`<tr key=${name}>
            <th scope="row">${words(name)}${why[name] !== undefined && html`<small>${why[name]}</small>`}</th>
            <td class="number">${weight}</td>
            <td class="number"><span class=${`credit credit-${mood(credit)}`}>${Math.round(credit * 100)} %</span></td>
            <td class="number">${(weight * credit).toFixed(1)}</td>
          </tr>`,
        )}
      </tbody>
      <tfoot><tr><th scope="row">Total</th><td class="number">100</td><td></td><td class="number">${sum.toFixed(1)}</td></tr></tfoot>
    </table>
    <p class="hint">The reported score is the total as a share, kept between 0.01 and 0.99.</p>
  </section>`;
}
