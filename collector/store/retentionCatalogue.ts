/** The part of the catalogue about keeping and not keeping: the controller's rules, holds, what of erased persons is left. */
import { type Columns, type Shared, table } from './column.ts';
import { everyone, link, officers, technical } from './commonColumns.ts';

const hold: Shared = {
  category: 'customer',
  purpose: 'keeping what a law demands',
  basis: '6(1)(c)',
  retention: 'holds: 24 months after their end',
  seenBy: officers,
  access: 'copied',
  erasure: 'stays',
};

export const retentionTables: Readonly<Record<string, Columns>> = {
  retention_rules: table(
    { ...technical, purpose: 'deciding how long data are kept', seenBy: everyone },
    {
      controller_id: {},
      rule: {},
      amount: {},
      unit: {},
      reason: {},
      changed: {},
      staff_id: { seenBy: officers },
      version: {},
    },
  ),
  retention_progress: table(technical, { controller_id: {}, rule: {}, noun: {}, gone: {} }),
  holds: table(hold, {
    controller_id: link,
    hold_id: {},
    person_id: { ...link, erasure: 'stays' },
    category: {},
    law: {},
    reason: {},
    until: {},
    ended: {},
    created: {},
    version: link,
  }),
  // That somebody was erased, and ids: the answer says what is kept of them and why.
  unfinished_erasures: table(
    {
      ...hold,
      purpose: 'finishing an erasure that a law delays',
      retention: 'while in use',
      access: 'nothing',
    },
    { controller_id: link, person_id: link, root_id: link, cause: link, erased: link, due: link },
  ),
};
