// @ts-check

/**
 * A name of the wire as words, such as `waiting on customer` for `waiting_on_customer`.
 * @param {unknown} name
 */
export function words(name) {
  return String(name).replaceAll("_", " ");
}

/**
 * A reward with its sign and two decimals, such as `+0.35`.
 * @param {number} reward
 */
export function signed(reward) {
  const size = Math.abs(reward).toFixed(2);
  if (size === "0.00") return size;
  return `${reward < 0 ? "−" : "+"}${size}`;
}

/**
 * A span of minutes, such as `1 h 45 min`.
 * @param {number} minutes
 */
export function duration(minutes) {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/**
 * A count with its noun, such as `1 step` or `3 steps`.
 * @param {number} count
 * @param {string} noun
 */
export function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/**
 * A value as indented JSON.
 * @param {unknown} value
 */
export function pretty(value) {
  return JSON.stringify(value, null, 2);
}
