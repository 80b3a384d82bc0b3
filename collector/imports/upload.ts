/** The upload of an import's file: one at a time, and none to an import that has moved on. */
import { ifFound, must, type Statement, sql, statement } from '../store/store.ts';
import { dropFile, type Key } from './imports.ts';

/** An upload that kept no piece for so long has broken off, and another may begin. */
const patience = 60_000;

const claim = sql`
  update imports set upload_id = :upload, upload_seen = :now
  where controller_id = :controller and import_id = :import and state = 'receiving'
    and (upload_id is null or upload_seen < :silent)
  returning 1 as done`;
const go = sql`
  update imports set upload_seen = :now
  where controller_id = :controller and import_id = :import and upload_id = :upload and state = 'receiving'
  returning 1 as done`;
const keepPiece = sql`
  insert into import_pieces (controller_id, import_id, place, content) values (:controller, :import, :place, :content)`;
const receive = sql`
  update imports
  set state = 'checking', file_digest = :digest, bytes = :bytes, upload_id = null, upload_seen = null, version = version + 1
  where controller_id = :controller and import_id = :import and upload_id = :upload and state = 'receiving'
  returning version`;
const release = sql`
  update imports set upload_id = null, upload_seen = null
  where controller_id = :controller and import_id = :import and upload_id = :upload
  returning 1 as done`;

/** Of one import. `id` is random, and nobody else's. */
export interface Upload {
  key: Key;
  id: Uint8Array;
}

/** Begins it, and takes away what an earlier one left; fails where another goes on. */
export const beginUpload = ({ key, id }: Upload, now: number): Statement[] => [
  must(statement(claim, { ...key, upload: id, now, silent: now - patience })),
  dropFile(key),
];

/** Keeps a piece; fails where another upload has begun, or the import was stopped. */
export const keepBytes = (
  { key, id }: Upload,
  place: number,
  content: Uint8Array,
  now: number,
): Statement[] => [
  must(statement(go, { ...key, upload: id, now })),
  statement(keepPiece, { ...key, place, content }),
];

/** The file is whole. */
export const endUpload = ({ key, id }: Upload, digest: Uint8Array, bytes: number): Statement =>
  must(statement(receive, { ...key, upload: id, digest, bytes }));

/** It came to nothing: its pieces go, unless the import is another upload's now. */
export const giveUpUpload = ({ key, id }: Upload): Statement[] => [
  statement(release, { ...key, upload: id }),
  ifFound(0, dropFile(key)),
];
