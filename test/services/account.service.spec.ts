import type { AccountService } from '../../src/account/account.service.js';
import { Application, type Remote } from '../support/application.js';
import { newEmail, PASSWORD } from '../support/members.js';
import { onEachDatabase } from '../support/on-each-database.js';

const ADDRESS = '192.0.2.1';
const CLIENT = { address: ADDRESS, requestId: 'request-1' };

onEachDatabase('AccountService', (kind) => {
  let accounts: Remote<AccountService>;

  beforeAll(async () => {
    const application = await Application.start(kind, { env: { LIMIT_LOGIN: '5/hour' } });
    accounts = application.service<AccountService>('AccountService');
  });

  const signUp = async (password = PASSWORD, confirm_password = password): Promise<{ id: number; email: string }> =>
    accounts.signUp({ email: newEmail(), password, confirm_password }, ADDRESS);

  it('signs up a member who can log in', async () => {
    const { id, email } = await signUp();
    expect(await accounts.authenticate(email, PASSWORD, CLIENT)).toMatchObject({ id, isAdmin: false });
  });

  it('refuses passwords that differ, and weak ones', async () => {
    await expect(signUp(PASSWORD, 'another-password-7')).rejects.toMatchObject({ code: 'PASSWORD_MISMATCH' });
    await expect(signUp('12345678')).rejects.toMatchObject({ code: 'WEAK_PASSWORD' });
  });

  it('treats two spellings of one mailbox as one account', async () => {
    const { email } = await signUp();
    const again = { email: email.toUpperCase(), password: PASSWORD, confirm_password: PASSWORD };
    await expect(accounts.signUp(again, ADDRESS)).rejects.toMatchObject({ code: 'EMAIL_TAKEN' });
  });

  it('refuses a wrong password, and after five of them every password', async () => {
    const { email } = await signUp();
    const wrong = () => accounts.authenticate(email, 'wrong-password-7', { ...CLIENT, address: '192.0.2.9' });
    for (let guess = 0; guess < 5; guess++)
      await expect(wrong()).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    const right = accounts.authenticate(email, PASSWORD, { ...CLIENT, address: '192.0.2.9' });
    await expect(right).rejects.toMatchObject({ code: 'THROTTLED' });
  });

  it('changes a password, which ends every session of the member', async () => {
    const { id, email } = await signUp();
    const before = await accounts.authenticate(email, PASSWORD, CLIENT);
    const after = await accounts.changePassword(id, PASSWORD, 'a-new-password-31', CLIENT);
    expect(after.sessionEpoch).toBe(before.sessionEpoch + 1);
    const old = accounts.authenticate(email, PASSWORD, CLIENT);
    await expect(old).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
  });
});
