/** Campaigns: everybody of the audience once, with every word that the law adds, until they refuse or it is stopped. */
import { describe, expect, test } from 'vitest';
import { sendCampaigns } from '../../../collector/messages/campaigns/sending.ts';
import type { Store } from '../../../collector/store/store.ts';
import { testCollector } from '../../support/collector.ts';
import { marketingOf } from '../../support/marketing.ts';

const start = async () => {
  const collector = await testCollector();
  const { call, store, world, needs } = collector;
  const draft = async (change: object = {}): Promise<string> => {
    const { status, body } = await call('marketing', 'POST', '/v1/campaigns', {
      name: 'Autumn',
      purpose: 'newsletter',
      content: {
        fi: { subject: 'Syksyn kuulumiset', text: 'Hei!\n\nUutta myymälässä.' },
        en: { subject: 'Autumn news', text: 'Hello!' },
      },
      ...change,
    });
    expect(status).toBe(201);
    return body.id;
  };
  const run = (with_: Store = store, stopped = () => false) =>
    sendCampaigns(with_, world, needs.publicUrl, stopped);
  const act = (id: string, what: string, body?: object) =>
    call('marketing', 'POST', `/v1/campaigns/${id}/${what}`, body);
  const press = (path: string, body = '') =>
    collector.post(path, body, { 'content-type': 'application/x-www-form-urlencoded', origin: 'null' });
  return { ...collector, ...marketingOf(collector), draft, run, act, press };
};

