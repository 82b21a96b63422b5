import type { OperatorPlaces } from '../../src/admin/http/operator-places.js';
import { Application } from '../support/application.js';

type Places = typeof import('../../src/admin/http/operator-places.js');

describe('OperatorPlaces', () => {
  it('process four requests of an account at once, in their order, and those of others meanwhile', async () => {
    const application = await Application.start('sqlite');
    const started = await application.run(async ({ load }) => {
      const { OperatorPlaces } = await load<Places>('admin/http/operator-places.js');
      const places: OperatorPlaces = new OperatorPlaces();
      const begun: string[] = [];
      const ends: (() => void)[] = [];
      const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
      const request = (userId: number, name: string): Promise<void> =>
        places.run(userId, 'support', () => {
          begun.push(name);
          return new Promise((resolve) => ends.push(resolve));
        });
      const all = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => request(1, name));
      all.push(request(2, 'of another'));
      await turn();
      const atOnce = [...begun];
      ends[1]!();
      await turn();
      const afterOne = [...begun];
      for (let end = 0; end < ends.length; end++, await turn()) ends[end]!();
      await Promise.all(all);
      return { atOnce, afterOne, all: begun };
    }, undefined);
    const atOnce = ['a', 'b', 'c', 'd', 'of another'];
    expect(started).toEqual({ atOnce, afterOne: [...atOnce, 'e'], all: [...atOnce, 'e', 'f'] });
  });
});
