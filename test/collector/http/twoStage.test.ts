/** Two stages: decisions carry no device data; visits need a live grant and the key, at the server (issue 4, item 6). */
import { expect, test } from 'vitest';
import { ask, everyValue } from '../../support/beside.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting, refusing, uuid, visitorKey } from '../../support/decision.ts';
import { onPostgres } from '../../support/onPostgres.ts';

const collector = await testCollector();
const { database, store, post, notice } = collector;

const marked = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 Canary/1.0',
  'accept-language': 'tlh-Canary,fi;q=0.5',
  'accept-encoding': 'canary-coding',
  referer: 'https://www.example.fi/canary-page?canary-query',
  cookie: 'canary-cookie=1',
  dnt: '1',
  'sec-ch-ua': '"Canary-Brand";v="99"',
  'sec-ch-ua-model': '"Canary-Model"',
  'sec-ch-ua-platform': '"Canary-Platform"',
  'x-forwarded-for': '198.51.100.234',
  forwarded: 'for=198.51.100.234;by=canary-proxy',
  'cf-connecting-ip': '198.51.100.234',
  'x-real-ip': '198.51.100.234',
  'cf-ipcountry': 'CANARY',
};
// 203.0.113.77 is where the test's requests come from.
const device = /canary|firefox|linux|tlh|198\.51\.100|203\.0\.113/i;
const leaks = async (only?: string) =>
  (await everyValue(store, database)).filter(
    ([table, value]) => (!only || table === only) && device.test(value),
  );

test('no decision leaves anything of the device in any column: grant, save, refusal, withdrawal, resend, refused ones', async () => {
  const granted = accepting(await notice());
  const { visitorKey: key = '' } = granted;
  const sent = [
    granted,
    granted,
    refusing(await notice()),
    accepting(await notice(), {
      how: 'save',
      answers: { analytics: 'granted', marketing: 'denied' },
      surface: 'preferences',
    }),
    accepting(await notice(), {
      visitorKey: key,
      sequence: 2,
      how: 'grant_one',
      answers: { analytics: 'granted' },
      terms: { analytics: 1 },
    }),
    refusing(await notice(), { how: 'withdraw_all', visitorKey: key, sequence: 3, surface: 'api' }),
    { ...granted, at: granted.at + 1 },
    {
      ...accepting(await notice()),
      userAgent: 'canary',
      address: '198.51.100.234',
      device: { canary: true },
    },
  ];
  const statuses = [];
  for (const decision of sent) statuses.push((await post('/s/test/decisions', decision, marked)).status);
  expect(statuses).toEqual([201, 200, 201, 201, 201, 201, 409, 201]);
  expect(await leaks()).toEqual([]);
  expect(
    (await everyValue(store, database)).filter(([table]) => table === 'decisions').length,
  ).toBeGreaterThan(15);
});

test('the search has power: what a visit is meant to keep is found, and nothing of it outside the visits', async () => {
  const granted = accepting(await notice());
  await post('/s/test/decisions', granted, marked);
  expect(await leaks()).toEqual([]);
  const visit = { v: 1, id: uuid(), visitorKey: granted.visitorKey, page: '/', referrer: '' };
  expect((await post('/s/test/visits', visit, marked)).status).toBe(201);
  expect((await leaks('visits')).map(([, value]) => value)).toEqual(
    expect.arrayContaining(['Firefox', 'tlh', '203.0.113.0']),
  );
  expect((await leaks()).filter(([table]) => table !== 'visits')).toEqual([]);
});

