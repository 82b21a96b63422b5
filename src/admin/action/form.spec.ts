import { EditForm, Form, OPENED } from './form.js';

const posted = (fields: Record<string, string>): ReadonlyMap<string, string> => new Map(Object.entries(fields));

describe('A form for a new row', () => {
  it('reads a missing field as empty and anything but an integer as NaN', () => {
    const form = new Form(posted({ title: '봄봄', count: ' +12 ', rate: '1e3', amount: '0x10' }));
    expect([form.text('title'), form.text('nothing')]).toEqual(['봄봄', '']);
    expect([form.integer('count'), form.integer('rate'), form.integer('amount'), form.integer('nothing')]).toEqual([
      12,
      NaN,
      NaN,
      NaN,
    ]);
  });
});

describe('A form for an existing row', () => {
  const opened = JSON.stringify({ name: '가을', discount_amount: 3000, count: 100 });

  it('returns only the fields that were changed since it was opened', () => {
    const form = new EditForm(posted({ [OPENED]: opened, name: '겨울', discount_amount: '3000', count: '100' }));
    expect([form.text('name'), form.integer('discount_amount'), form.integer('count')]).toEqual([
      '겨울',
      undefined,
      undefined,
    ]);
  });

  it('returns a value as filled in, changed or not', () => {
    const form = new EditForm(posted({ [OPENED]: opened, name: '가을' }));
    expect([form.text('name'), form.filled('name'), form.filled('nothing')]).toEqual([undefined, '가을', undefined]);
  });

  it('returns a field that was emptied', () => {
    expect(new EditForm(posted({ [OPENED]: opened, name: '' })).text('name')).toBe('');
  });

  it.each(['', 'null', '[1]', '{', '"text"', '{"__proto__":{"name":"겨울"}}', '{"name":{"toString":1,"valueOf":1}}'])(
    'treats every field as changed when the opened values are %s',
    (text) => {
      expect(new EditForm(posted({ [OPENED]: text, name: '겨울' })).text('name')).toBe('겨울');
    },
  );
});
