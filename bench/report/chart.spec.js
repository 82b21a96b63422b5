import { drawChart } from './chart.js';

const bar = { label: 'a <b>', ratio: 0.5, least: 0.4, most: 0.6, text: '0.50 · 5/s', ours: true };
const input = { title: 'Title', subtitle: 'Subtitle', groups: [{ name: 'Issuing', bars: [bar] }] };

describe('drawChart', () => {
  it('contains every label and value, also in the description for screen readers', () => {
    const svg = drawChart(input);
    for (const words of ['Title', 'Subtitle', 'Issuing', '0.50 · 5/s']) expect(svg).toContain(`>${words}<`);
    expect(svg).toContain('Issuing: a &#60;b&#62; 0.50 · 5/s.');
  });

  it('escapes labels', () => {
    expect(drawChart(input)).not.toContain('<b>');
  });

  it('makes a bar as long as its ratio', () => {
    const widths = [0.25, 0.5].map((ratio) => {
      const svg = drawChart({ ...input, groups: [{ name: 'Issuing', bars: [{ ...bar, ratio }] }] });
      return Number(/<rect[^>]* width="([\d.]+)"/.exec(svg)[1]);
    });
    expect(widths[1] / widths[0]).toBeCloseTo(2, 2);
  });

  it('has a dark colour scheme', () => {
    expect(drawChart(input)).toContain('prefers-color-scheme: dark');
  });
});
