/**
 * Breaks words into lines of at most `width` characters.
 * @param indent - Put before every line but the first, whose own start is already in the words.
 */
export function wrapWords(words: readonly string[], width: number, indent = ""): string {
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent + word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join("\n");
}

/** Breaks a text at its white space; later lines are indented. */
export function wrapText(text: string, width: number, indent = ""): string {
  return wrapWords(text.split(/\s+/), width, indent);
}
