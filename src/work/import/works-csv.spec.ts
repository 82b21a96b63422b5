import { readWorks, type CsvWork } from './works-csv.js';

const read = (content: string | Buffer): Promise<CsvWork[]> => readWorks(Buffer.from(content));
const texts = async (content: string): Promise<string[]> => (await read(content)).map(({ title }) => title);
const expectUnusable = async (content: string | Buffer, sentence: string, kind = 'invalid'): Promise<void> => {
  await expect(read(content)).rejects.toMatchObject({
    code: 'UNUSABLE_FILE',
    kind,
    body: { detail: { ko: expect.stringContaining(sentence) as string } },
  });
};

describe('the header', () => {
  it.each([
    ['title', 'title'],
    ['another case', ' TITLE '],
    ['제목', '제목'],
    ['제목 in quotes', '"제목"'],
    ['제목 after a byte order mark', '\ufeff제목'],
    ['제목 decomposed, as macOS writes it', '\u110c\u1166\u1106\u1169\u11a8'],
  ])('may be %s', async (_, header) => expect(await texts(`${header}\na\n`)).toEqual(['a']));

  it.each(['hidden', 'HIDDEN', '숨김'])('may have a column %s', async (header) => {
    expect((await read(`${header},title\ntrue,a\n,b\n`)).map(({ hidden }) => hidden)).toEqual(['true', '']);
  });

  it('may have other columns, which are ignored', async () => {
    expect(await texts('id,제목,author\n1,a,kim\n2,,lee\n3\n')).toEqual(['a', '', '']);
  });

  it.each([
    ['is missing', '봄봄\n동백꽃\n'],
    ['is another', 'titles\na\n'],
    ['has semicolons instead of commas', 'id;title\n1;a\n'],
    ['is missing in an empty file', ''],
    ['is missing in a file of empty lines', '\n\n'],
  ])('is required: the file is rejected when the header %s', (_, content) =>
    expectUnusable(content, '첫 줄에 title(또는 제목) 열이 없습니다.'),
  );

  it('may have a column of combining marks beside the titles', async () => {
    expect(await texts(`${'\u0301\u0316'.repeat(12_000)},title\n1,a\n`)).toEqual(['a']);
  });

  it('alone is a file without titles', async () => expect(await read('title\n')).toEqual([]));
});

describe('a file', () => {
  it.each([
    ['EUC-KR', Buffer.from([0x74, 0x69, 0x74, 0x6c, 0x65, 0x0a, 0xba, 0xbd, 0xba, 0xbd])],
    ['UTF-16', Buffer.from('\ufefftitle\na\n', 'utf16le')],
    ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a])],
    ['truncated UTF-8', Buffer.from('title\n봄').subarray(0, -1)],
  ])('that is %s is refused', (_, bytes) => expectUnusable(bytes, 'UTF-8 파일이 아닙니다.'));

  it('of more than 16 megabytes is refused', async () => {
    const rows = 2 ** 24 / 1024;
    const content = `title\n${`${'a'.repeat(1023)}\n`.repeat(rows)}`.slice(0, 2 ** 24);
    expect(await read(content)).toHaveLength(rows);
    await expectUnusable(`${content}\n`, '16MB를 넘습니다', 'too-large');
  });

  it('of more than 50,000 rows is refused', async () => {
    const content = `title\n${'a\n'.repeat(50_000)}`;
    expect(await read(content)).toHaveLength(50_000);
    await expectUnusable(`${content}a\n`, '50,000줄을 넘습니다', 'too-large');
  });

  it.each([
    ['of many cells', ','.repeat(70_000)],
    ['with a long title', 'a'.repeat(70_000)],
    ['with a title of many lines', `"${'a\n'.repeat(40_000)}"`],
    ['that begins with a quote which is never closed', `"${'a\n'.repeat(40_000)}`],
  ])('with a row of more than 64 KB is refused before the rest of it is parsed: %s', async (_, row) => {
    const tail = '\na'.repeat(100);
    await expectUnusable(`title\na\n${row}${tail}`, '3번째 줄부터 한 행이 64KB를 넘습니다.');
    await expectUnusable(`${row}${tail}`, '1번째 줄부터 한 행이 64KB를 넘습니다.');
  });

  it('with a quote that is never closed is refused with the line where it opens', async () => {
    await expectUnusable('title\na\n"b\nc"\n"d\ne\n', '5번째 줄을 CSV로 읽을 수 없습니다.');
  });

  it.each(['\n', '\r\n', '\r', ' \n'])('of more than 50,000 blank lines (%j) is refused', async (blank) => {
    expect(await read(`title\n${blank.repeat(49_999)}a`)).toHaveLength(1);
    await expectUnusable(`title\n${blank.repeat(50_001)}`, '50,000줄을 넘습니다', 'too-large');
  });

  it.each([
    ['rows', 50_000, 'a\n', 500],
    ['blank lines', 50_000, '\n', 500],
    ['blank lines that end with a carriage return', 50_000, '\r', 500],
    ['long rows', 50, `${'a'.repeat(20_000)}\n`, 1],
  ])('of many %s is parsed in many turns of the event loop', async (_, rows, row, maxRowsPerTurn) => {
    let turns = 0;
    let counting = true;
    const count = (): void => {
      turns += 1;
      if (counting) setImmediate(count);
    };
    setImmediate(count);
    await read(`title\n${row.repeat(rows)}`);
    counting = false;
    expect(rows / turns).toBeLessThan(maxRowsPerTurn);
  });
});
