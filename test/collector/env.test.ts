import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSettings, WrongSetting } from '../../collector/env.ts';
import { temporaryFolder } from '../support/temporary.ts';

const folder = temporaryFolder();
const keyFile = (name: string, content: string | Uint8Array): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};

test('without any setting the usual ones hold', () => {
  expect(readSettings({})).toMatchObject({
    data: 'data',
    host: '127.0.0.1',
    port: 8787,
    staffPort: 8789,
    demoPort: 8788,
    publicUrl: undefined,
    googleUrl: undefined,
    encryptionKey: undefined,
    rateLimit: 600,
    connections: 8192,
    metricsKey: undefined,
    log: 'text',
    traffic: {
      header: 'x-forwarded-for',
      anonymity: 'usual',
      countryHeader: undefined,
      countryFile: undefined,
    },
    night: [3, 0],
  });
});

test('an address loses its slash at the end', () => {
  expect(readSettings({ LUPA_PUBLIC_URL: 'https://collector.example/lupa/' }).publicUrl).toBe(
    'https://collector.example/lupa',
  );
});

describe('a wrong setting is refused by its name', () => {
  test.each([
    [{ LUPA_PORT: 'eighty' }, 'LUPA_PORT'],
    [{ LUPA_PORT: '65536' }, 'LUPA_PORT'],
    [{ LUPA_STAFF_PORT: '-1' }, 'LUPA_STAFF_PORT'],
    [{ LUPA_PUBLIC_URL: 'collector.example' }, 'LUPA_PUBLIC_URL'],
    [{ LUPA_PUBLIC_URL: 'javascript:alert(1)' }, 'LUPA_PUBLIC_URL'],
    [{ LUPA_GOOGLE_URL: 'https://x.example/?a=1' }, 'LUPA_GOOGLE_URL'],
    [{ LUPA_TRUSTED_PROXIES: '10.0.0.0/8, everyone' }, 'LUPA_TRUSTED_PROXIES'],
    [{ LUPA_FORWARDED_HEADER: 'X-Real-IP, Forwarded' }, 'LUPA_FORWARDED_HEADER'],
    [{ LUPA_COUNTRY_HEADER: 'ä' }, 'LUPA_COUNTRY_HEADER'],
    [{ LUPA_COUNTRY_FILE: '/nowhere/at/all' }, 'LUPA_COUNTRY_FILE'],
    [{ LUPA_ADDRESSES: 'all' }, 'LUPA_ADDRESSES'],
    [{ LUPA_RATE_LIMIT: '-1' }, 'LUPA_RATE_LIMIT'],
    [{ LUPA_RATE_LIMIT: 'none' }, 'LUPA_RATE_LIMIT'],
    [{ LUPA_CONNECTIONS: '3' }, 'LUPA_CONNECTIONS'],
    [{ LUPA_METRICS_KEY_FILE: '/nowhere/at/all' }, 'LUPA_METRICS_KEY_FILE'],
    [{ LUPA_LOG: 'yaml' }, 'LUPA_LOG'],
    [{ LUPA_NIGHT: '24:00' }, 'LUPA_NIGHT'],
    [{ LUPA_NIGHT: 'never' }, 'LUPA_NIGHT'],
    [{ LUPA_HOST: '0.0.0.0' }, 'LUPA_PUBLIC_URL'],
    [{ LUPA_DATABASE_URL: 'mysql://localhost/lupa' }, 'LUPA_DATABASE_URL'],
    [{ LUPA_ENCRYPTION_KEY_FILE: '/nowhere/at/all' }, 'LUPA_ENCRYPTION_KEY_FILE'],
  ])('%o', (variables, name) => {
    expect(() => readSettings(variables)).toThrow(WrongSetting);
    expect(() => readSettings(variables)).toThrow(name);
  });
});

