import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const english = readFileSync(join(root, 'README.md'), 'utf8');
const korean = readFileSync(join(root, 'README.ko.md'), 'utf8');

/** Every heading, with its level. */
const HEADINGS = [
  ['# Toodat · 투닷', '# Toodat · 투닷'],
  ['## How a coupon is issued', '## 쿠폰이 발급되는 과정'],
  ['## Start', '## 시작하기'],
  ['## Your first event', '## 첫 이벤트 열기'],
  ['## API', '## API'],
  ['### Error codes', '### 오류 코드'],
  ['## Settings', '## 설정'],
  ['## Performance', '## 성능'],
  ['## Limits', '## 한계'],
  ['## More', '## 더 보기'],
];

const CODE_BLOCK = /^```(?<language>\w*)\n(?<content>[^]*?)^```$/gm;
const withoutCode = (markdown: string): string => markdown.replaceAll(CODE_BLOCK, '');

const headings = (markdown: string): string[] => withoutCode(markdown).match(/^#{1,6} .+$/gm) ?? [];

/** Comments of commands and labels of diagrams may be translated; the rest of a block may not. */
function codeBlocks(markdown: string): string[] {
  return [...markdown.matchAll(CODE_BLOCK)].map(({ groups }) => {
    const { language, content } = groups as { language: string; content: string };
    const isDiagram = language === 'mermaid';
    return `${language}\n${isDiagram ? content.replaceAll(/"[^"]*"/g, '""') : content.replaceAll(/ *# .*$/gm, '')}`;
  });
}

/** Tables, as rows of cells. Of each cell what must be equal: its code, links and numbers. */
function tables(markdown: string): string[][][] {
  const blocks = withoutCode(markdown).match(/(?:^\|.*\|$\n?)+/gm) ?? [];
  return blocks.map((block) => block.trim().split('\n').map(cells));
}

const cells = (row: string): string[] => row.slice(1, -1).split('|').map(untranslated);

function untranslated(cell: string): string {
  const [content] = cell.trim().split(/:? *-{3,}:?/);
  const code = content!.match(/`[^`]+`/g) ?? [];
  const links = content!.match(/\]\([^)]+\)/g) ?? [];
  const isFigure = /^[\d.,]+( \([\d.–]+\)| ms)?$/.test(content!) || /^\d{3}(, \d{3})*$/.test(content!);
  return [...code.toSorted(), ...links, isFigure ? content : ''].join(' ');
}

const images = (markdown: string): string[] => [...markdown.matchAll(/<img src="([^"]+)"/g)].map(([, path]) => path!);
const links = (markdown: string): string[] => [...markdown.matchAll(/\]\(([^)]+)\)/g)].map(([, path]) => path!);

describe('README.md and README.ko.md', () => {
  it('have the same headings', () => {
    expect(headings(english)).toEqual(HEADINGS.map(([one]) => one));
    expect(headings(korean)).toEqual(HEADINGS.map(([, other]) => other));
  });

  it('have the same tables: rows, columns, code, links and figures', () => {
    expect(tables(english).length).toBeGreaterThan(4);
    expect(tables(korean)).toEqual(tables(english));
  });

  it('have the same commands and diagrams', () => {
    expect(codeBlocks(english).length).toBeGreaterThan(3);
    expect(codeBlocks(korean)).toEqual(codeBlocks(english));
  });

  it('have as many items in each list', () => {
    const items = (markdown: string) => markdown.match(/^(?:-|\d\.) /gm);
    expect(items(korean)).toEqual(items(english));
  });

  it('link to the same files, except for each other', () => {
    const others = (markdown: string) => links(markdown).filter((path) => !/^README(\.ko)?\.md$/.test(path));
    expect(others(korean).toSorted()).toEqual(others(english).toSorted());
  });

  it('show the same pictures, each in its own language', () => {
    expect(images(korean)).toEqual(images(english).map((path) => path.replace(/-en\.png$/, '-ko.png')));
  });

  it('name only scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
    const named = [...english.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('The documents', () => {
  const names = [
    'README.md',
    'README.ko.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'CODE_OF_CONDUCT.md',
  ];

  it.each(names)('%s links to files that exist', (name) => {
    const document = readFileSync(join(root, name), 'utf8');
    const local = [...links(document), ...images(document)].filter((path) => !/^(https?|mailto):/.test(path));
    expect(local.filter((path) => !existsSync(join(root, path.replace(/#.*/, ''))))).toEqual([]);
  });
});