describe('a campaign', () => {
  test('goes to the audience, each once, with sender, reason, and ways to refuse', async () => {
    const { person, permit, draft, run, act, queued, call, linkIn } = await start();
    const [finn, swede] = [await person({ language: 'fi' }), await person({ language: 'sv' })];
    await permit(finn, { wording: 'Kyllä kiitos.' });
    await permit(swede);
    await person();
    const id = await draft();
    const preview = await act(id, 'preview', { language: 'en' });
    expect(preview.body['recipients']).toBe(2);
    expect(JSON.stringify(preview.body)).toContain('Example Oy, privacy@example.fi');
    expect((await act(id, 'send')).status).toBe(202);
    expect((await act(id, 'send')).status).toBe(409);
    await run();
    await run();
    const mails = (await queued()).filter(({ template }) => template === 'campaign');
    expect(mails.map(({ recipient }) => recipient).sort()).toEqual(['m1@example.fi', 'm2@example.fi']);
    const mail = mails.find(({ recipient }) => recipient === 'm1@example.fi');
    const text = mail?.body.text ?? '';
    expect(mail?.body.subject).toBe('Syksyn kuulumiset');
    expect(text).toContain('Lähettäjä: Example Oy, privacy@example.fi.');
    expect(text).toContain('annoit siihen suostumuksesi 22. marraskuuta 2026: ”Kyllä kiitos.”');
    const link = linkIn(text, 'unsubscribe');
    expect(mail?.body.headers).toEqual({
      'List-Unsubscribe': `<https://collector.example${link}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Content-Language': 'fi',
    });
    expect(linkIn(text, 'preferences')).toMatch(/^\/preferences\/1\.[\w-]{43}$/);
    expect(mail?.permission).toBeInstanceOf(Uint8Array);
    const { body } = await call('marketing', 'GET', `/v1/campaigns/${id}`);
    expect(body).toMatchObject({ state: 'sent', recipients: 2 });
    const edit = { name: 'Other', source: { kind: 'service' } };
    const edited = await call('marketing', 'PATCH', `/v1/campaigns/${id}`, edit, { 'if-match': '*' });
    expect([edited.status, edited.body.detail]).toEqual([422, expect.stringContaining('another campaign')]);
  });
  test('says the product group, and reaches those who permitted it alone', async () => {
    const { person, permit, draft, run, act, queued } = await start();
    await permit(await person(), { productGroup: 'tools' });
    await permit(await person(), { productGroup: 'seeds' });
    await act(await draft({ productGroup: 'tools' }), 'send');
    await run();
    const mails = await queued();
    expect(mails).toHaveLength(1);
    expect(mails[0]?.body.text).toContain('Viesti koskee: tools.');
  });
  test('is tried on an address of staff’s own, which binds to nothing and refuses a suppressed one', async () => {
    const { draft, act, queued, call } = await start();
    const id = await draft();
    expect((await act(id, 'test', { to: 'me@example.fi', language: 'en' })).status).toBe(202);
    const [mail] = await queued();
    expect(mail).toMatchObject({ template: 'campaign_test', recipient: 'me@example.fi', permission: null });
    expect(mail?.body.subject).toBe('[Test] Autumn news');
    const addresses = ['Me@example.fi'];
    await call('marketing', 'POST', '/v1/suppressions', { channel: 'email', reason: 'list', addresses });
    const refused = await act(id, 'test', { to: 'me@example.fi' });
    expect([refused.status, refused.body.pointer]).toEqual([422, '/to']);
  });
  test('goes on where it was cut, and nobody gets it twice', async () => {
    const { person, permit, draft, run, act, queued, store } = await start();
    for (let n = 0; n < 120; n += 1) await permit(await person());
    const id = await draft();
    await act(id, 'send');
    let writes = 0;
    // Fails after the first piece was written, as a crash would.
    const failing: Store = {
      ...store,
      write: async (...given) => {
        writes += 1;
        if (writes > 1) throw new Error('cut');
        return store.write(...given);
      },
    };
    await expect(run(failing)).rejects.toThrow('cut');
    expect(await queued()).toHaveLength(25);
    await Promise.all([run(), run()]);
    const mails = await queued();
    expect(mails).toHaveLength(120);
    expect(new Set(mails.map(({ recipient }) => recipient)).size).toBe(120);
  });
  test('stops between two pieces and drops what waits', async () => {
    const { person, permit, draft, run, act, queued, call } = await start();
    for (let n = 0; n < 60; n += 1) await permit(await person());
    const id = await draft();
    await act(id, 'send');
    let asked = 0;
    await run(undefined, () => {
      asked += 1;
      return asked > 2;
    });
    expect(await queued()).toHaveLength(25);
    const { status, body } = await act(id, 'stop');
    expect([status, body]).toEqual([200, { waiting: 0, sent: 0, failed: 0, dropped: 25 }]);
    await run();
    expect(await queued()).toHaveLength(25);
    expect((await act(id, 'stop')).status).toBe(409);
    expect((await call('marketing', 'GET', `/v1/campaigns/${id}/counts`)).body['dropped']).toBe(25);
  });
  test('is of one controller’s, and marketers alone send it', async () => {
    const { draft, call } = await start();
    const id = await draft();
    for (const role of ['support', 'auditor'] as const)
      expect((await call(role, 'POST', `/v1/campaigns/${id}/send`)).status).toBe(403);
    const content = { en: { subject: 'a\r\nBcc: x@example.fi', text: 'x' } };
    const campaign = { name: 'x', purpose: 'newsletter', content };
    const injected = await call('marketing', 'POST', '/v1/campaigns', campaign);
    expect([injected.status, injected.body.pointer]).toEqual([422, '/content/en/subject']);
  });
});

describe('the links of a letter', () => {
  const sent = async (change: object = {}) => {
    const collector = await start();
    const { person, permit, draft, run, act, queued, linkIn } = collector;
    const id = await person({ language: 'fi', phone: '040 555 1234' });
    await permit(id, change);
    await permit(id, { purpose: 'events' });
    await permit(id, { channel: 'sms' });
    await act(await draft(change), 'send');
    await run();
    const text = (await queued()).find(({ template }) => template === 'campaign')?.body.text ?? '';
    return {
      ...collector,
      id,
      unsubscribe: linkIn(text, 'unsubscribe'),
      preferences: linkIn(text, 'preferences'),
    };
  };
  test('RFC 8058: one press unsubscribes, without a question; looking does not', async () => {
    const { id, unsubscribe, get, press, audience, explained } = await sent();
    const shown = await (await get(unsubscribe)).text();
    expect(shown).toContain('<form method="post">');
    expect(shown).toContain('<html lang="fi">');
    expect(await audience()).toContain(id);
    const answer = await press(unsubscribe, 'List-Unsubscribe=One-Click');
    expect(answer.status).toBe(200);
    expect(await audience()).not.toContain(id);
    expect((await explained(id)).lacks).toEqual(['permission']);
    expect(await audience({ purpose: 'events' })).toContain(id);
    expect(await audience({ channel: 'sms' })).toContain(id);
    // Again, and looked at again: nothing changes, and it says so.
    expect(await (await press(unsubscribe)).text()).toContain('Tilaus on peruttu');
    expect(await (await get(unsubscribe)).text()).toContain('Tilaus on peruttu');
  });
  test('work also in the form in which some mail programs send them, and are never limited', async () => {
    const { id, unsubscribe, post, audience } = await sent();
    const answer = await post(unsubscribe, '--x\r\n\r\n--x--', {
      'content-type': 'multipart/form-data; boundary=x',
      origin: '',
    });
    expect(answer.status).toBe(200);
    expect(await audience()).not.toContain(id);
  });
  test('the preferences show every permission, and what is cleared ends', async () => {
    const { id, preferences, get, press, audience, call } = await sent();
    const shown = await (await get(preferences)).text();
    expect(shown.match(/type="checkbox"/g)).toHaveLength(3);
    expect(shown).toContain('Tekstiviestit');
    const { body } = await call('marketing', 'GET', `/v1/permissions?person=${id}`);
    const keep = body.items.find((one) => one['purpose'] === 'events')?.['id'];
    const saved = await (await press(preferences, `do=save&keep=${keep}`)).text();
    expect(saved.match(/type="checkbox"/g)).toHaveLength(1);
    expect(await audience()).not.toContain(id);
    expect(await audience({ channel: 'sms' })).not.toContain(id);
    expect(await audience({ purpose: 'events' })).toContain(id);
    // A form of somebody else's makes nothing.
    await press(preferences, 'x=y');
    expect(await audience({ purpose: 'events' })).toContain(id);
  });
  test('R8: “no marketing at all” is an objection', async () => {
    const { id, preferences, get, press, explained } = await sent();
    const done = await (await press(preferences, 'do=object')).text();
    expect(done).toContain('Olet vastustanut suoramarkkinointia');
    expect((await explained(id)).lacks).toEqual(['no-objection', 'not-suppressed', 'permission']);
    expect(await (await get(preferences)).text()).not.toContain('<form');
  });
  test('stand for nothing when the person was erased', async () => {
    const { id, preferences, unsubscribe, get, press, call } = await sent();
    await call('administrator', 'DELETE', `/v1/persons/${id}`);
    for (const path of [preferences, unsubscribe]) {
      expect(await (await get(path)).text()).toContain('no longer works');
      expect((await press(path)).status).toBe(200);
    }
  });
  test('of a letter about one group of products unsubscribe from that group', async () => {
    const { id, unsubscribe, press, explained } = await sent({ productGroup: 'tools' });
    await press(unsubscribe);
    expect((await explained(id, { productGroup: 'tools' })).in).toBe(false);
    expect((await explained(id, { purpose: 'events' })).in).toBe(true);
  });
});
