/** R8, end to end: a campaign through a real mail server reaches whom it may, and whoever refuses on the way gets none. */
import { expect, test } from 'vitest';
import { sendCampaigns } from '../../../collector/messages/campaigns/sending.ts';
import { testCollector } from '../../support/collector.ts';
import { mailServer } from '../../support/mailServer.ts';
import { marketingOf } from '../../support/marketing.ts';
import { postingOf } from '../../support/posting.ts';

test('R8, R11: what was queued is looked at again when it goes; service messages go all the same', async () => {
  const collector = await testCollector();
  const { call, store, world, needs, faults, post } = collector;
  const { person, permit, wording } = marketingOf(collector);
  const server = await mailServer();
  const { run, ended } = postingOf(collector, { url: `smtp://127.0.0.1:${server.port}` });
  const stays = await person({ email: 'stays@example.fi', language: 'en' });
  const objects = await person({ email: 'objects@example.fi' });
  const withdraws = await person({ email: 'withdraws@example.fi' });
  const restricted = await person({ email: 'restricted@example.fi' });
  const listed = await person({ email: 'listed@example.fi' });
  const twin = await person({ email: 'twin@example.fi' });
  const merged = await person({ email: 'merged@example.fi' });
  for (const id of [stays, objects, restricted, listed, twin]) await permit(id);
  const permission = await permit(withdraws);
  const { body } = await call('marketing', 'POST', '/v1/campaigns', {
    name: 'x',
    purpose: 'newsletter',
    content: { en: { subject: 'News', text: 'Hello.' } },
  });
  await call('marketing', 'POST', `/v1/campaigns/${body.id}/send`);
  await sendCampaigns(store, world, needs.publicUrl, () => false);
  world.pass(1000);
  await call('support', 'POST', `/v1/persons/${objects}/objection`);
  await call('support', 'POST', `/v1/permissions/${permission}/end`, { how: 'withdrawn' });
  await call('administrator', 'POST', `/v1/persons/${restricted}/restriction`, { reason: 'claims' });
  const addresses = ['Listed@example.fi'];
  await call('support', 'POST', '/v1/suppressions', { channel: 'email', reason: 'list', addresses });
  // The other entry of the same human being had said no to the same.
  const old = await permit(merged);
  world.pass(1000);
  await call('support', 'POST', `/v1/permissions/${old}/end`, { how: 'withdrawn' });
  await call('support', 'POST', `/v1/persons/${twin}/merge`, { merged });
  await run();
  expect(faults).toEqual([]);
  expect(server.taken.map(({ to }) => to)).toEqual([['stays@example.fi']]);
  expect(ended.sort()).toEqual([
    'email dropped permission-ended',
    'email dropped permission-ended',
    'email dropped person-not-usable',
    'email dropped suppressed',
    'email dropped withdrawn',
    'email sent',
  ]);
  const mail = server.taken[0]?.mail;
  expect(mail?.from?.text).toContain('Example Oy');
  expect(mail?.headers.get('list')).toMatchObject({
    unsubscribe: { url: expect.stringMatching(/^https:\/\/collector\.example\/unsubscribe\//) },
  });
  expect(server.taken[0]?.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  const { body: counts } = await call('marketing', 'GET', `/v1/campaigns/${body.id}/counts`);
  expect(counts).toEqual({ waiting: 0, sent: 1, failed: 0, dropped: 5 });
  // R11: whoever objects is still asked when they ask themselves.
  const asked = { v: 1, wording: await wording(), email: 'objects@example.fi' };
  expect((await post('/s/test/permissions', asked)).status).toBe(202);
  await run();
  expect(server.taken.at(-1)?.to).toEqual(['objects@example.fi']);
});
