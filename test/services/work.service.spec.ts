import type { WorkService } from '../../src/work/work.service.js';
import { BY } from '../builders/actors.js';
import { Application, type Remote } from '../support/application.js';
import { onEachDatabase } from '../support/on-each-database.js';

onEachDatabase('WorkService', (kind) => {
  let works: Remote<WorkService>;

  beforeAll(async () => {
    works = (await Application.start(kind)).service<WorkService>('WorkService');
  });

  it('creates a work, with the title on one line', async () => {
    expect(await works.create(' 메밀꽃\n필 무렵 ', BY)).toMatchObject({ title: '메밀꽃 필 무렵', isHidden: false });
  });

  it('refuses a title that another work has', async () => {
    await works.create('운수 좋은 날', BY);
    await expect(works.create('운수 좋은 날', BY)).rejects.toMatchObject({ code: 'TITLE_TAKEN' });
  });

  it('refuses a title of more than 100 characters', async () => {
    await expect(works.create('x'.repeat(101), BY)).rejects.toMatchObject({ code: 'INVALID' });
  });

  it('renames a work only if it still has the title that the operator saw', async () => {
    const { id } = await works.create('초고', BY);
    await works.rename(id, '다른 제목', BY, '초고');
    await expect(works.rename(id, '내 제목', BY, '초고')).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
  });

  it('lists no hidden work', async () => {
    const { id } = await works.create('숨은 작품', BY);
    const ids = async (): Promise<number[]> => (await works.list()).map((work) => work.id);
    expect(await ids()).toContain(id);
    await works.setHidden(id, true, BY);
    expect(await ids()).not.toContain(id);
  });

  it('removes a work', async () => {
    const { id } = await works.create('지울 작품', BY);
    await works.remove(id, BY);
    await expect(works.remove(id, BY)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
