/** The catalogue: every column of every table, declared. A test compares it with the live schema. */
import { analyticsTables } from './analyticsCatalogue.ts';
import { type Columns, type Role, type Shared, table } from './column.ts';
import { credential, everyone, technical } from './commonColumns.ts';
import { consentTables } from './consentCatalogue.ts';
import { incidentTables } from './incidentCatalogue.ts';
import { keepingTables } from './keepingCatalogue.ts';
import { marketingTables } from './marketingCatalogue.ts';
import { messageTables } from './messageCatalogue.ts';
import { personTables } from './personCatalogue.ts';
import { recipientTables } from './recipientCatalogue.ts';
import { registerTables } from './registerCatalogue.ts';
import { requestTables } from './requestCatalogue.ts';
import { retentionTables } from './retentionCatalogue.ts';
import { sealTables } from './sealCatalogue.ts';
import { staffTables } from './staffCatalogue.ts';

export { type Role, roles } from './column.ts';

/** Counts with nobody in them: small cells are merged. */
const statistic: Shared = { ...technical, purpose: 'statistics', retention: 'for ever', seenBy: everyone };

/** Every table and column of the schema; a test compares it with the live one. */
export const catalogue: Readonly<Record<string, Columns>> = {
  ...sealTables,
  ...analyticsTables,
  ...consentTables,
  ...personTables,
  ...registerTables,
  ...recipientTables,
  ...keepingTables,
  ...marketingTables,
  ...messageTables,
  ...staffTables,
  ...retentionTables,
  ...requestTables,
  ...incidentTables,
  migrations: table(technical, { version: {}, name: {}, digest: {}, applied: {} }),
  directory: table(technical, { kind: {}, key: credential, controller_id: {} }),
  controllers: table(technical, {
    controller_id: {},
    name: { seenBy: everyone },
    contact: { seenBy: everyone },
    role: {},
    created: {},
    version: {},
  }),
  sites: table(technical, {
    controller_id: {},
    site_id: {},
    public_id: {},
    settings: {},
    version: {},
    changed: {},
  }),
  site_keys: table(technical, {
    controller_id: {},
    key_hash: credential,
    site_id: {},
    created: {},
    ended: {},
  }),
  signing_keys: table(technical, {
    controller_id: {},
    site_id: {},
    key_id: {},
    public_key: {},
    created: {},
    ended: {},
  }),
  terms: table(technical, {
    controller_id: {},
    site_id: {},
    purpose: {},
    terms: {},
    substance: {},
    since: {},
  }),
  purposes: table(technical, { controller_id: {}, site_id: {}, purpose: {}, purpose_number: {} }),
  notices: table(
    { ...technical, purpose: 'demonstrating consent', retention: 'for ever', seenBy: everyone },
    { controller_id: {}, notice_id: {}, site_id: {}, version: {}, language: {}, body: {}, published: {} },
  ),
  marks: table(technical, { controller_id: {}, name: {}, value: credential }),
  tombstones: table(
    { ...technical, purpose: 'refusing what was erased' },
    { controller_id: {}, key_hash: {} },
  ),
  counts: table(statistic, {
    controller_id: {},
    site_id: {},
    dimension: {},
    span: {},
    day: {},
    measure: {},
    purpose: {},
    terms: {},
    value: {},
    count: {},
  }),
  journal_marks: table(technical, { controller_id: {}, written: {} }),
  count_marks: table(technical, { controller_id: {}, source: {}, reached: {} }),
};

/** Whether a role may see a column. Undeclared is invisible. */
export const maySee = (role: Role, tableName: string, column: string): boolean =>
  catalogue[tableName]?.[column]?.seenBy.includes(role) ?? false;
