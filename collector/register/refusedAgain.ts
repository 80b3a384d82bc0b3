/** What the journal tells of refusals, done again on a restored database: permissions ended, objections, suppressions. */
import { fromBase64url, fromUuid } from '../bytes.ts';
import type { JournalEntry, ToldMark } from '../ledger/journalEntry.ts';
import type { Statement } from '../store/store.ts';
import type { World } from '../world.ts';
import { nobody } from './actor.ts';
import type { Parts } from './mergedAgain.ts';
import { objectStatements } from './objections.ts';
import { endStatement } from './permissionEnding.ts';
import { actOn, concernsMarked } from './recordEvents.ts';
import { type Mark, suppress } from './suppressions.ts';
import { unsubscribe, unsubscribePerson } from './unsubscriptions.ts';

/** What of the journal is about not being written to. */
export type Refusing = Extract<JournalEntry, { kind: 'permission-ended' | 'objection' | 'suppression' }>;

const marksIn = (told: readonly ToldMark[]): Mark[] =>
  told.map(({ mark, ...rest }) => ({ ...rest, mark: fromBase64url(mark) }));

/** The statements; also where the backup does not know the person or the permission yet: the address is remembered. `parts`: merged entries that are one. */
export const refusedAgain = (world: World, entry: Refusing, parts: Parts): Statement[] => {
  const { controller, received } = entry;
  const marks = marksIn(entry.marks);
  const event = actOn.bind(null, { ...world, clock: () => received }, nobody(controller));
  switch (entry.kind) {
    case 'permission-ended': {
      const marked = marks[0]?.channel;
      const scope = marked && { marked, ...entry.scope };
      return [
        endStatement(controller, fromUuid(entry.permission), entry.how, received),
        ...unsubscribe(controller, marks, entry.scope, received),
        ...(scope
          ? parts.of(entry.person).map((one) => unsubscribePerson(controller, fromUuid(one), scope, received))
          : []),
        ...event('permission-ended', { permission: entry.permission, how: entry.how }),
      ];
    }
    case 'objection':
      return [
        ...parts
          .of(entry.person)
          .flatMap((one) => objectStatements(controller, fromUuid(one), marks, received)),
        ...event('objection', { person: entry.person, way: 'restored' }),
      ];
    case 'suppression':
      return [
        ...suppress(controller, marks, entry.reason, received),
        ...event(
          'suppressed',
          {
            addresses: marks.filter(({ version }) => version === 1).length,
            reason: entry.reason,
          },
          [],
        ),
        ...marks.map(({ mark }) => concernsMarked(controller, mark)),
      ];
    default:
      return entry satisfies never;
  }
};
