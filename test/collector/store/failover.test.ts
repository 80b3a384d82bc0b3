/** Several servers, of which one takes writes: the address, the promise, and what a successor must have. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serverIn } from '../../../collector/databaseSettings.ts';
import { connect } from '../../../collector/store/postgres/connect.ts';
import { openPostgres } from '../../../collector/store/postgres/postgres.ts';
import { serversOf } from '../../../collector/store/postgres/servers.ts';
import { succession } from '../../../collector/store/postgres/succession.ts';
import { Away, sql, statement } from '../../../collector/store/store.ts';
import { type Cluster, type Standby, startCluster } from '../../support/postgres.ts';
import { noon } from '../../support/world.ts';

describe('the address', () => {
  test.each([
    ['postgres://u:p@one/db', ['postgres://u:p@one/db']],
    ['postgres://u@one,two:6432/db', ['postgres://u@/db?host=one', 'postgres://u@/db?host=two&port=6432']],
    [
      'postgresql://u@[::1]:5433,two/db?sslmode=verify-full&target_session_attrs=read-write',
      [
        'postgresql://u@/db?sslmode=verify-full&host=%3A%3A1&port=5433',
        'postgresql://u@/db?sslmode=verify-full&host=two',
      ],
    ],
    [
      'postgres://u@/db?host=/a,/b&port=5432,5433',
      ['postgres://u@/db?host=%2Fa&port=5432', 'postgres://u@/db?host=%2Fb&port=5433'],
    ],
    [
      'postgres://u@/db?host=a,b&port=6000',
      ['postgres://u@/db?host=a&port=6000', 'postgres://u@/db?host=b&port=6000'],
    ],
  ])('%s', (url, servers) => {
    expect(serversOf(url)).toEqual(servers);
  });

  test.each([
    'postgres://u@/db?host=a,b&port=1,2,3',
    'postgres://u@one,/db',
    'postgres://u@one,two/db?target_session_attrs=any',
  ])('%s is refused', (url) => {
    expect(() => serversOf(url)).toThrow(/^LUPA_DATABASE_URL/);
  });
});

describe('a primary and its standby', () => {
  let primary: Cluster;
  let standby: Standby;
  beforeAll(async () => {
    primary = await startCluster({ durable: true });
    await primary.command('postgres', 'create database lupa', 'create role plain login');
    standby = await primary.standby('second');
  });
  afterAll(async () => {
    await standby?.stop();
    await primary?.stop();
  });

  /** The standby is named first: it must be passed over. */
  const both = () =>
    `postgres://lupa@/lupa?host=${[standby, primary].map(({ folder }) => encodeURIComponent(folder)).join(',')}`;
  const promised = { durability: 'demanded', failover: 'promised' } as const;
  const mark = (name: string) =>
    statement(sql`insert into marks (controller_id, name, value) values (1, :name, :value)`, {
      name,
      value: Buffer.from(name),
    });
  const marked = sql`select name from marks where controller_id = 1 order by name`;
  const isSync = (): Promise<unknown> =>
    primary.ask('postgres', `select count(*)::int from pg_stat_replication where sync_state = 'sync'`);

  test('an asynchronous standby is refused where a fail-over that loses nothing is promised', async () => {
    await expect(connect({ url: both(), ...promised })).rejects.toThrow(
      'LUPA_DATABASE_FAILOVER promises that a fail-over loses nothing, but every standby of this server is asynchronous and may lack what was answered: name one in synchronous_standby_names, or unset LUPA_DATABASE_FAILOVER.',
    );
    await (await connect({ url: both() })).close();
  });

  test('a name that no standby has is refused, too; a synchronous one is taken', async () => {
    await primary.command(
      'postgres',
      `alter system set synchronous_standby_names = 'nobody'`,
      'select pg_reload_conf()',
    );
    const why = () =>
      connect({ url: both(), ...promised }).then(
        (one) => one.close(),
        (error: Error) => error.message,
      );
    await expect.poll(why).toMatch('no synchronous standby is connected to this server');
    await primary.command(
      'postgres',
      `alter system set synchronous_standby_names = 'second'`,
      'select pg_reload_conf()',
    );
    await expect.poll(isSync).toBe(1);
    await expect.poll(why).toBeUndefined();
    // Which standbys are connected is not shown to it: that commits wait for one is enough.
    const plain = await connect({ url: both().replace('//lupa@', '//plain@'), ...promised });
    await plain.close();
  });

  test('a commit whose wait for the standby is ended by hand was not answered', async () => {
    const store = await openPostgres({ url: both(), ...promised, clock: () => noon });
    standby.freeze();
    const answer = store.write([mark('unconfirmed')]).then(
      () => 'it was answered',
      (error: unknown) => error,
    );
    const waits = () =>
      primary.ask(
        'lupa',
        `select pid from pg_stat_activity where wait_event = 'SyncRep' and state = 'active' and backend_type = 'client backend' limit 1`,
      );
    await expect.poll(waits).toBeTypeOf('number');
    await primary.command('lupa', `select pg_cancel_backend(${await waits()})`);
    expect(await answer).toBeInstanceOf(Away);
    expect((await answer) as Error).toMatchObject({ message: expect.stringContaining('was closed') });
    standby.thaw();
    await expect.poll(isSync).toBe(1);
    await store.close();
  });

  test('a primary that vanished without a word is left within seconds; what is silent is told so, and it is not gone back to', async () => {
    const reported: unknown[] = [];
    const following = succession((fault) => reported.push(fault));
    const address = { url: both(), durability: 'demanded', succession: following } as const;
    const store = await openPostgres({ ...address, clock: () => noon });
    await store.write([mark('before')]);
    primary.freeze();
    await expect(store.write([mark('while silent')])).rejects.toThrow(Away);
    await expect(store.read(marked, {})).rejects.toThrow(Away);
    await standby.promote();
    // It follows nobody, and nobody it: this one is for two servers, of which one is left.
    await standby.command(
      'postgres',
      `alter system set synchronous_standby_names = ''`,
      'select pg_reload_conf()',
    );
    await expect
      .poll(
        () =>
          store.write([mark('after')]).then(
            () => 'written',
            () => 'away',
          ),
        { timeout: 60_000 },
      )
      .toBe('written');
    expect((await store.read<{ name: string }>(marked, {})).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['before', 'after']),
    );
    primary.thaw();
    const old = { ...address, url: primary.url('lupa') };
    await expect
      .poll(() => connect(old).catch((error: Error) => error.message))
      .toMatch('A server answers that another has taken the place of');
    // Whoever knows neither takes the one that was promoted last.
    const fresh = await connect({ url: both() });
    expect(await fresh.list('one', 'select left(pg_walfile_name(pg_current_wal_lsn()), 8)', [])).toEqual([
      ['00000002'],
    ]);
    await fresh.close();
    await store.close();
    expect(reported).toEqual([]);
  }, 120_000);
});

