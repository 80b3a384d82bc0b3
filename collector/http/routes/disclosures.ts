/** Disclosing persons to recipients: one or many; refused without a ground, and what was refused is on record too (R45-R50). */
import { Hono } from 'hono';
import * as v from 'valibot';
import { type DisclosureRefusal, disclosing, disclosingMany } from '../../../shared/register/disclosure.ts';
import { fromUuid, toUuid } from '../../bytes.ts';
import { type Disclosed, disclosedBy, disclosePersons } from '../../duties/disclosing.ts';
import { recipients } from '../../duties/nouns/recipients.ts';
import { Problem } from '../../problem.ts';
import { logRead } from '../../register/accessLog.ts';
import { readRecord } from '../../register/reading.ts';
import type { Staff } from '../../register/staff.ts';
import type { Role } from '../../store/catalogue.ts';
import { Unmet } from '../../store/store.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import { idempotencyParameter, type Repeatable, repeatable } from '../idempotent.ts';
import type { Needs } from '../needs.ts';
import { reasonOf } from '../reason.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';

const desk: readonly Role[] = ['administrator', 'data_protection_officer', 'marketing', 'support'];

/** What to do about each. */
const sentences: Readonly<Record<DisclosureRefusal, string>> = {
  recipient_ended: 'Nothing is given to this recipient any more: choose another, or clear its "ended".',
  no_tool:
    'The recipient is outside the EEA and no transfer tool is in force: enter an adequacy decision or standard clauses (module, reference, date) at the recipient first (GDPR 44-46).',
  restricted:
    'This person may not be used now: only an authority or a third party with a duty of the law may be given their data (GDPR 18(2)).',
  no_agreement:
    'No agreement on processing is in force with this processor: enter it with its dates at the recipient first (GDPR 28(3)).',
  other_purpose: 'The recipient is not recorded for this purpose: choose one of its purposes, or add it.',
  other_category: 'The recipient is not recorded for all of these categories: leave some out, or add them.',
  no_consent:
    'The person has no live consent that names this recipient for this purpose: record one (POST /v1/sharing-consents), or name the duty of the law.',
  no_legal_duty:
    'An authority is given data by a duty of the law alone: name the provision and the file number in "duty" (GDPR 6(1)(c)).',
};

const pointers: Partial<Record<DisclosureRefusal, string>> = {
  restricted: '/person',
  other_purpose: '/purpose',
  other_category: '/categories',
  no_legal_duty: '/duty',
};

const missing = () =>
  new Problem('not-found', 'Either the person or the recipient is not there: look their ids up.');

const answer = v.object({ id: v.string(), person: v.string(), recipient: v.string(), disclosed: v.string() });
const manyAnswer = v.object({
  act: v.string(),
  disclosed: v.array(v.object({ id: v.string(), person: v.string() })),
  refused: v.array(v.object({ id: v.string(), person: v.string(), refused: v.string(), detail: v.string() })),
  unknown: v.array(v.string()),
});
const refusals = [400, 401, 403, 404, 409, 413, 415, 422, 503];

interface Asked {
  recipient: string;
  purpose: string;
  categories: readonly string[];
  duty: string | null;
  knownAs?: string | null;
}

export const disclosures = (needs: Needs) => {
  const { store, world } = needs;
  const only = staffOnly(needs, desk);

  /** Who was given away, and why, is in the access log as every reading is. */
  const logged = (
    staff: Staff,
    reason: string,
    { categories }: Pick<Asked, 'categories'>,
    rows: readonly Disclosed[],
  ) =>
    logRead(store, world, staff, {
      action: 'disclose',
      reason,
      fields: categories,
      persons: rows.map(({ person }) => person),
    });
  /** What became of each; the same request again does nothing anew. */
  const disclose = async (
    staff: Staff,
    persons: readonly string[],
    { recipient, duty, knownAs = null, purpose, categories }: Asked,
    again: Repeatable,
  ): Promise<{ act: Uint8Array; rows: Disclosed[]; isNew: boolean }> => {
    const { controller } = staff;
    const answered = async (act: Uint8Array, isNew: boolean) => ({
      act,
      rows: await disclosedBy(store, controller, act),
      isNew,
    });
    const known = await again.before();
    if (known) return answered(known, false);
    const about = {
      recipient: fromUuid(recipient),
      persons: persons.map(fromUuid),
      purpose: purpose.normalize('NFC').trim(),
      categories,
      duty: duty?.trim() || null,
      knownAs: knownAs?.trim() || null,
    };
    if (!(await readRecord(store, recipients, controller, about.recipient))) throw missing();
    try {
      return await answered(await disclosePersons(store, world, staff, about, again.remembering), true);
    } catch (error) {
      if (!(error instanceof Unmet)) throw error;
      const other = await again.before();
      if (!other) throw missing();
      return answered(other, false);
    }
  };

  return new Hono<StaffEnv>()
    .post(
      '/v1/disclosures',
      describe({
        summary: 'Discloses a person to a recipient, where there is a ground for it; records it either way',
        description:
          'Ask before you hand the data over. A processor needs an agreement in force that covers purpose and categories, a third party a live consent of the person that names it or a duty of the law, an authority a duty of the law; anybody outside the EEA a transfer tool.',
        tag: 'staff',
        body: disclosing,
        parameters: [idempotencyParameter],
        answers: { 201: answer, 200: answer },
        refusals,
        security: 'staff',
      }),
      only,
      async (c) => {
        const staff = c.get('staff');
        const body = await readStaffBody(c, disclosing);
        const reason = reasonOf(c, 'disclosing to a recipient');
        const again = repeatable(c, store, staff, body, world.clock());
        const { rows, isNew } = await disclose(staff, [body.person], body, again);
        const [row] = rows;
        if (!row) throw missing();
        await logged(staff, reason, body, rows);
        if (row.refused !== null)
          throw new Problem('disclosure-refused', sentences[row.refused], pointers[row.refused]);
        const id = toUuid(row.id);
        c.header('Location', `/v1/disclosures/${id}`);
        return c.json(
          {
            id,
            person: body.person,
            recipient: body.recipient,
            disclosed: new Date(row.disclosed).toISOString(),
          },
          isNew ? 201 : 200,
        );
      },
    )
    .post(
      '/v1/disclosures/many',
      describe({
        summary: 'Discloses many persons to a recipient by one act, each where there is a ground',
        description:
          'Hand over those in `disclosed` alone; `refused` says why for each other one. Whoever is restricted or unknown is never among them, but by a duty of the law.',
        tag: 'staff',
        body: disclosingMany,
        parameters: [idempotencyParameter],
        answers: { 200: manyAnswer },
        refusals,
        security: 'staff',
      }),
      only,
      async (c) => {
        const staff = c.get('staff');
        const body = await readStaffBody(c, disclosingMany);
        const reason = reasonOf(c, 'disclosing to a recipient');
        const again = repeatable(c, store, staff, body, world.clock());
        const { act, rows } = await disclose(staff, body.persons, body, again);
        await logged(staff, reason, body, rows);
        const shown = rows.map(({ id, person, refused }) => ({
          id: toUuid(id),
          person: toUuid(person),
          refused,
        }));
        const found = new Set(shown.map(({ person }) => person));
        return c.json({
          act: toUuid(act),
          disclosed: shown.flatMap(({ refused, ...one }) => (refused === null ? [one] : [])),
          refused: shown.flatMap(({ refused, ...one }) =>
            refused === null ? [] : [{ ...one, refused, detail: sentences[refused] }],
          ),
          unknown: body.persons.filter((person) => !found.has(person)),
        });
      },
    );
};
