import { isWholeAddress } from './email-filter.js';

describe('isWholeAddress', () => {
  it.each(['kim@example.com', ' Kim@Example.com ', 'kim@mail.example.co.kr', 'kim.lee@회사.한국', '"a@b"@example.com'])(
    'takes %s for a whole address',
    (typed) => expect(isWholeAddress(typed)).toBe(true),
  );

  it.each(['kim', 'kim.lee', 'kim@', 'kim@example', 'kim@example.', 'kim.lee@example', '"a.b@c.d"@', ''])(
    'takes %s for a beginning',
    (typed) => expect(isWholeAddress(typed)).toBe(false),
  );
});
