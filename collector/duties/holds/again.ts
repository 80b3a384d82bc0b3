/** Holds that the journal tells of, as they stand, on a restored database: before the erasures that came after them are done again. */
import { fromUuid } from '../../bytes.ts';
import type { JournalEntry } from '../../ledger/journalEntry.ts';
import { type Statement, sql, statement } from '../../store/store.ts';

const put = sql`
  insert into holds (controller_id, hold_id, person_id, category, law, reason, until, ended, created, version)
  values (:controller, :hold, :person, :category, :law, :reason, :until, :ended, :received, 1)
  on conflict (controller_id, hold_id) do update
  set law = excluded.law, reason = excluded.reason, until = excluded.until, ended = excluded.ended, version = holds.version + 1`;

export const heldAgain = ({
  kind: _,
  hold,
  person,
  ...values
}: Extract<JournalEntry, { kind: 'hold' }>): Statement =>
  statement(put, { ...values, hold: fromUuid(hold), person: person === null ? null : fromUuid(person) });