describe('who may take the place of another', () => {
  const server = (timeline: number, more = {}) => ({ system: '1', timeline, started: 'a', ...more });
  const none = { read: async () => [] };

  test('the same, and the same started anew; not another database, nor one before it', async () => {
    const following = succession();
    await following.accept(server(2), none);
    expect(following.isKnown(server(2))).toBe(true);
    expect(following.isKnown(server(2, { started: 'b' }))).toBe(false);
    await following.accept(server(2, { started: 'b' }), none);
    await following.accept(server(3), none);
    await expect(following.accept(server(2), none)).rejects.toThrow('another has taken the place of');
    await expect(following.accept(server(4, { system: '2' }), none)).rejects.toThrow('another database');
    expect(following.refused()).toBeUndefined();
  });

  test('what lacks something is refused, and every server from then on, told once; what was lost while it looked is asked again', async () => {
    const reported: unknown[] = [];
    const following = succession((fault) => reported.push(fault));
    await following.accept(server(1), none);
    let found: Error | undefined = new Away('The connection ended.');
    following.demand(async () => {
      if (found) throw found;
    });
    await expect(following.accept(server(2), none)).rejects.toThrow(found);
    expect(following.refused()).toBeUndefined();
    found = new Error('A row is missing.');
    await expect(following.accept(server(2), none)).rejects.toThrow('A row is missing.');
    found = undefined;
    await expect(following.accept(server(1), none)).rejects.toThrow('A row is missing.');
    await expect(following.accept(server(3), none)).rejects.toThrow(Away);
    expect(following.refused()).toBe('A row is missing.');
    expect(reported).toEqual([new Away('A row is missing.')]);
  });
});

describe('the settings', () => {
  test('a fail-over is promised by one word', () => {
    const url = 'postgres://u@one,two/lupa';
    expect(serverIn({ LUPA_DATABASE_URL: url })).toEqual({
      url,
      durability: 'demanded',
      failover: 'not promised',
    });
    expect(serverIn({ LUPA_DATABASE_URL: url, LUPA_DATABASE_FAILOVER: 'promised' })).toMatchObject({
      failover: 'promised',
    });
  });

  test.each([
    [
      { LUPA_DATABASE_URL: '', LUPA_DATABASE_FAILOVER: 'promised' },
      'LUPA_DATABASE_FAILOVER is for a PostgreSQL',
    ],
    [{ LUPA_DATABASE_FAILOVER: 'yes' }, 'LUPA_DATABASE_FAILOVER is unset, or the word "promised".'],
    [
      { LUPA_DATABASE_FAILOVER: 'promised', LUPA_DATABASE_DURABILITY: 'what was answered may be lost' },
      'LUPA_DATABASE_FAILOVER promises what LUPA_DATABASE_DURABILITY gives up: unset one.',
    ],
    [{ LUPA_DATABASE_URL: 'postgres://u@one,/lupa' }, 'LUPA_DATABASE_URL has a comma with no host'],
  ])('%o is refused', (given, sentence) => {
    expect(() => serverIn({ LUPA_DATABASE_URL: 'postgres://u@one/lupa', ...given })).toThrow(sentence);
  });
});
