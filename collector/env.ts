/** Settings from the environment: checked at start, refused aloud when wrong. */
import { readFileSync } from 'node:fs';
import { serverIn } from './databaseSettings.ts';
import { type LogForm, logForms } from './log.ts';
import { hookHostsIn, type MailSettings, mailIn, privateHooksIn } from './mailSettings.ts';
import type { HostList } from './messages/listedHost.ts';
import { oidcIn } from './oidcSettings.ts';
import { metricsKeyIn, numberOf, oneOf, trafficIn } from './publicSettings.ts';
import type { OidcSettings } from './register/oidc.ts';
import type { PostgresAddress } from './store/postgres/connect.ts';
import type { TrafficSettings } from './traffic/traffic.ts';
import { type Variables, WrongSetting } from './wrongSetting.ts';

export { WrongSetting } from './wrongSetting.ts';

export interface Settings {
  /** Folder of the database and the administrator's key. */
  data: string;
  /** The PostgreSQL server that keeps the data; undefined: a file in the data folder. */
  server: PostgresAddress | undefined;
  /** Where the visitors' listener binds. */
  host: string;
  /** Where the staff's listener binds: this machine alone unless said otherwise. */
  staffHost: string;
  port: number;
  staffPort: number;
  demoPort: number;
  /** Address of the public listener as browsers reach it; undefined: from host and port. */
  publicUrl: string | undefined;
  googleUrl: string | undefined;
  /** Where the relay sends events; undefined: to `googleUrl`, else to Google in the European Union. */
  measurementUrl: string | undefined;
  /** Analytics events that may be kept at once. */
  analyticsQueue: number;
  /** What secrets in the database are encrypted under; undefined: a key in a file beside the data folder. */
  secretsKey: Uint8Array | undefined;
  /** Where e-mails go out; undefined: they wait. */
  mail: MailSettings | undefined;
  /** Whether webhooks may lead into private networks. */
  privateHooks: boolean;
  /** The only hosts that webhooks may lead to; undefined: no list. */
  hookHosts: HostList | undefined;
  encryptionKey: Uint8Array | undefined;
  /** File of the key that signs the ledger; undefined: beside the data folder. */
  signingKeyFile: string | undefined;
  traffic: TrafficSettings;
  /** Tokens that an address gets a minute; 0: no limit. */
  rateLimit: number;
  /** Visitors' connections that may be open at once. */
  connections: number;
  /** What a scrape of the metrics must show. */
  metricsKey: string | undefined;
  log: LogForm;
  /** The OpenID provider by which staff may sign in; undefined for none. */
  oidc: OidcSettings | undefined;
  /** What backups are encrypted with; undefined: the database's key. */
  backupKey: Uint8Array | undefined;
  /** Folder of the journal; undefined: beside the data folder. */
  journal: string | undefined;
  /** Time of day of the maintenance, hour and minute by the machine's clock. */
  night: readonly [number, number];
  /** Name and contact of the operator, asked for at the first start. */
  operator: { name: string | undefined; contact: string | undefined };
}

const portOf = (variables: Variables, name: string, usual: number): number => {
  const given = variables[name];
  if (given === undefined || given === '') return usual;
  const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN;
  if (!(port <= 65535)) throw new WrongSetting(`${name} is a port from 0 to 65535.`);
  return port;
};

const timeOf = (variables: Variables, name: string, usual: string): readonly [number, number] => {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(variables[name] || usual);
  if (!found) throw new WrongSetting(`${name} is a time of day such as ${usual}.`);
  return [Number(found[1]), Number(found[2])];
};

const addressOf = (variables: Variables, name: string): string | undefined => {
  const given = variables[name];
  if (given === undefined || given === '') return undefined;
  if (!/^https?:\/\//.test(given) || !URL.canParse(given) || /[?#]/.test(given)) {
    throw new WrongSetting(`${name} is an http or https address without query.`);
  }
  return given.replace(/\/+$/, '');
};

/** The key in a file: 32 bytes as 64 hex digits or 43-44 characters of base64, alone in it. `name` is what asks for it. */
export const readKey = (file: string, name: string): Uint8Array => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch {
    throw new WrongSetting(`${name} names a file that cannot be read.`);
  }
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  // An empty key would silently leave the database in plain text (TOOLCHAIN.md, 3).
  if (key.length !== 32 || key.every((byte) => byte === key[0])) {
    throw new WrongSetting(
      `${name} must hold 32 random bytes as hex or base64: make them with "openssl rand -hex 32".`,
    );
  }
  return key;
};

const keyIn = (variables: Variables, name: string): Uint8Array | undefined => {
  const file = variables[name];
  return file === undefined || file === '' ? undefined : readKey(file, name);
};

/** Reads the settings. Throws `WrongSetting`. */
export const readSettings = (variables: Variables): Settings => {
  const server = serverIn(variables);
  const host = variables['LUPA_HOST'] || '127.0.0.1';
  if (['0.0.0.0', '::'].includes(host) && !variables['LUPA_PUBLIC_URL']) {
    throw new WrongSetting(`LUPA_HOST is every address: set LUPA_PUBLIC_URL to the one that browsers use.`);
  }
  return {
    data: variables['LUPA_DATA'] || 'data',
    server,
    host,
    staffHost: variables['LUPA_STAFF_HOST'] || '127.0.0.1',
    port: portOf(variables, 'LUPA_PORT', 8787),
    staffPort: portOf(variables, 'LUPA_STAFF_PORT', 8789),
    demoPort: portOf(variables, 'LUPA_DEMO_PORT', 8788),
    publicUrl: addressOf(variables, 'LUPA_PUBLIC_URL'),
    googleUrl: addressOf(variables, 'LUPA_GOOGLE_URL'),
    measurementUrl: addressOf(variables, 'LUPA_MEASUREMENT_URL'),
    analyticsQueue: numberOf(variables, 'LUPA_ANALYTICS_QUEUE', 500_000, 1000),
    secretsKey: keyIn(variables, 'LUPA_SECRETS_KEY_FILE'),
    mail: mailIn(variables),
    privateHooks: privateHooksIn(variables),
    hookHosts: hookHostsIn(variables),
    encryptionKey: keyIn(variables, 'LUPA_ENCRYPTION_KEY_FILE'),
    signingKeyFile: variables['LUPA_SIGNING_KEY_FILE'] || undefined,
    traffic: trafficIn(variables),
    rateLimit: numberOf(variables, 'LUPA_RATE_LIMIT', 600, 0),
    connections: numberOf(variables, 'LUPA_CONNECTIONS', 8192, 16),
    metricsKey: metricsKeyIn(variables),
    log: oneOf(variables, 'LUPA_LOG', logForms),
    oidc: oidcIn(variables),
    backupKey: keyIn(variables, 'LUPA_BACKUP_KEY_FILE'),
    journal: variables['LUPA_JOURNAL'] || undefined,
    night: timeOf(variables, 'LUPA_NIGHT', '03:00'),
    operator: { name: variables['LUPA_OPERATOR_NAME'], contact: variables['LUPA_OPERATOR_CONTACT'] },
  };
};