test('C22: whatever the banner claims, a visit needs a live grant of its own purpose under its own key', async () => {
  const granted = accepting(await notice());
  await post('/s/test/decisions', granted);
  const marketing = accepting(await notice(), {
    how: 'grant_one',
    answers: { marketing: 'granted' },
    terms: { marketing: 1 },
  });
  await post('/s/test/decisions', marketing);
  const claims = { consent: 'granted', answers: { analytics: 'granted' }, visitor: 'known', granted: true };
  const tried = async (key: string | undefined, change: object = {}) =>
    (
      await post('/s/test/visits', {
        v: 1,
        id: uuid(),
        visitorKey: key,
        page: '/',
        referrer: '',
        ...claims,
        ...change,
      })
    ).status;
  expect(await tried(visitorKey()), 'a key that nothing was granted under').toBe(403);
  expect(await tried(marketing.visitorKey), 'a grant of another purpose').toBe(403);
  expect(await tried(undefined), 'no key').toBe(422);
  const { visitor } = (await (await post('/s/test/decisions', granted)).json()) as { visitor: string };
  expect(await tried(visitor), 'the visitor id is no key').toBe(422);
  expect(await tried(granted.visitorKey)).toBe(201);
});

const noting = onPostgres
  ? `
    create table taken (place bigserial primary key, what text not null, visitor bytea not null);
    create function take() returns trigger language plpgsql as $$ begin
      insert into taken (what, visitor) values (tg_argv[0], (case tg_op when 'DELETE' then old else new end).visitor_id);
      return null;
    end $$;
    create trigger visit_taken after insert on visits for each row execute function take('visit');
    create trigger withdrawal_taken after update on answers for each row
      when (new.granted = 0 and old.granted = 1) execute function take('end');
    create trigger erasure_taken after delete on answers for each row execute function take('end');`
  : `
    create table taken (place integer primary key autoincrement, what text not null, visitor blob not null);
    create trigger visit_taken after insert on visits begin
      insert into taken (what, visitor) values ('visit', new.visitor_id);
    end;
    create trigger withdrawal_taken after update on answers when new.granted = 0 and old.granted = 1 begin
      insert into taken (what, visitor) values ('end', new.visitor_id);
    end;
    create trigger erasure_taken after delete on answers begin
      insert into taken (what, visitor) values ('end', old.visitor_id);
    end;`;

test('from the commit of a withdrawal or an erasure on, no visit is kept, however many are under way', async () => {
  // Notes in which order the database took them.
  await ask(database, noting);
  const seen = { kept: 0, refused: 0, keptAfterEnd: 0 };
  for (let round = 0; round < 12; round++) {
    const granted = accepting(await notice());
    await post('/s/test/decisions', granted);
    const ending = () =>
      round % 2
        ? post('/s/test/mine/erase', { v: 1, visitorKey: granted.visitorKey })
        : post('/s/test/decisions', {
            ...refusing({ version: granted.notice, language: granted.language } as never),
            how: 'withdraw_all',
            visitorKey: granted.visitorKey,
            sequence: 2,
          });
    const under: Promise<Response>[] = [];
    let ended: Promise<Response> | undefined;
    for (let count = 0; count < 60; count++) {
      under.push(
        post('/s/test/visits', { v: 1, id: uuid(), visitorKey: granted.visitorKey, page: '/', referrer: '' }),
      );
      if (count === 20) ended = ending();
      if (count % 5 === 0) await new Promise(setImmediate);
    }
    expect((await ended)?.ok).toBe(true);
    const late = await post('/s/test/visits', {
      v: 1,
      id: uuid(),
      visitorKey: granted.visitorKey,
      page: '/',
      referrer: '',
    });
    expect(late.status).toBe(403);
    for (const { status } of await Promise.all(under)) {
      if (status === 201) seen.kept += 1;
      else if (status === 403) seen.refused += 1;
      else throw new Error(`A visit was answered ${status}.`);
    }
  }
  const rows = (await ask(database, 'select what, visitor from taken order by place')) as {
    what: string;
    visitor: Buffer;
  }[];
  const ended = new Set<string>();
  for (const { what, visitor } of rows) {
    if (what === 'end') ended.add(visitor.toString('hex'));
    else if (ended.has(visitor.toString('hex'))) seen.keptAfterEnd += 1;
  }
  expect(ended.size).toBe(12);
  expect(seen.keptAfterEnd).toBe(0);
  // Both happened, so that the order was put to the test.
  expect(seen.kept).toBeGreaterThan(12);
  expect(seen.refused).toBeGreaterThan(12);
  expect(rows.filter(({ what }) => what === 'visit')).toHaveLength(seen.kept);
});
