/** Rows of the privacy statement played from outside, through the whole collector, with a restart in the middle. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Client, client } from '../../shared/client/client.ts';
import { filesBelow, leaks } from '../support/canary.ts';
import { testCollector } from '../support/collector.ts';
import { bundled, type Product, runProduct } from '../support/product.ts';
import { temporaryFolder } from '../support/temporary.ts';

const built = await bundled();
const folder = temporaryFolder();
writeFileSync(join(folder, 'key'), randomBytes(32).toString('hex'));
const variables = {
  LUPA_DATA: join(folder, 'data'),
  LUPA_ENCRYPTION_KEY_FILE: join(folder, 'key'),
  LUPA_OPERATOR_NAME: 'Example Oy',
  LUPA_OPERATOR_CONTACT: 'privacy@example.fi',
};
const start = (also: Record<string, string> = {}) => runProduct(built, folder, { ...variables, ...also });
const staffOf = ({ staffPort }: Product): Client =>
  client({
    url: `http://127.0.0.1:${staffPort}`,
    key: readFileSync(join(folder, 'data/administrator.key'), 'utf8').trim(),
    reason: 'a test',
  });
const source = { kind: 'customer_company' } as const;

describe('R13, R14, R15, R16, R17, R18: what the statement lists of a person', () => {
  const canary = {
    name: 'Kanarialintu Virtanen',
    email: 'canary.person@example.fi',
    phone: '+358 40 765 4321',
    position: 'Canaryjohtaja',
    employerAddress: 'Canarykatu 1\n33100 Tampere',
  };
  const company = { name: 'Canary Yritys Oy', street: 'Canarytie 2', postalCode: '33200', city: 'Tampere' };
  const corrected = {
    name: 'Oikaistu Virtanen',
    email: 'corrected.canary@example.fi',
    phone: '+358 40 111 0000',
    position: 'Oikaistucanary',
    employerAddress: 'Uusicanarykatu 3',
  };

  test('is made, found, corrected, found, survives a restart, and is gone after erasure; on disk it is never in clear (R53)', async () => {
    let product = await start();
    let lupa = staffOf(product);
    const organisation = await lupa.of('organisations').create({ ...company, source });
    const made = await lupa.of('persons').create({ ...canary, organisation: organisation.id, source });
    expect(made).toMatchObject({ ...canary, company: company.name });
    for (const [by, value] of [
      ['name', 'virtanen kanarial'],
      ['email', canary.email.toUpperCase()],
      ['phone', '0407654321'],
      ['company', 'canary yritys'],
    ] as const)
      expect(
        (await lupa.lookUp(by, value)).persons.map(({ id }) => id),
        by,
      ).toEqual([made.id]);
    const edited = await lupa.of('persons').edit(made, { ...corrected, source: { kind: 'person' } });
    expect(edited).toMatchObject(corrected);
    // R14: the company is corrected for everybody who works there.
    const renamed = { ...company, name: 'Oikaistuyritys Oy' };
    await lupa.of('organisations').edit(organisation, { name: renamed.name, source: { kind: 'person' } });
    expect((await lupa.lookUp('company', 'oikaistuy')).persons).toMatchObject([
      { id: made.id, company: renamed.name },
    ]);
    expect((await lupa.lookUp('company', 'canary yritys')).persons).toEqual([]);

    await product.stop();
    const clear = (words: string[]) => leaks(filesBelow(folder), words);
    expect(clear(['Kanarialintu', 'canary.person', 'Canarykatu', 'Oikaistucanary', 'Canary Yritys'])).toEqual(
      [],
    );

    product = await start();
    lupa = staffOf(product);
    expect(await lupa.of('persons').get(made.id)).toMatchObject({ ...corrected, company: renamed.name });
    expect((await lupa.lookUp('email', canary.email)).persons).toEqual([]);
    // R35, R37: the source of each value, and by when the person must be told.
    const access = (await lupa.call('GET', `persons/${made.id}/access`)) as {
      sources: { field: string; source: string }[];
      informing: { source: string; told: string | null }[];
      pastValues: { field: string; value: string }[];
    };
    expect(Object.fromEntries(access.sources.map((one) => [one.field, one.source]))).toMatchObject({
      name: 'person',
      email: 'person',
      phone: 'person',
    });
    expect(access.informing).toMatchObject([{ source: 'customer_company', told: null }]);
    expect(access.pastValues.map(({ value }) => value)).toContain(canary.email);
    await lupa.call('DELETE', `persons/${made.id}`);
    await expect(lupa.of('persons').get(made.id)).rejects.toMatchObject({ status: 404 });
    await product.stop();

    product = await start();
    lupa = staffOf(product);
    expect((await lupa.lookUp('name', 'oikaistu')).persons).toEqual([]);
    expect(await lupa.of('organisations').get(organisation.id)).toMatchObject(renamed);
    await product.stop();
  });
});

test('R8: whoever objects is not in the next export, in the same second, nor after a restart', async () => {
  let product = await start();
  const lupa = staffOf(product);
  const made = async (name: string) => {
    const email = `${name}@r8.example`;
    const { id } = await lupa.of('persons').create({ name, email, source: { kind: 'person' } });
    await lupa.call('POST', 'permissions', {
      person: id,
      recipient: 'consumer',
      channel: 'email',
      purpose: 'newsletter',
      wording: 'Yes, send me the newsletter.',
      basis: 'consent',
      evidence: { document: 'form 12' },
      source: { kind: 'person' },
    });
    return id;
  };
  const [stays, objects] = [await made('stays'), await made('objects')];
  const exported = async (what: string) => {
    const answer = await fetch(`http://127.0.0.1:${product.staffPort}/v1/exports/${what}`, {
      headers: {
        authorization: `Bearer ${readFileSync(join(folder, 'data/administrator.key'), 'utf8').trim()}`,
        'lupa-reason': 'the spring letter',
      },
    });
    expect(answer.status).toBe(200);
    return [...(await answer.text()).matchAll(/(\w+)@r8\.example/g)].map(([, name]) => name).sort();
  };
  const audience = 'audience?channel=email&purpose=newsletter';
  expect(await exported(audience)).toEqual(['objects', 'stays']);
  await lupa.call('POST', `persons/${objects}/objection`);
  expect(await exported(audience), 'the very next').toEqual(['stays']);
  expect(await exported('persons'), 'a person all the same').toEqual(['objects', 'stays']);
  await product.kill();
  product = await start();
  expect(await exported(audience), 'after a restart').toEqual(['stays']);
  await staffOf(product).call('DELETE', `persons/${stays}`);
  expect(await exported(audience)).toEqual([]);
  await product.stop();
});

describe('R51: who may call the staff listener', () => {
  test('by its usual setting it listens on this machine alone; where ranges are named, nobody else is answered', async () => {
    const product = await start();
    const others = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of others) {
      const refused = await new Promise<boolean>((resolve) => {
        const socket = connect(product.staffPort, address);
        socket.once('connect', () => {
          socket.destroy();
          resolve(false);
        });
        socket.once('error', () => resolve(true));
      });
      expect(refused, address).toBe(true);
    }
    await product.stop();
    const closed = await start({ LUPA_STAFF_FROM: '10.99.0.0/16' });
    await expect(staffOf(closed).of('persons').list()).rejects.toMatchObject({ status: 403 });
    await closed.stop();
    const open = await start({ LUPA_STAFF_FROM: '10.99.0.0/16 127.0.0.0/8' });
    expect((await staffOf(open).of('organisations').list()).items.length).toBeGreaterThan(0);
    await open.stop();
  });
});

describe('R2, R6, R7: the register described', () => {
  test('has a name, its controller, and every purpose with its basis; customers and marketing apart', async () => {
    const { call, staff } = await testCollector();
    const { body } = await call('marketing', 'GET', '/v1/register');
    expect(body).toMatchObject({
      name: 'Customer and marketing register',
      controller: { name: 'Example Oy', role: 'operator' },
    });
    const purposes = body['purposes'] as {
      purpose: string;
      use: string;
      bases: string[];
      retention: string[];
      dataSubjects: string[];
    }[];
    for (const { purpose, bases, retention } of purposes) {
      expect(bases.length, purpose).toBeGreaterThan(0);
      expect(retention.length, purpose).toBeGreaterThan(0);
    }
    const used = (use: string) => purposes.filter((one) => one.use === use).map(({ purpose }) => purpose);
    expect(used('marketing')).toContain('direct marketing');
    expect(used('customers')).toContain('providing the services of the contract');
    expect(
      purposes.find(({ purpose }) => purpose === 'providing the services of the contract')?.bases,
    ).toEqual(['6(1)(b)']);
    // What a record of processing must hold (GDPR 30(1)(a)-(g)), and nothing else: the shape that the document promises.
    const document = await (await staff('administrator', '/openapi.json')).json();
    const { schema } = document.paths['/v1/register'].get.responses['200'].content['application/json'];
    expect(Object.keys(body).sort()).toEqual([...schema.required].sort());
    for (const one of purposes)
      expect(Object.keys(one).sort()).toEqual([...schema.properties.purposes.items.required].sort());
    const subjects = new Set(purposes.flatMap(({ dataSubjects }) => dataSubjects));
    expect(subjects.size).toBe(3);
    expect(body['recipients']).toEqual([
      { name: 'Google Ireland Limited', country: 'IE', outsideEea: false, for: ['test: analytics'] },
      { name: 'Ads Ltd', country: 'US', outsideEea: true, for: ['test: marketing'] },
    ]);
    expect((body['measures'] as unknown as string[]).length).toBeGreaterThan(3);
  });
  test('R7: a person’s access answer lists the purposes with their bases', async () => {
    const { call } = await testCollector();
    const made = await call('support', 'POST', '/v1/persons', { name: 'A', source: { kind: 'person' } });
    const { body } = await call('data_protection_officer', 'GET', `/v1/persons/${made.body.id}/access`);
    expect(body['processing']).toContainEqual(
      expect.objectContaining({ purpose: 'managing customer relations', basis: '6(1)(b)' }),
    );
    // Of what is held of them: there is no payment.
    expect(body['processing']).not.toContainEqual(expect.objectContaining({ purpose: 'accounting' }));
  });
});
