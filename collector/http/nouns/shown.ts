/** Rows shown to staff: only what their role sees, and every read of a person logged first. */
import type { Context } from 'hono';
import { toUuid } from '../../bytes.ts';
import { Problem } from '../../problem.ts';
import { logRead } from '../../register/accessLog.ts';
import type { NounRow } from '../../register/noun.ts';
import { personOf, readRecord } from '../../register/reading.ts';
import { tagOf } from '../matching.ts';
import type { Needs } from '../needs.ts';
import { reasonOf } from '../reason.ts';
import type { StaffEnv } from '../staffOnly.ts';
import { refuse } from './refuse.ts';
import { type Resource, shownTo, visibleTo } from './resource.ts';

export const reasonParameter = {
  name: 'Lupa-Reason',
  in: 'header',
  description:
    'Why you read persons: kept in the access log, and shown to them. Needed where rows are about persons.',
} as const;

/** Logs that persons are read; nothing where the noun is about none. Before they are answered. */
export const told = async (
  c: Context<StaffEnv>,
  { store, world }: Pick<Needs, 'store' | 'world'>,
  resource: Resource,
  action: string,
  rows: readonly NounRow[],
  usual?: string,
): Promise<void> => {
  const { noun, path } = resource;
  if (noun.person === undefined) return;
  const staff = c.get('staff');
  const persons = new Map(
    rows.flatMap((row) => {
      const person = personOf(noun, row.id, row);
      return person ? [[toUuid(person), person] as const] : [];
    }),
  );
  await logRead(store, world, staff, {
    action: `${action} ${path}`,
    reason: reasonOf(c, usual),
    fields: visibleTo(resource, staff.role),
    persons: [...persons.values()],
  });
};

/** A body's members beside its source, only those that the role sees. */
export const writable = (c: Context<StaffEnv>, resource: Resource, given: Record<string, unknown>) => {
  const { source: _, ...members } = given;
  const seen = [...visibleTo(resource, c.get('staff').role), ...Object.keys(resource.noun.once ?? {})];
  const hidden = Object.keys(members).find((name) => members[name] !== null && !seen.includes(name));
  if (hidden)
    throw new Problem(
      'not-allowed',
      'Your role may not see this member, so it may not write it.',
      `/${hidden}`,
    );
  return members;
};

/** Why a row was read that was written: where no reason is given. */
export const written = 'an edit of it';

/**
 * Answers the row as it is now, with its ETag; its place where it was made. A row that was there before shows more than was sent: that
 * is a read like any other.
 */
export const answerRow = async (
  c: Context<StaffEnv>,
  needs: Pick<Needs, 'store' | 'world'>,
  resource: Resource,
  id: Uint8Array,
  status: 200 | 201,
) => {
  const row = await readRecord(needs.store, resource.noun, c.get('staff').controller, id);
  if (!row) return refuse({ refused: 'not-found' });
  if (status === 200) await told(c, needs, resource, 'edit', [row], written);
  c.header('ETag', tagOf(row.version));
  if (status === 201) c.header('Location', `/v1/${resource.path}/${toUuid(id)}`);
  return c.json(shownTo(resource, c.get('staff').role, row), status);
};
