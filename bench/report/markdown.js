/** @param {readonly string[]} heads columns whose heading begins with `>` are aligned to the right */
export function table(heads, rows) {
  const names = heads.map((head) => head.replace(/^>/, ''));
  const rules = heads.map((head) => (head.startsWith('>') ? '---:' : '---'));
  return [names, rules, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export const NOTHING = '–';

/** In characters. */
const MAX_LENGTH = 400;

/** A rounded number with thousands separators. */
export const whole = (value) => (Number.isFinite(value) ? Math.round(value).toLocaleString('en') : NOTHING);

export const fixed = (value, digits) => (Number.isFinite(value) ? value.toFixed(digits) : NOTHING);

/** `0.52 (0.49–0.55)`: a median and its spread. */
export function spreadText({ median, least, most }, say) {
  return Number.isFinite(median) ? `${say(median)} (${say(least)}–${say(most)})` : NOTHING;
}

export const mebibytes = (bytes) => (Number.isFinite(bytes) ? `${Math.round(bytes / 2 ** 20)} MiB` : NOTHING);

/** Formats text as code on one line, cut if it is too long. */
export const oneLine = (text) => `\`${text.replace(/[`\s]+/g, ' ').slice(0, MAX_LENGTH)}\``;
