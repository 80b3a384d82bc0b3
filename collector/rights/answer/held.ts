/** The whole answer to an access request, as data: what is held, and all that article 15(1)(a)-(h) and (2) ask for beside it. */
import { toUuid } from '../../bytes.ts';
import { keptWords } from '../../duties/holds/words.ts';
import { settingsOf } from '../../duties/retention/settings.ts';
import { tellRetention } from '../../duties/retention/words.ts';
import { readingsOf } from '../../register/accessLog.ts';
import { emailKey } from '../../register/email.ts';
import type { Store } from '../../store/store.ts';
import { unhurried } from '../../store/unhurried.ts';
import { accessAnswer } from '../access.ts';
import { when } from '../acts.ts';
import { keptEntry, mergedEntries } from '../entries.ts';
import { organisationOfPerson } from '../organisation.ts';
import { recipientLines } from '../recipientLines.ts';
import { recordedActs } from '../recordedActs.ts';
import { linksSent, mergesWith, waitingUnder } from '../waitingRows.ts';
import { processingOf, withheldOf } from './explained.ts';
import { type LeftOut, leaving } from './leaving.ts';
import { nothingOf } from './nothing.ts';
import type { RecipientsOf } from './recipients.ts';
import { servicesAllowed } from './services.ts';
import { tablesHeld } from './tables.ts';
import { answerLanguageOf, answerWords } from './words/languages.ts';
import type { AnswerLanguage } from './words/words.ts';

/** Where the structure of the answer is published; its number rises when a member goes or changes its meaning. */
export const answerSchema = '/schemas/access-answer/1.json';

export interface AnswerAsked {
  /** The person's own where it is not said. */
  language?: AnswerLanguage | undefined;
  /** Unix milliseconds. */
  now: number;
  /** An address that the person has shown to be theirs, where nobody is known by it. */
  email?: string | undefined;
  /** The collector's own address, for the schema's. */
  publicUrl?: string | undefined;
  recipientsOf?: RecipientsOf | undefined;
  /** What is left out of this answer for others' sake. */
  leftOut?: readonly LeftOut[] | undefined;
}

/** The secret part of a link in a letter that waits to be sent: whoever answers for the controller must not act in the person's name. */
const secret = /\b\d+\.[\w-]{43}(?![\w-])/g;

const withoutLinks = <Row extends object>(row: Row): Row =>
  'body' in row && typeof row.body === 'string' ? { ...row, body: row.body.replaceAll(secret, '…') } : row;

/** All that is held of the person, wherever it is. */
const dataOf = async (store: Store, controller: number, person: Uint8Array, now: number) => {
  const found = await accessAnswer(store, controller, person, now);
  if (!found) return undefined;
  const merged = await mergedEntries(store, controller, person);
  const entries = [person, ...merged.map((one) => one.person)];
  const addresses = [found.person.email, ...merged.map(({ email }) => email)].filter((one) => one !== null);
  const waiting = await Promise.all(
    [...new Set(addresses.map(emailKey))].map((key) => waitingUnder(store, controller, key)),
  );
  return {
    ...found,
    register: Object.fromEntries(
      Object.entries(found.register).map(([table, rows]) => [
        table,
        table === 'messages' ? rows.map(withoutLinks) : rows,
      ]),
    ),
    organisation: await organisationOfPerson(store, controller, person),
    mergedEntries: merged.map(({ person: id, created, emailKey: _, ...one }) => ({
      id: toUuid(id),
      ...one,
      created: when(created),
    })),
    merges: await mergesWith(store, controller, person),
    recordedActs: await recordedActs(unhurried(store), controller, entries),
    links: (await Promise.all(entries.map((one) => linksSent(store, controller, one)))).flat(),
    registrations: waiting.flatMap(({ registrations }) => registrations),
    permissionRequests: waiting.flatMap(({ permissionRequests }) => permissionRequests),
    readings: (await Promise.all(entries.map((one) => readingsOf(store, controller, one))))
      .flat()
      .sort((one, other) => one.at - other.at)
      .map((one) => ({ ...one, at: when(one.at) })),
  };
};

/** All that is held of the person by now: whoever they were merged into. */
export const heldOf = async (store: Store, controller: number, person: Uint8Array, now: number) => {
  const entry = await keptEntry(store, controller, person);
  return entry && dataOf(store, controller, entry, now);
};

/** The answer about the person, or that nothing is held. */
export const heldAnswer = async (
  store: Store,
  controller: number,
  person: Uint8Array | null,
  { language: wanted, now, email, publicUrl = '', recipientsOf = recipientLines, leftOut = [] }: AnswerAsked,
) => {
  const entry = person && (await keptEntry(store, controller, person));
  const found = entry ? await dataOf(store, controller, entry, now) : undefined;
  const data = found ? leaving(found, leftOut) : await nothingOf(store, controller, now);
  if (!found && email !== undefined)
    Object.assign(data, await waitingUnder(store, controller, emailKey(email)));
  const language = wanted ?? answerLanguageOf(found?.person.language);
  const words = answerWords(language);
  // Of what is left out they are told why it is processed, too.
  const tables = tablesHeld(found ?? data);
  const periods = await settingsOf(store, controller);
  const { rights, complaint, authority, automated } = words.text;
  return {
    ...data,
    schema: `${publicUrl}${answerSchema}`,
    language,
    dataHeld: tables.length > 0,
    processing: processingOf(tables, words, (word) => tellRetention(periods, word, language)),
    services: servicesAllowed(data),
    recipients: await recipientsOf(store, controller, found ? entry : null, now),
    holds: data.holds.map((one) => ({
      ...one,
      what: keptWords(language)[one.category === 'payments and sales' ? 'transactions' : one.category],
    })),
    withheld: [
      ...withheldOf(tables, words),
      ...(found ? leftOut : []).map(({ table, id, field, why }) => ({
        from: field === undefined ? table : `${table}.${field}`,
        ...(id !== undefined && { id }),
        why,
      })),
    ],
    automatedDecisions: automated,
    rights,
    complaint: { authority, address: 'https://tietosuoja.fi', text: complaint },
  };
};

export type HeldAnswer = Awaited<ReturnType<typeof heldAnswer>>;
export type HeldData = NonNullable<Awaited<ReturnType<typeof dataOf>>>;
