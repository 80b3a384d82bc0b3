/** What was agreed, given, refused and withdrawn outlives a restart, and a withdrawal outlives a restored backup (R46-R50). */
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { journalIn, tryJournal } from '../../../collector/backup/journal.ts';
import { makeBackup } from '../../../collector/backup/make.ts';
import { restore } from '../../../collector/backup/restore.ts';
import { fromUuid } from '../../../collector/bytes.ts';
import { disclosedBy, disclosePersons } from '../../../collector/duties/disclosing.ts';
import { nobody } from '../../../collector/register/actor.ts';
import { openLibsql } from '../../../collector/store/libsql.ts';
import { testCollector } from '../../support/collector.ts';
import { deskOf } from '../../support/desk.ts';
import { fileTest } from '../../support/fileTest.ts';
import { recipientsOf } from '../../support/recipients.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { day } from '../../support/world.ts';

fileTest(
  'R46, R47, R48, R50: a restart between every two steps changes nothing; nor does a backup bring a withdrawn consent back',
  async () => {
    const collector = await testCollector();
    const { world, needs, file, controller } = collector;
    const made = recipientsOf(collector);
    const id = await made.person();
    const stranger = await made.recipient({ name: 'Survey Oy', role: 'third_party' });
    const partner = await made.processor({ agreementUntil: made.at(10) });
    const police = await made.recipient({ role: 'authority' });
    const tool = { tool: 'scc', sccModule: 2, toolReference: 'SCC 1', toolDate: '2026-01-01' };
    const cloud = await made.processor({ country: 'US', ...tool });
    const consent = await made.consent(id, stranger);
    const key = await deskOf(collector).enter(controller.id, 'administrator', 'after');
    let open = collector.store;
    /** The collector again, on the same data. */
    const restarted = async () => {
      await open.close();
      open = await openLibsql({ file, clock: world.clock });
      return deskOf({ ...collector, store: open, needs: { ...needs, store: open } }).as(key);
    };
    const disclose = async (recipient: string, change: object = {}) => {
      const call = await restarted();
      const body = { person: id, recipient, purpose: 'invoicing', categories: ['contact'], ...change };
      return (await call('POST', '/v1/disclosures', body)).status;
    };
    expect(await disclose(stranger)).toBe(201);
    expect(await disclose(partner)).toBe(201);
    expect(await disclose(cloud)).toBe(201);
    expect(await disclose(police)).toBe(409);
    expect(await disclose(police, { duty: 'Police Act 4:3' })).toBe(201);
    world.pass(10 * day);
    expect(await disclose(partner), 'the agreement has expired').toBe(409);
    const cleared = await (await restarted())(
      'PATCH',
      `/v1/recipients/${cloud}`,
      { toolReference: null },
      { 'if-match': '*' },
    );
    expect(cleared.status).toBe(200);
    expect(await disclose(cloud)).toBe(409);

    // The backup is from before the withdrawal; the journal is not.
    const backup = join(dirname(file), 'backup');
    const backupKey = world.random(32);
    makeBackup({ file }, backup, backupKey, world);
    world.pass(1000);
    const ended = await (await restarted())('POST', `/v1/sharing-consents/${consent}/end`, {
      how: 'withdrawn',
    });
    expect(ended.status).toBe(200);
    expect(await disclose(stranger)).toBe(409);
    const call = await restarted();
    const { body } = await call('GET', `/v1/disclosures?person=${id}`);
    expect(body.items.filter((one) => one['recipient'] === stranger).map((one) => one['refused'])).toEqual([
      null,
      'no_consent',
    ]);
    const folder = temporaryFolder();
    const journal = join(folder, 'journal');
    await tryJournal(journal, world.clock());
    await journalIn(journal, open, world.clock).caughtUp();
    const restored = join(folder, 'restored.db');
    const done = await restore({
      database: { file: restored },
      backup,
      key: backupKey,
      journal,
      world,
      verify: async () => {},
      declare: async () => {},
    });
    expect(done).toMatchObject({ refusals: 1, strangers: 0 });
    const again = await openLibsql({ file: restored, clock: world.clock });
    const act = await disclosePersons(again, world, nobody(controller.id), {
      recipient: fromUuid(stranger),
      persons: [fromUuid(id)],
      purpose: 'invoicing',
      categories: ['contact'],
      duty: null,
      knownAs: null,
    });
    expect(await disclosedBy(again, controller.id, act)).toMatchObject([{ refused: 'no_consent' }]);
    await again.close();
    await open.close();
  },
);
