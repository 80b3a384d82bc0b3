/** The part of the catalogue about what people ask for by right. */
import { type Columns, type Shared, table } from './column.ts';
import { desk, link, officers, technical } from './commonColumns.ts';

const request: Shared = {
  category: 'request',
  purpose: 'answering those who use their rights',
  basis: '6(1)(c)',
  retention: 'requests: 2 years after the answer',
  seenBy: [...desk.filter((role) => role !== 'marketing'), 'auditor'],
  access: 'copied',
  erasure: 'blank',
};

export const requestTables: Readonly<Record<string, Columns>> = {
  requests: table(request, {
    controller_id: link,
    request_id: {},
    reference: {},
    kind: {},
    way: {},
    site_id: link,
    language: {},
    name: { category: 'identity', portable: true },
    email: { category: 'contact', portable: true },
    email_key: { ...link, category: 'contact', seenBy: [] },
    details: { portable: true },
    person_id: link,
    visitor_id: link,
    state: {},
    proof: {},
    proof_note: {},
    asked_at_once: link,
    received: {},
    verified: {},
    due: {},
    due_from_receipt: {},
    extended: {},
    extension: {},
    ended: {},
    ground: {},
    told: {},
    stopped: {},
    lifts: {},
    left_out: {},
    joined_id: link,
    reminded: link,
    version: link,
  }),
  request_steps: table(
    { ...technical, purpose: 'answering those who use their rights', seenBy: officers },
    {
      controller_id: {},
      request_id: {},
      step: {},
      state: {},
      happened: {},
      staff_id: {},
      staff_controller_id: {},
    },
  ),
};
