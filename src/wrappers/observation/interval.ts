/** Where a value lies between two bounds, as a share in [0, 1]; 0 where they are equal. */
export function shareWithin(value: number, low: number, high: number): number {
  if (low === high) return 0;
  const width = high - low;
  // The width of the widest intervals overflows; that of their halves does not.
  return Number.isFinite(width) ? (value - low) / width : (value / 2 - low / 2) / (high / 2 - low / 2);
}

/** The value at a share between two bounds; never outside them. */
export function valueWithin(share: number, low: number, high: number): number {
  return Math.min(Math.max(low * (1 - share) + high * share, low), high);
}
