/** The command line's part about Google: `lupa google secret`, `lupa google forget`, `lupa google check`. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { addressOf } from './app.ts';
import { worldOf } from './backupCommands.ts';
import { databaseOf } from './databaseSettings.ts';
import { readSettings, type Settings, WrongSetting } from './env.ts';
import { checkPayload } from './google/check.ts';
import { egress } from './messages/egress.ts';
import { laneOf } from './messages/relay/lane.ts';
import { dropSecret, keepSecret } from './register/googleSecrets.ts';
import { findSite, type Site } from './register/sites.ts';
import { measurementHost, secretsKeyOf } from './relaying.ts';
import { WrongSite } from './siteSetUp.ts';
import { openStore, openToRead } from './store/database.ts';
import { Locked, lock } from './store/lock.ts';
import type { Readable, Store } from './store/store.ts';

/** The site, where it measures by the relay. */
const relayed = async (store: Readable, publicId: string): Promise<Site> => {
  const site = await findSite(store, publicId);
  if (!site) throw new WrongSite('There is no such site: "lupa site list" shows them.');
  if (site.settings.google?.mode !== 'relay')
    throw new WrongSite('This site does not measure by the relay: give it "google" with the mode "relay".');
  return site;
};

/** The running collector takes it by its staff listener, under the administrator's key. */
const byStaff = async (settings: Settings, publicId: string, secret: string | undefined): Promise<void> => {
  const file = `${settings.data}/administrator.key`;
  if (!existsSync(file))
    throw new WrongSetting(
      'The collector is running, and administrator.key is not in its data folder: stop it first, or call PUT /v1/google/secret with a key of yours.',
    );
  const staff = addressOf(settings.staffHost, settings.staffPort);
  const answer = await fetch(`${staff}/v1/google/secret?site=${encodeURIComponent(publicId)}`, {
    method: secret === undefined ? 'DELETE' : 'PUT',
    headers: {
      Authorization: `Bearer ${readFileSync(file, 'utf8').trim()}`,
      'Content-Type': 'application/json',
    },
    ...(secret !== undefined && { body: JSON.stringify({ secret }) }),
    redirect: 'error',
  }).catch(() => {
    throw new WrongSetting(
      `No collector answers at ${staff}: set LUPA_STAFF_HOST and LUPA_STAFF_PORT as it has them.`,
    );
  });
  if (!answer.ok) {
    const { detail } = (await answer.json().catch(() => ({}))) as { detail?: string };
    throw new WrongSite(detail ?? `The collector answered ${answer.status}.`);
  }
};

/** Keeps or forgets the secret, in the database or by the collector that has it open. */
const change = async (settings: Settings, publicId: string, secret: string | undefined): Promise<void> => {
  const data = resolve(settings.data);
  let unlock: () => void;
  try {
    unlock = lock(`${data}/lupa.lock`);
  } catch (error) {
    if (!(error instanceof Locked)) throw error;
    return byStaff({ ...settings, data }, publicId, secret);
  }
  const world = worldOf(data);
  let store: Store | undefined;
  try {
    (await openToRead(databaseOf(settings))).close(); // says in a sentence that there is none
    store = await openStore(databaseOf(settings), { clock: world.clock });
    const site = await relayed(store, publicId);
    if (secret === undefined) await dropSecret(store, site);
    else await keepSecret(store, world, secretsKeyOf(settings, data), site, secret);
  } finally {
    await store?.close();
    unlock();
  }
};

/** Sends one event to where Google checks and keeps nothing, and prints what Google says. */
const check = async (settings: Settings, publicId: string): Promise<void> => {
  const reader = await openToRead(databaseOf(settings));
  const out = egress();
  try {
    await relayed(reader, publicId);
    const lane = await laneOf(reader, secretsKeyOf(settings, resolve(settings.data)), publicId);
    if (!lane) throw new WrongSite(`There is no secret yet: "lupa google secret ${publicId}".`);
    const host = measurementHost(settings);
    const query = new URLSearchParams({ measurement_id: lane.measurementId, api_secret: lane.secret });
    const body = checkPayload(lane.site.settings.origins[0] ?? '', Date.now());
    const { status, answer } = await out.post(`${host}/debug/mp/collect?${query}`, body).catch(() => {
      throw new WrongSetting(`${host} does not answer: look at the connection of this machine.`);
    });
    console.log(`Sent to ${host}/debug/mp/collect for ${lane.measurementId}:\n${body}`);
    console.log(`Google says (${status}):\n${answer.replaceAll(lane.secret, '***').trim()}`);
    const messages = (() => {
      try {
        return (JSON.parse(answer) as { validationMessages?: unknown[] }).validationMessages;
      } catch {
        return undefined;
      }
    })();
    if (status === 200 && Array.isArray(messages) && messages.length === 0)
      console.log(
        'Nothing to complain of. Google does not check the secret here: look at its realtime report.',
      );
    else process.exitCode = 1;
  } finally {
    out.close();
    await reader.close();
  }
};

/** Whether it was one of these commands. */
export const googleCommand = async ([verb, publicId = '', ...rest]: readonly string[]): Promise<boolean> => {
  const settings = readSettings(process.env);
  if (verb === 'secret' && publicId !== '' && rest.length <= 1) {
    // Never as an argument: everyone on the machine can read those.
    await change(settings, publicId, readFileSync(rest[0] ?? 0, 'utf8').trim());
    console.log(`Kept, encrypted. Try it: "lupa google check ${publicId}".`);
    return true;
  }
  if (verb === 'forget' && publicId !== '' && rest.length === 0) {
    await change(settings, publicId, undefined);
    console.log('Forgotten: nothing is sent to Google for this site any more.');
    return true;
  }
  if (verb === 'check' && publicId !== '' && rest.length === 0) {
    await check(settings, publicId);
    return true;
  }
  return false;
};
