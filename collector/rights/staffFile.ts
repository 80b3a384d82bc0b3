/**
 * What is held of a member of staff, who is a person too (GDPR 15): who they are, their keys and sessions, what they read, and what
 * they did. Never a password, a secret or a hash, and nothing of those whom they read: how many, not who (15(4)).
 */
import { toUuid } from '../bytes.ts';
import { authorityOf } from '../duties/controllerDetails.ts';
import { kindOf } from '../ledger/kinds.ts';
import { entriesBefore } from '../register/accessLog.ts';
import { listControllers, operatorId, senderOf } from '../register/controllers.ts';
import { pageKeys } from '../register/staffKeys.ts';
import { findMember } from '../register/staffMembers.ts';
import { catalogue } from '../store/catalogue.ts';
import { type Readable, type Store, sql } from '../store/store.ts';
import { unhurried } from '../store/unhurried.ts';
import { when } from './acts.ts';
import { jsonBytes } from './answer/json.ts';
import { type Packed, zipBytes } from './answer/package.ts';
import { slices } from './answer/slices.ts';
import { plainCsv } from './answer/tablesOf.ts';
import { answerWords } from './answer/words/languages.ts';
import type { AnswerLanguage } from './answer/words/words.ts';

const works = sql`
  select works_from as "worksFrom", works_until as "worksUntil" from staff
  where controller_id = :controller and staff_id = :staff`;
const sessions = sql`
  select created, seen, expires from staff_sessions
  where controller_id = :controller and staff_id = :staff
  order by created`;
const enrolments = sql`
  select created, expires, used from enrolments
  where controller_id = :controller and staff_id = :staff
  order by created`;
const head = sql`select coalesce(max(number), 0) as number from ledger where controller_id = :controller`;
// A stretch of the ledger at a time: no index says who did what, and nobody waits for this.
const acts = sql`
  select number, kind, received, body from ledger
  where controller_id = :controller and number > :after and number <= :until
    and (body like :who or body like :about)
  order by number`;

/** Rows of the ledger that are gone through at once. */
const atOnce = 2000;
const aPage = 500;
const afterAll = new Uint8Array(16).fill(0xff);

interface Whose {
  home: number;
  staff: number;
}

/** What they did on a controller's register, and what was done to their account: the kind of each act and when, not about whom. */
const actsOf = async (store: Readable, controller: number, { home, staff }: Whose) => {
  const found: {
    controller: number;
    number: number;
    at: string | null;
    act: string;
    noun: string | null;
    by: string;
  }[] = [];
  const [last] = await store.read<{ number: number }>(head, { controller });
  for (let after = 0; after < (last?.number ?? 0); after += atOnce) {
    const at = {
      ...{ controller, after, until: after + atOnce },
      ...{ who: `%"staff":${staff}%`, about: `%"member":${staff}%` },
    };
    const rows = await store.read<{ number: number; kind: number; received: number; body: string }>(acts, at);
    for (const { number, kind, received, body } of rows) {
      const said = JSON.parse(body) as { staff?: unknown; home?: unknown; member?: unknown; noun?: string };
      const own = said.staff === staff && (said.home ?? controller) === home;
      if (own || (said.member === staff && controller === home))
        found.push({
          ...{ controller, number, at: when(received), act: kindOf(kind) },
          noun: said.noun ?? null,
          by: own ? 'themselves' : 'others',
        });
    }
  }
  return found;
};

/** What they read at a controller: when, why, in which role, which members, of how many. */
const readingsOf = async (store: Readable, controller: number, whose: Whose) => {
  const found: Readonly<Record<string, string | number | null>>[] = [];
  for (let before: Uint8Array = afterAll; ; ) {
    const rows = await entriesBefore(store, controller, { before, most: aPage, staff: whose });
    for (const { at, role, action, reason, fields, found: persons, instruction } of rows)
      found.push({
        ...{ controller, at: when(at), role, action, reason, fields, persons },
        instruction: instruction && toUuid(instruction),
      });
    const last = rows.at(-1);
    if (!last || rows.length < aPage) return found.reverse();
    before = last.id;
  }
};

