// Draws a bar chart of ratios. Input, as `chart-input.js` creates it:
//   { title, subtitle, groups: [{ name, bars: [{ label, ratio, least, most, text, ours }] }] }

const WIDTH = 840;
const LABELS = 252;
const FIGURES = 148;
const BAR = 18;
const STEP = 26;
const GROUP_HEAD = 40;
const HEAD = 64;
const FOOT = 34;

const STYLE = `
  text { font: 14px system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif; fill: #1f2328; }
  .title { font-size: 17px; font-weight: 600; }
  .group { font-size: 15px; font-weight: 600; }
  .quiet { fill: #59636e; font-size: 13px; }
  .bar { fill: #8c959f; }
  .ours { fill: #0969da; }
  .whisker { stroke: #1f2328; stroke-width: 1.5; }
  .grid { stroke: #d1d9e0; }
  .limit { stroke: #59636e; stroke-dasharray: 4 3; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; }
    .quiet { fill: #9198a1; }
    .bar { fill: #656c76; }
    .ours { fill: #4493f8; }
    .whisker { stroke: #f0f6fc; }
    .grid { stroke: #3d444d; }
    .limit { stroke: #9198a1; }
  }`;

/** @returns {string} an SVG image with a light and a dark colour scheme */
export function drawChart({ title, subtitle, groups }) {
  const most = Math.max(1, ...groups.flatMap(({ bars }) => bars.map((bar) => bar.most)));
  const scale = (ratio) => LABELS + (ratio / most) * (WIDTH - LABELS - FIGURES);
  const { parts, height } = drawGroups(groups, scale);
  const body = height + FOOT;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${body}" width="${WIDTH}" height="${body}" role="img" aria-labelledby="t d">`,
    `<title id="t">${escaped(title)}</title><desc id="d">${escaped(spokenOf(groups))}</desc>`,
    `<style>${STYLE}\n</style>`,
    text(0, 22, title, 'title'),
    text(0, 44, subtitle, 'quiet'),
    ...gridLines(scale, height),
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

function drawGroups(groups, scale) {
  const parts = [];
  let y = HEAD;
  for (const { name, bars } of groups) {
    parts.push(text(0, y + 24, name, 'group'));
    y += GROUP_HEAD;
    for (const bar of bars) {
      parts.push(drawBar(bar, y, scale));
      y += STEP;
    }
  }
  return { parts, height: y };
}

function drawBar({ label, ratio, least, most, text: figure, ours }, y, scale) {
  const middle = y + BAR / 2;
  const width = Math.max(2, scale(ratio) - LABELS);
  return [
    text(LABELS - 12, middle + 5, label, '', 'end'),
    `<rect class="${ours ? 'ours' : 'bar'}" x="${LABELS}" y="${y}" width="${round(width)}" height="${BAR}" rx="2"/>`,
    `<path class="whisker" d="M${round(scale(least))} ${middle}H${round(scale(most))}"/>`,
    text(round(scale(Math.max(ratio, most)) + 8), middle + 5, figure, ''),
  ].join('');
}

/** Lines at 0 and at the limit only, because every bar has its value beside it. */
function gridLines(scale, bottom) {
  return [0, 1].map((ratio) => {
    const x = round(scale(ratio));
    const line = `<path class="${ratio === 1 ? 'limit' : 'grid'}" d="M${x} ${HEAD + 6}V${bottom + 4}"/>`;
    return line + text(x, bottom + 20, ratio === 1 ? '1 = bare node:http' : '0', 'quiet', 'middle');
  });
}

const spokenOf = (groups) =>
  groups
    .map(({ name, bars }) => `${name}: ${bars.map(({ label, text: figure }) => `${label} ${figure}`).join(', ')}.`)
    .join(' ');

function text(x, y, words, kind, anchor = 'start') {
  const named = kind ? ` class="${kind}"` : '';
  const anchored = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  return `<text x="${x}" y="${y}"${named}${anchored}>${escaped(words)}</text>`;
}

const round = (value) => Math.round(value * 10) / 10;

const escaped = (words) => String(words).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
