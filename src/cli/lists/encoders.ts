import { formatCount } from "../../report/numbers.ts";
import { wrapText } from "../../report/wrap.ts";
import { ENCODER_NAMES, encoder, encoderSummary } from "../../supportdesk/index.ts";
import type { ListFlags } from "../commands/lists.ts";
import type { Io } from "../io.ts";
import { printJson } from "../json.ts";

const EDITS =
  "Edit them by name: compact~sla_band leaves a feature out, stage+round adds one. The number of keys counts every combination; far fewer occur.";

/** Prints the encoders. */
export function runEncoders({ json }: ListFlags, io: Io): void {
  const encoders = ENCODER_NAMES.map((name) => {
    const { size, features } = encoder(name);
    return {
      name,
      summary: encoderSummary(name),
      keys: size,
      features: features.map((feature) => ({ name: feature.name, values: feature.values })),
    };
  });
  if (json) {
    printJson(io, { encoders });
    return;
  }
  for (const { name, summary, keys, features } of encoders) {
    io.out(`${io.style.bold(name)}  ${summary} (${formatCount(keys)} keys)\n`);
    io.out(
      `${io.style.dim(wrapText(`  ${features.map((each) => each.name).join(", ")}`, io.width, "  "))}\n`,
    );
  }
  io.out(`\n${wrapText(EDITS, io.width)}\n`);
}
