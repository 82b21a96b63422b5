import { presentForm, type PageForm } from './page-form.js';

const FORM: PageForm = {
  title: '회원가입',
  action: '/signup-page/',
  submit: '가입하기',
  fields: [
    { name: 'email', label: '이메일', type: 'email', autocomplete: 'username', maxLength: 255 },
    {
      name: 'password',
      label: '비밀번호',
      type: 'password',
      autocomplete: 'new-password',
      maxLength: 128,
      hints: ['8자'],
    },
    {
      name: 'again',
      label: '확인',
      type: 'password',
      autocomplete: 'new-password',
      maxLength: 128,
      alsoNamed: 'non_field_errors',
    },
  ],
};

const present = (body?: Record<string, unknown>, typed?: unknown) => {
  const shown = presentForm(FORM, body && { status: 400, body }, typed);
  const [email, password, again] = shown['fields'] as Record<string, unknown>[];
  return { shown, email: email!, password: password!, again: again! };
};

describe('presentForm', () => {
  it('has no messages at first', () => {
    const { shown, email, password } = present();
    expect(shown).toMatchObject({ title: '회원가입', problems: [], refused: false });
    expect(email).toMatchObject({ errors: [], describedBy: '', value: '', focused: false });
    expect(password['describedBy']).toBe('password-hint');
  });

  it('shows each message beside its field, and focuses the first field with one', () => {
    const { shown, email, password, again } = present({ password: ['짧아요', '흔해요'], non_field_errors: ['달라요'] });
    expect(password).toMatchObject({
      errors: ['짧아요', '흔해요'],
      describedBy: 'password-hint password-error',
      focused: true,
    });
    expect(again).toMatchObject({ errors: ['달라요'], describedBy: 'again-error', focused: false });
    expect(email['focused']).toBe(false);
    expect(shown['problems']).toEqual([]);
  });

  it.each(['result', 'detail'])('shows %s, which belongs to no field, above all fields', (key) => {
    const { shown, password } = present({ [key]: '안 돼요' }, { email: 'a@b.example' });
    expect(shown['problems']).toEqual(['안 돼요']);
    expect(password['focused']).toBe(true);
  });

  it('shows the submitted values again, but never a password', () => {
    const { email, password } = present({ email: ['?'] }, { email: 'a@b', password: 'secret' });
    expect([email['value'], password['value']]).toEqual(['a@b', '']);
  });

  it.each([undefined, null, 7, { email: ['a', 'b'] }, { email: { x: 1 } }])('accepts a body of %j', (typed) => {
    expect(present({ email: ['?'] }, typed).email['value']).toBe('');
  });
});
