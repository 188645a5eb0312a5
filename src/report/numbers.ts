/** What stands for a value that is not known. */
export const UNKNOWN = "–";

const ALMOST = 1e-9;

/**
 * A score or a return with two decimals, or three where two would round it up to 1.00: nothing shows as 1.00 that is
 * below.
 */
export function formatScore(value: number | null): string {
  if (value === null) return UNKNOWN;
  const text = value.toFixed(2).replace(/^-(0\.00)$/, "$1");
  if (text !== "1.00" || value >= 1 - ALMOST) return text;
  return (Math.floor(value * 1000) / 1000).toFixed(3);
}

/** A distance with two decimals, or as many as its first digit needs: nothing shows as 0.00 that is more than a tie. */
export function formatGap(value: number | null): string {
  if (value === null) return UNKNOWN;
  const size = Math.abs(value);
  if (size <= ALMOST || size >= 0.005) return formatScore(value);
  return size < 1e-6 ? value.toExponential(0) : value.toPrecision(1);
}

/** A change with its sign, such as `+0.35`. */
export function formatChange(value: number): string {
  const text = formatScore(value);
  return text.startsWith("-") ? text : `+${text}`;
}

/** A count with its thousands apart, such as `20,000`. */
export function formatCount(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 1 });
}

/** A number of some size, such as a learned value: three decimals. */
export function formatValue(value: number): string {
  return value.toFixed(3).replace(/^-(0\.000)$/, "$1");
}
