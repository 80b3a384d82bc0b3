/** R8: systems that keep copies of a list hear of every withdrawal, whichever way it came, by ids alone. */
import { expect, test } from 'vitest';
import { sendCampaigns } from '../../../collector/messages/campaigns/sending.ts';
import { testCollector } from '../../support/collector.ts';
import { marketingOf } from '../../support/marketing.ts';
import { outside } from '../../support/outside.ts';
import { postingOf } from '../../support/posting.ts';

const collector = await testCollector({ privateHooks: true });
const { call, needs, post, store, world } = collector;
const { person, permit, queued, linkIn } = marketingOf(collector);
const { run } = postingOf(collector);

const press = (path: string, body: string) =>
  post(path, body, { 'content-type': 'application/x-www-form-urlencoded', origin: 'null' });

test('by staff, by one press in a mail program, on the page of their preferences, by an objection', async () => {
  const other = await outside();
  const events = ['permission.ended', 'person.objected'];
  const hook = await call('administrator', 'POST', '/v1/webhooks', { url: other.url, events });
  expect(hook.status).toBe(201);
  const ids: string[] = [];
  const permissions: string[] = [];
  for (let n = 0; n < 4; n += 1) {
    ids.push(await person({ name: 'Canary Name', email: `canary${n}@example.fi` }));
    permissions.push(await permit(ids[n] ?? ''));
  }
  const content = { en: { subject: 'News', text: 'Hello.' } };
  const { body } = await call('marketing', 'POST', '/v1/campaigns', {
    name: 'x',
    purpose: 'newsletter',
    content,
  });
  await call('marketing', 'POST', `/v1/campaigns/${body.id}/send`);
  await sendCampaigns(store, world, needs.publicUrl, () => false);
  const letters = (await queued()).filter(({ template }) => template === 'campaign');
  const letterOf = (n: number) =>
    letters.find(({ recipient }) => recipient === `canary${n}@example.fi`)?.body.text ?? '';
  world.pass(1000);
  await call('support', 'POST', `/v1/permissions/${permissions[0]}/end`, { how: 'withdrawn' });
  await press(linkIn(letterOf(1), 'unsubscribe'), 'List-Unsubscribe=One-Click');
  await press(linkIn(letterOf(2), 'preferences'), 'do=save');
  await press(linkIn(letterOf(3), 'preferences'), 'do=object');
  // Again changes nothing, and tells nothing.
  await press(linkIn(letterOf(1), 'unsubscribe'), 'List-Unsubscribe=One-Click');
  await run();
  const told = other
    .bodies()
    .map(({ event, person: whose, permission }) => [event, whose, permission ?? null]);
  expect(told.sort()).toEqual(
    [
      ...ids.map((id, n) => ['permission.ended', id, permissions[n]]),
      ['person.objected', ids[3], null],
    ].sort(),
  );
  expect(other.requests().join('')).not.toMatch(/canary/i);
});
