/** The part of the catalogue that the sealer fills: hashes and signatures, nothing of anybody. */
import { type Shared, table } from './column.ts';

const seal: Shared = {
  category: 'technical',
  purpose: 'demonstrating that the ledger is as it was',
  basis: 'none',
  retention: 'for ever',
  seenBy: ['administrator', 'data_protection_officer', 'auditor'],
  access: 'nothing',
  erasure: 'stays',
};

export const sealTables = {
  epochs: table(seal, { controller_id: {}, epoch: {}, origin: {}, number: {}, declared: {} }),
  seal_keys: table(seal, { controller_id: {}, number: {}, public_key: {}, since: {} }),
  tiles: table(seal, { controller_id: {}, level: {}, tile: {}, hashes: {} }),
  checkpoints: table(seal, {
    controller_id: {},
    size: {},
    epoch: {},
    root: {},
    signatures: {},
    sealed: {},
  }),
  seal_leases: table({ ...seal, retention: 'while in use' }, { controller_id: {}, holder: {}, until: {} }),
};