const keysOf = async (store: Readable, controller: number, staff: number) => {
  const found = [];
  for (let after: Uint8Array = new Uint8Array(0); ; ) {
    const rows = await pageKeys(store, controller, { after, most: aPage, staff });
    for (const { id, name, reach, created, expires, ended } of rows)
      found.push({
        ...{ id: toUuid(id), name, reach },
        ...{ created: when(created), expires: when(expires), ended: when(ended) },
      });
    const last = rows.at(-1);
    if (!last || rows.length < aPage) return found;
    after = last.id;
  }
};

/** Why and for how long, table by table, as the catalogue says it. */
const processing = () =>
  ['staff', 'staff_keys', 'staff_sessions', 'enrolments', 'access_log'].map((table) => {
    const { purpose = '', basis = '', retention = '' } = catalogue[table]?.['staff_id'] ?? {};
    return { table, purpose, basis, retention };
  });

/** All of it; undefined where there is no such member. */
export const staffAnswer = async (
  hurried: Store,
  controller: number,
  staff: number,
  { now, language }: { now: number; language: AnswerLanguage },
) => {
  const store = unhurried(hurried);
  const key = { controller, staff };
  const member = await findMember(store, controller, staff);
  if (!member) return undefined;
  const { password, version: _, committed, committedUntil, created, ended, ...who } = member;
  const [time] = await store.read<{ worksFrom: number | null; worksUntil: number | null }>(works, key);
  const whose = { home: controller, staff };
  // The operator's staff act on their customers' registers, too.
  const places = controller === operatorId ? await listControllers(store) : [controller];
  const readings = [];
  const done = [];
  for (const place of places) {
    readings.push(...(await readingsOf(store, place, whose)));
    done.push(...(await actsOf(store, place, whose)));
  }
  const { text } = answerWords(language);
  const authority = await authorityOf(store, controller, language);
  return {
    v: 1,
    made: when(now),
    language,
    controller: await senderOf(store, controller),
    staff: {
      ...who,
      signsInWithPassword: password === 1,
      committed: when(committed),
      committedUntil: when(committedUntil),
      worksFrom: when(time?.worksFrom ?? null),
      worksUntil: when(time?.worksUntil ?? null),
      created: when(created),
      ended: when(ended),
    },
    keys: await keysOf(store, controller, staff),
    sessions: (await store.read<{ created: number; seen: number; expires: number }>(sessions, key)).map(
      (one) => ({ created: when(one.created), seen: when(one.seen), expires: when(one.expires) }),
    ),
    enrolments: (
      await store.read<{ created: number; expires: number; used: number | null }>(enrolments, key)
    ).map((one) => ({ created: when(one.created), expires: when(one.expires), used: when(one.used) })),
    readings,
    acts: done,
    processing: processing(),
    automatedDecisions: text.automated,
    rights: text.rights,
    complaint: { authority: authority.name, address: authority.address, text: text.complaint(authority) },
  };
};

export const staffForms = ['json', 'zip'] as const;
export type StaffForm = (typeof staffForms)[number];

/** As a file; undefined where there is no such member. */
export const staffFile = async (
  store: Store,
  controller: number,
  staff: number,
  { form, ...asked }: { form: StaffForm; now: number; language: AnswerLanguage },
) => {
  const data = await staffAnswer(store, controller, staff, asked);
  if (!data) return undefined;
  const name = `staff-${staff}-${new Date(asked.now).toISOString().slice(0, 10)}`;
  const json = await jsonBytes(data);
  if (form === 'json') return { name: `${name}.json`, type: 'application/json', body: json };
  const pause = slices();
  const files: Packed[] = [{ name: 'data.json', bytes: json }];
  for (const [table, value] of Object.entries({ ...data, staff: [data.staff] })) {
    if (!Array.isArray(value) || value.length === 0) continue;
    const members = Object.keys(value[0] as object);
    files.push({ name: `${table}.csv`, bytes: await plainCsv({ members, rows: value }, pause) });
  }
  return { name: `${name}.zip`, type: 'application/zip', body: await zipBytes(files, asked.now, pause) };
};
