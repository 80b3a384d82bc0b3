/** The part of the catalogue about keeping the register: merges and imports. */
import { type Columns, type Shared, table } from './column.ts';
import { desk, link, officers, technical } from './commonColumns.ts';

const customer: Shared = {
  category: 'customer',
  purpose: 'managing customer relations',
  basis: '6(1)(b)',
  retention: 'relationship and six months',
  seenBy: desk,
  access: 'copied',
  erasure: 'row',
};

export const keepingTables: Readonly<Record<string, Columns>> = {
  merges: table(
    { ...customer, purpose: 'keeping one entry a person', seenBy: officers },
    {
      controller_id: link,
      merge_id: link,
      kept_id: link,
      merged_id: link,
      snapshot: {},
      merged: {},
      undone: {},
      staff_id: { access: 'withheld' },
    },
  ),
  merge_moves: table(technical, { controller_id: {}, merge_id: {}, noun: {}, row_id: {} }),
  imports: table(
    { ...technical, retention: 'messages: 90 days', seenBy: desk },
    {
      controller_id: {},
      import_id: {},
      noun: {},
      staff_id: {},
      staff_controller_id: {},
      instruction_id: {},
      settings: {},
      file_digest: {},
      state: {},
      bytes: {},
      reached: {},
      made: {},
      known: {},
      wrong: {},
      created: {},
      ended: {},
      upload_id: {},
      upload_seen: {},
      version: {},
    },
  ),
  // The file, until it is read in.
  import_pieces: table(
    { ...customer, purpose: 'reading a file in', retention: 'a day', seenBy: [], access: 'nothing' },
    { controller_id: link, import_id: link, place: link, content: {} },
  ),
  import_problems: table(
    { ...technical, retention: 'messages: 90 days', seenBy: desk },
    { controller_id: {}, import_id: {}, line: {}, pointer: {}, problem: {} },
  ),
};
