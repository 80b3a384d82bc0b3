/** Records of processing (GDPR 30): made out of what holds now, so that nobody writes them by hand (R54, R59). */
import { describe, expect, test } from 'vitest';
import { controllerRecord } from '../../../collector/rights/records/records.ts';
import { saidIn } from '../../../collector/rights/records/said/said.ts';
import { catalogue } from '../../../collector/store/catalogue.ts';
import { usualDetails } from '../../../shared/register/controllerDetails.ts';
import { dataCategories, recipientRoles, transferTools } from '../../../shared/register/recipient.ts';
import { testCollector } from '../../support/collector.ts';
import { customerOf, deskOf } from '../../support/desk.ts';
import { recipientsOf } from '../../support/recipients.ts';
import { testSettings } from '../../support/site.ts';

const collector = await testCollector();
const { call, store, world, controller } = collector;
const { processor } = recipientsOf(collector);

interface Record30 {
  controller: Record<string, unknown>;
  activities: {
    purpose: string;
    data: string[];
    retention: Record<'rule' | 'fi' | 'sv' | 'en', string>[];
    recipients: { name: string }[];
  }[];
  transfers: { to: string; tool: string; reference: string | null }[];
  measures: { measure: string; outside: boolean }[];
  sites: { site: string }[];
  recipients: { name: string }[];
}
const record = async () => {
  const { status, body } = await call('auditor', 'GET', '/v1/records-of-processing');
  expect(status).toBe(200);
  return body as unknown as Record30;
};
const page = async (query: string) => {
  const answer = await collector.staff('auditor', `/v1/records-of-processing?as=page${query}`);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

describe('what the law wants to know of a controller', () => {
  const put = (
    body: object,
    headers: Record<string, string>,
    role: 'marketing' | 'administrator' = 'administrator',
  ) => call(role, 'PUT', '/v1/controller-details', body, headers);
  test('is as usual until it is said, replaced by whoever has read it, and kept', async () => {
    const usual = await call('support', 'GET', '/v1/controller-details');
    expect([usual.status, usual.tag]).toEqual([200, '"0"']);
    expect(usual.body).toMatchObject({
      dataProtectionOfficer: null,
      financialYearEnd: '12-31',
      supervisoryAuthority: { name: expect.stringContaining('Tietosuojavaltuutettu') },
    });
    const details = {
      postalAddress: 'Kauppakatu 1, 33200 Tampere',
      dataProtectionOfficer: { name: 'Tessa Vastaava', contact: 'dpo@example.fi' },
      jointControllers: [{ name: 'Sisar Oy', contact: 'sisar@example.fi' }],
      financialYearEnd: '06-30',
    };
    expect((await put(details, {})).status).toBe(428);
    expect((await put(details, { 'if-match': '"1"' })).status).toBe(412);
    const saved = await put(details, { 'if-match': '"0"' });
    expect([saved.status, saved.tag]).toEqual([200, '"1"']);
    expect((await put({}, { 'if-match': '"0"' })).status).toBe(412);
    expect((await put({}, { 'if-match': '"1"' }, 'marketing')).status).toBe(403);
    expect((await call('auditor', 'GET', '/v1/controller-details')).body).toMatchObject(details);
    for (const day of ['02-29', '13-01', '6-30', '04-31'])
      expect((await put({ financialYearEnd: day }, { 'if-match': '*' })).body.pointer, day).toBe(
        '/financialYearEnd',
      );
    // A year of eighteen months would be forgotten, and what was sold in it gone a year too early (Accounting Act 2:10).
    const changed = { ...details, financialYearEnd: '12-31' };
    const years = async (financialYears: string[] | undefined, end = '12-31') => {
      const { status, body } = await put(
        { ...changed, financialYearEnd: end, financialYears },
        { 'if-match': '*' },
      );
      return status === 200 ? status : body.pointer;
    };
    expect(await years(undefined)).toBe('/financialYears');
    expect(await years(['2026-12-31']), 'the last one as before').toBe('/financialYears');
    expect(await years(['2025-06-30', '2027-12-31']), 'too long').toBe('/financialYears');
    expect(await years(['2025-06-31'])).toBe('/financialYears/0');
    expect(await years([]), 'it was never so').toBe(200);
    expect(await years([], '06-30')).toBe(200);
    expect(await years(['2025-06-30', '2026-12-31'])).toBe(200);
    expect(await years(undefined), 'nor are those forgotten').toBe('/financialYears');
    expect((await put(details, { 'if-match': '*' })).body.pointer).toBe('/financialYears');
    expect((await put({ ...details, financialYears: [] }, { 'if-match': '*' })).status).toBe(200);
    expect((await record()).controller).toMatchObject({ name: 'Example Oy', ...details });
  });
});

test('everything of it is said in Finnish and Swedish too', async () => {
  const made = await controllerRecord(store, controller.id, world.clock());
  const { activities, measures, sites } = made;
  const words = new Set([
    ...activities.flatMap(({ purpose, subjects, categories, seenBy }) => [
      purpose,
      ...subjects,
      ...categories,
      ...seenBy,
    ]),
    ...sites.flatMap(({ purposes }) => purposes.map(({ basis }) => basis)).filter((one) => !/^6/.test(one)),
    ...measures.map(({ measure }) => measure),
    ...usualDetails().measures.map(({ measure }) => measure),
    ...recipientRoles,
    ...transferTools.filter((one) => one !== 'none'),
  ]);
  for (const language of ['fi', 'sv'])
    expect(
      [...words].filter((one) => saidIn(language)(one) === one),
      language,
    ).toEqual([]);
});

test('every category of the catalogue that is about somebody can be disclosed, and named to a recipient', () => {
  const held = new Set(
    Object.values(catalogue).flatMap((columns) => Object.values(columns).map(({ category }) => category)),
  );
  for (const apart of ['technical', 'credential', 'staff'] as const) held.delete(apart);
  expect([...held].sort()).toEqual([...dataCategories].sort());
});

test('R54: locked premises are a measure on record, as one that is outside the software', async () => {
  const { measures } = await record();
  const premises = measures.find(({ measure }) => measure.includes('locked premises'));
  expect(premises).toEqual({ measure: expect.stringContaining('manual material'), outside: true });
  const { text } = await page('&language=en');
  expect(text).toContain('locked premises (outside the software)');
});

describe('R59: the record as a controller', () => {
  test('holds every column of the catalogue that is personal, under its purpose; a new column changes it', async () => {
    const before = await controllerRecord(store, controller.id, world.clock());
    const [table = '', columns = {}] = Object.entries(catalogue).find(([name]) => name === 'persons') ?? [];
    const { name: like } = columns;
    if (!like) throw new Error('Persons have names.');
    const shoeSize = { ...like, purpose: 'selling shoes', retention: 'a day' } as const;
    const after = await controllerRecord(store, controller.id, world.clock(), {
      ...catalogue,
      [table]: { ...columns, shoe_size: shoeSize },
    });
    expect(after).not.toEqual(before);
    const added = after.activities.find(({ purpose }) => purpose === 'selling shoes');
    expect(added).toMatchObject({ bases: ['6(1)(b)'], data: ['persons.shoe_size'] });
    expect(added?.retention).toMatchObject([{ rule: 'day', en: 'At most 1 day.' }]);
    const recorded = new Set(before.activities.flatMap(({ data }) => data));
    const personal = Object.entries(catalogue).flatMap(([name, all]) =>
      Object.entries(all).flatMap(([column, { category, basis }]) =>
        category === 'technical' || basis === 'none' ? [] : [`${name}.${column}`],
      ),
    );
    expect(personal.filter((one) => !recorded.has(one))).toEqual([]);
    for (const { bases, subjects, categories, retention, purpose } of before.activities)
      for (const list of [bases, subjects, categories, retention])
        expect(list.length, purpose).toBeGreaterThan(0);
  });
  test('names recipients, transfers with their safeguards, and what the sites ask for, as they are now', async () => {
    await processor({ name: 'Laskutus Oy', purposes: ['accounting'] });
    const tool = { tool: 'scc', sccModule: 2, toolReference: 'SCC 9/2026', toolDate: '2026-01-01' };
    await processor({ name: 'Cloud Inc', country: 'US', ...tool });
    const first = await record();
    expect(first.activities.find(({ purpose }) => purpose === 'accounting')?.recipients).toEqual([
      { name: 'Laskutus Oy', role: 'processor' },
    ]);
    expect(first.transfers).toContainEqual(
      expect.objectContaining({ to: 'Cloud Inc', tool: 'scc', reference: 'SCC 9/2026' }),
    );
    expect(first.sites.map(({ site }) => site)).toEqual(['test']);
    const settings = testSettings();
    const purposes = settings.purposes.map((one, place) =>
      place === settings.purposes.length - 1
        ? {
            ...one,
            services: [
              ...(one.services ?? []),
              { id: 'heat', name: 'Heat', provider: 'Heatmaps Inc', country: 'US' },
              { id: 'cloud', name: 'Cloud', provider: 'Cloud Inc', country: 'US' },
            ],
          }
        : one,
    );
    await collector.save({ ...settings, purposes });
    const named = await record();
    await collector.restart();
    world.pass(40 * 86_400_000);
    const { transfers, activities, sites, measures, recipients } = await record();
    expect({ transfers, activities, sites, measures, recipients }).toEqual({
      transfers: named.transfers,
      activities: named.activities,
      sites: named.sites,
      measures: named.measures,
      recipients: named.recipients,
    });
    expect(transfers.filter(({ to }) => /Inc/.test(to))).toMatchObject([
      { to: 'Cloud Inc', tool: 'scc' },
      { to: 'Heatmaps Inc', tool: 'none' },
    ]);
  });
  test('is a page in three languages that runs and fetches nothing; what owners wrote never becomes markup', async () => {
    await processor({ name: '<script>alert(1)</script>', agreement: '"><img src=x>' });
    for (const [language, title] of [
      ['fi', 'Seloste käsittelytoimista'],
      ['sv', 'Register över behandling'],
      ['en', 'Records of processing activities'],
    ]) {
      const { status, headers, text } = await page(`&language=${language}`);
      expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'sha256-[\w+/=]+';/,
      );
      expect(text).toContain(`<html lang="${language}">`);
      expect(text).toContain(title);
      expect(text).toContain('@media print');
      expect(text).not.toMatch(/<script|<img|<link|style="|\son\w+=/);
      for (const shown of ['Tessa Vastaava', 'Laskutus Oy', 'persons.email', 'SCC 9/2026'])
        expect(text, shown).toContain(shown);
    }
    expect((await page('&language=xx')).status).toBe(422);
    expect((await call('auditor', 'GET', '/v1/records-of-processing?as=pdf')).status).toBe(422);
    expect((await call('support', 'GET', '/v1/records-of-processing')).status).toBe(403);
  });
});

describe('R59: the operator’s record as a processor', () => {
  test('has every customer company by itself, with its officer, instructions and transfers; no customer sees it', async () => {
    const desk = deskOf(collector);
    const { token, number } = await customerOf(collector, desk, 'Asiakas Oy');
    const theirs = desk.as(token);
    const officer = { name: 'Oma Vastaava', contact: 'dpo@asiakas.example' };
    await theirs('PUT', '/v1/controller-details', { dataProtectionOfficer: officer }, { 'if-match': '*' });
    await theirs('POST', '/v1/recipients', { name: 'Far Ltd', role: 'processor', country: 'IN' });
    await theirs('POST', '/v1/instructions', {
      givenBy: 'Pomo',
      reference: 'Contract 5',
      task: 'clean the register',
      reach: 'write',
    });
    const { status, body } = await call('auditor', 'GET', '/v1/records-of-processing/as-processor');
    expect([status, body['article']]).toEqual([200, '30(2)']);
    expect(body['customers']).toMatchObject([
      {
        controller: { number, name: 'Asiakas Oy', dataProtectionOfficer: officer },
        instructions: [{ task: 'clean the register', reference: 'Contract 5' }],
        transfers: [{ to: 'Far Ltd', country: 'IN', tool: 'none' }],
      },
    ]);
    const [first] = body['customers'] as { categories: unknown[] }[];
    expect(first?.categories.length).toBeGreaterThan(0);
    expect((await theirs('GET', '/v1/records-of-processing/as-processor')).status).toBe(403);
    const own = await theirs('GET', '/v1/records-of-processing');
    expect(own.body).toMatchObject({
      controller: { name: 'Asiakas Oy' },
      processor: { name: 'Example Oy', dataProtectionOfficer: { name: 'Tessa Vastaava' } },
    });
    expect(JSON.stringify(own.body)).not.toContain('Laskutus Oy');
    const shown = await collector.staff(
      'auditor',
      '/v1/records-of-processing/as-processor?as=page&language=fi',
    );
    expect(await shown.text()).toMatch(/Asiakas Oy[\s\S]*Oma Vastaava[\s\S]*Contract 5[\s\S]*Far Ltd/);
    expect(collector.faults).toEqual([]);
  });
});