describe('the mail server', () => {
  const from = { LUPA_MAIL_FROM: 'no-reply@example.com' };
  test('is one address with what it takes to log in', () => {
    expect(readSettings({}).mail).toBeUndefined();
    expect(readSettings(from).mail).toBeUndefined();
    for (const url of ['smtp://mail.example', 'smtps://u%40x:p%3A%2F@mail.example:465/', 'smtp://[::1]:25'])
      expect(readSettings({ ...from, LUPA_SMTP_URL: url }).mail).toEqual({
        url,
        from: 'no-reply@example.com',
      });
  });
  test.each([
    'mail.example',
    'https://mail.example',
    'smtp://',
    'smtp://user@mail.example',
    'smtp://:canary@mail.example',
    'smtp://user:canary@mail.example/path',
    'smtp://user:canary@mail.example?tls=no',
    'smtp://user:canary%@mail.example',
    'smtp://user:canary@mail.example:99999',
  ])('%s is refused, and no word of it is repeated', (url) => {
    let said = '';
    try {
      readSettings({ ...from, LUPA_SMTP_URL: url });
    } catch (error) {
      said = error instanceof WrongSetting ? error.message : 'another error';
    }
    expect(said).toContain('LUPA_SMTP_URL');
    expect(said).not.toContain('canary');
  });
  test.each([undefined, 'Example <a@example.com>', 'a@example.com\r\nBcc: b@example.com', 'a b@example.com'])(
    'has a sender that is an address alone: %j is none',
    (address) => {
      const variables = { LUPA_SMTP_URL: 'smtp://mail.example', LUPA_MAIL_FROM: address };
      expect(() => readSettings(variables)).toThrow('LUPA_MAIL_FROM');
    },
  );
  test('webhooks lead into private networks only where that is said', () => {
    expect(readSettings({}).privateHooks).toBe(false);
    expect(readSettings({ LUPA_WEBHOOK_PRIVATE: '1' }).privateHooks).toBe(true);
    expect(() => readSettings({ LUPA_WEBHOOK_PRIVATE: 'yes' })).toThrow('LUPA_WEBHOOK_PRIVATE');
  });
  test('webhooks lead to the named hosts alone, where some are named', () => {
    expect(readSettings({ LUPA_WEBHOOK_HOSTS: ' ' }).hookHosts).toBeUndefined();
    const given = 'crm.example.com, .example.org 2001:db8::1';
    expect(readSettings({ LUPA_WEBHOOK_HOSTS: given }).hookHosts).toEqual([
      'crm.example.com',
      '.example.org',
      '2001:db8::1',
    ]);
    for (const wrong of ['https://crm.example.com', 'crm.example.com/x', '*.example.com'])
      expect(() => readSettings({ LUPA_WEBHOOK_HOSTS: wrong })).toThrow('LUPA_WEBHOOK_HOSTS');
  });
});

describe('the encryption key', () => {
  test.each([
    ['empty', ''],
    ['blank', '\n'],
    ['short', 'ab'.repeat(16)],
    ['a passphrase', 'correct horse battery staple'],
    ['all zeros', '00'.repeat(32)],
  ])('%s is refused: the driver would write plain text, or it could be guessed', (name, content) => {
    const file = keyFile(name, content);
    expect(() => readSettings({ LUPA_ENCRYPTION_KEY_FILE: file })).toThrow('32 random bytes');
  });
  test('is read as hex and as base64', () => {
    const key = Buffer.from(Array.from({ length: 32 }, (_, place) => place));
    for (const encoding of ['hex', 'base64', 'base64url'] as const) {
      const file = keyFile(encoding, `${key.toString(encoding)}\n`);
      expect(Buffer.from(readSettings({ LUPA_ENCRYPTION_KEY_FILE: file }).encryptionKey ?? [])).toEqual(key);
    }
  });
});

test('what faces strangers is set by words, numbers and files', () => {
  const file = keyFile('metrics', `${'m'.repeat(40)}\n`);
  expect(
    readSettings({
      LUPA_FORWARDED_HEADER: 'CF-Connecting-IP',
      LUPA_ADDRESSES: 'strict',
      LUPA_RATE_LIMIT: '0',
      LUPA_METRICS_KEY_FILE: file,
      LUPA_LOG: 'json',
    }),
  ).toMatchObject({
    traffic: { header: 'cf-connecting-ip', anonymity: 'strict' },
    rateLimit: 0,
    metricsKey: 'm'.repeat(40),
    log: 'json',
  });
  expect(() => readSettings({ LUPA_METRICS_KEY_FILE: keyFile('short-metrics', 'short') })).toThrow('32');
});

test('every setting is described for operators', () => {
  const read = (folder: string, ending: string) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(ending))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n');
  const settings = new Set(
    [...read('collector', '.ts').matchAll(/'(LUPA_[A-Z_]+)'/g)].map(([, name]) => name),
  );
  expect(settings.size).toBeGreaterThan(15);
  const documents = read('docs', '.md');
  expect([...settings].filter((name) => !documents.includes(`\`${name}\``))).toEqual([]);
});
