/** The access answer's structure, as it is published: version 1. The register's part follows its nouns. */
import * as v from 'valibot';
import { answers } from '../../../shared/answer.ts';
import { hows, surfaces } from '../../../shared/decision.ts';
import { notice } from '../../../shared/notice.ts';
import { personalNouns } from '../../register/nouns/personal.ts';
import { answerLanguages } from '../../rights/answer/words/words.ts';
import { copied } from '../../rights/registerRows.ts';
import { memberOf, perhapsNumber, perhapsText, perhapsTime, text, time, uuid } from './members.ts';

const list = v.array;
const shown = v.nullable(notice);
const takenOver = v.nullable(v.strictObject({ from: text, given: perhapsTime }));
const entry = { name: perhapsText, email: perhapsText, phone: perhapsText, position: perhapsText };
const more = { employerAddress: perhapsText, language: perhapsText };
const before = v.nullable(v.strictObject({ ...entry, ...more }));

const source = v.strictObject({ field: text, source: text, obtained: perhapsTime, permission: perhapsText });
const rowSource = v.strictObject({ ...source.entries, purpose: text, basis: text });
const purposeAnswer = v.strictObject({ purpose: text, answer: v.picklist(answers), terms: v.number() });

const register = v.strictObject(
  Object.fromEntries(
    personalNouns.map((noun) => [
      noun.table,
      list(
        v.strictObject({
          id: uuid,
          ...Object.fromEntries(copied(noun).map(([name, kind]) => [name, memberOf(kind)])),
          sources: list(rowSource),
        }),
      ),
    ]),
  ),
);

const transfer = v.nullable(
  v.strictObject({ tool: text, sccModule: perhapsNumber, reference: perhapsText, date: perhapsTime }),
);
const given = { name: text, role: text, country: text, transfer, categories: list(text) };

const explained = { category: text, purpose: text, basis: text, retention: text };

const held = {
  person: v.nullable(
    v.strictObject({
      id: uuid,
      ...entry,
      ...more,
      company: perhapsText,
      created: time,
      pending: perhapsTime,
      restricted: perhapsTime,
      restriction: perhapsText,
      objected: perhapsTime,
      erased: perhapsTime,
    }),
  ),
  organisation: v.nullable(
    v.strictObject({
      ...{ id: uuid, name: text, businessId: perhapsText, street: perhapsText, postalCode: perhapsText },
      ...{ city: perhapsText, country: perhapsText, sources: list(source) },
    }),
  ),
  mergedEntries: list(v.strictObject({ id: uuid, ...entry, ...more, created: time })),
  merges: list(
    v.strictObject({ merged: time, undone: perhapsTime, kept: v.boolean(), before, after: before }),
  ),
  sources: list(v.strictObject({ ...rowSource.entries, site: perhapsText })),
  ties: list(v.strictObject({ site: text, visitor: uuid, started: time, ended: perhapsTime })),
  consents: list(
    v.strictObject({
      ...{ site: text, visitor: uuid, ...purposeAnswer.entries, carriedOver: v.boolean() },
      ...{ decided: perhapsTime, ledgerNumber: perhapsNumber, takenOver, textShown: shown },
    }),
  ),
  decisions: list(
    v.strictObject({
      ...{ id: uuid, visitor: v.nullable(uuid), ledgerNumber: v.number(), received: time, at: perhapsTime },
      ...{ how: v.nullable(v.picklist(hows)), surface: v.nullable(v.picklist(surfaces)) },
      ...{ signal: perhapsText, takenOver, answers: list(purposeAnswer), record: text, textShown: shown },
    }),
  ),
  visits: list(
    v.strictObject({
      ...{ id: uuid, visitor: uuid, site: text, received: time, browser: perhapsText, os: perhapsText },
      ...{ browserMajor: perhapsNumber, device: perhapsText, language: perhapsText, referrer: perhapsText },
      ...{ page: text, address: perhapsText, country: perhapsText },
    }),
  ),
  events: list(
    v.strictObject({
      ...{ site: text, received: time, happened: time, sent: v.picklist(['no', 'waiting', 'yes']) },
      event: v.unknown(),
    }),
  ),
  register,
  pastValues: list(
    v.strictObject({
      ...{ noun: text, row: uuid, field: text, value: v.unknown(), replaced: perhapsTime },
      ...{ source: perhapsText, obtained: perhapsTime },
    }),
  ),
  informing: list(
    v.strictObject({
      ...{ due: perhapsTime, told: perhapsTime, source: text, obtained: perhapsTime },
      permission: perhapsText,
    }),
  ),
  disclosures: v.strictObject({
    disclosed: list(
      v.strictObject({
        ...{ ...given, purpose: text, ground: text, reference: perhapsText },
        disclosed: perhapsTime,
      }),
    ),
    standing: list(v.strictObject({ ...given, purposes: list(text) })),
  }),
  suppressions: v.strictObject({
    everything: list(v.strictObject({ channel: text, since: perhapsTime, reason: text })),
    purposes: list(v.strictObject({ channel: text, purpose: text, productGroup: text, since: perhapsTime })),
  }),
  links: list(v.strictObject({ purpose: text, created: time, expires: time, used: perhapsTime })),
  registrations: list(
    v.strictObject({
      ...{ site: text, email: text, body: v.nullable(v.record(text, v.unknown())) },
      ...{ created: time, expires: time },
    }),
  ),
  permissionRequests: list(
    v.strictObject({
      ...{ email: text, language: text, recipient: text, channel: text, purpose: text },
      ...{ productGroup: perhapsText, wording: text, created: time, site: perhapsText },
    }),
  ),
  recordedActs: list(
    v.strictObject({
      ...{ ledgerNumber: v.number(), at: time, act: text, noun: perhapsText, row: v.nullable(uuid) },
      ...{ members: list(text), role: perhapsText, byProcessor: v.boolean() },
    }),
  ),
  readings: list(v.strictObject({ at: time, action: text, reason: text, role: text, fields: text })),
};

/** GDPR 15(1)(a)-(h), 15(2) and 15(3). */
export const accessAnswerSchema = v.strictObject({
  v: v.literal(1),
  schema: text,
  made: time,
  language: v.picklist(answerLanguages),
  dataHeld: v.boolean(),
  controller: v.strictObject({ name: text, contact: text }),
  ...held,
  processing: list(v.strictObject({ ...explained, words: v.strictObject(explained) })),
  services: list(
    v.strictObject({ purpose: text, name: text, provider: text, country: text, transfer: v.boolean() }),
  ),
  recipients: list(
    v.strictObject({
      ...{ name: text, role: text, country: perhapsText, purpose: perhapsText, given: perhapsTime },
      ...{ transfer: v.boolean(), safeguard: perhapsText },
    }),
  ),
  holds: list(
    v.strictObject({
      ...{ category: text, what: text, rows: v.number(), law: text, reason: v.optional(text) },
      until: v.nullable(v.pipe(v.string(), v.isoDate())),
    }),
  ),
  withheld: list(v.strictObject({ from: text, id: v.optional(uuid), why: text })),
  automatedDecisions: text,
  rights: list(v.strictObject({ article: text, name: text, text })),
  complaint: v.strictObject({ authority: text, address: text, text }),
});
