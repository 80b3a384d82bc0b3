/** How an import is answered, and who may make one. */
import * as v from 'valibot';
import { toUuid } from '../../bytes.ts';
import { findImport, type Import } from '../../imports/imports.ts';
import { Problem } from '../../problem.ts';
import type { Staff } from '../../register/staff.ts';
import { when } from '../../rights/acts.ts';
import type { Role } from '../../store/catalogue.ts';
import { Unmet } from '../../store/store.ts';
import type { Needs } from '../needs.ts';

export const desk: readonly Role[] = ['administrator', 'data_protection_officer', 'marketing', 'support'];

export const importAnswer = v.object({
  id: v.string(),
  noun: v.string(),
  state: v.string(),
  bytes: v.number(),
  reached: v.number(),
  made: v.number(),
  known: v.number(),
  wrong: v.number(),
  created: v.nullable(v.string()),
  ended: v.nullable(v.string()),
});

/** An import as the wire has it. */
export const shownImport = ({
  id,
  noun,
  state,
  bytes,
  reached,
  made,
  known,
  wrong,
  created,
  ended,
}: Import) => ({
  id: toUuid(id),
  noun,
  state,
  bytes,
  reached,
  made,
  known,
  wrong,
  created: when(created),
  ended: when(ended),
});

/** The import by this id, or a refusal. */
export const knownImport = async (
  { store }: Pick<Needs, 'store'>,
  { controller }: Staff,
  id: Uint8Array,
): Promise<Import> => {
  const found = await findImport(store, { controller, import: id });
  if (!found) throw new Problem('not-found', 'There is no import by this id.');
  return found;
};

/** An act that the import's state must allow. */
export const unlessMoved = async (act: Promise<unknown>, detail: string): Promise<void> => {
  await act.catch((error: unknown) => {
    throw error instanceof Unmet ? new Problem('changed-meanwhile', detail) : error;
  });
};
