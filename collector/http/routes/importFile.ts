/** The file of an import, piece by piece into the database, whose encryption and erasure hold for it too. */
import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { twinOf } from '../../imports/imports.ts';
import { beginUpload, endUpload, giveUpUpload, keepBytes, type Upload } from '../../imports/upload.ts';
import { Problem } from '../../problem.ts';
import { Unmet } from '../../store/store.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { idOf } from '../nouns/refuse.ts';
import { piecesIn } from '../received.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';
import { desk, importAnswer, knownImport, shownImport } from './importAnswer.ts';

/** A file of more is better cut: a million persons are a hundred. */
const fileMost = 1024 * 1024 * 1024;

/** Keeps the file's pieces; what they are together. */
const taken = async ({ store, world }: Needs, c: Context, upload: Upload) => {
  const digest = createHash('sha256');
  let place = 0;
  let bytes = 0;
  await store.write(beginUpload(upload, world.clock()), 'import');
  for await (const piece of piecesIn(c, fileMost)) {
    digest.update(piece);
    bytes += piece.length;
    await store.write(keepBytes(upload, place, piece, world.clock()), 'import');
    place += 1;
  }
  if (bytes === 0) throw new Problem('wrong-request', 'The file is empty.');
  return { digest: digest.digest(), bytes };
};

export const importFile = (needs: Needs) => {
  const { store } = needs;
  const only = staffOnly(needs, desk);
  return new Hono<StaffEnv>().put(
    '/v1/imports/:id/file',
    describe({
      summary: 'Sends the file',
      description:
        'As it is, of any content type, up to 1 GiB. It is checked at once; nothing is written to the register yet.',
      tag: 'staff',
      answers: { 202: importAnswer },
      refusals: [400, 401, 403, 404, 409, 412, 413, 422, 503],
      security: 'staff',
    }),
    only,
    async (c) => {
      const staff = c.get('staff');
      const id = idOf(c);
      const { state, noun, settings } = await knownImport(needs, staff, id);
      if (state !== 'receiving')
        throw new Problem('changed-meanwhile', 'This import has its file: make another.');
      const upload = { key: { controller: staff.controller, import: id }, id: needs.world.random(16) };
      const again = (JSON.parse(settings) as { again?: boolean }).again === true;
      try {
        const { digest, bytes } = await taken(needs, c, upload);
        if (!again && (await twinOf(store, staff.controller, noun, digest)))
          throw new Problem(
            'already-there',
            'This file was read in before: say "again": true to do it all the same.',
          );
        await store.write([endUpload(upload, digest, bytes)]);
      } catch (error) {
        await store.write(giveUpUpload(upload), 'import');
        if (!(error instanceof Unmet)) throw error;
        const { state: now } = await knownImport(needs, staff, id);
        throw now === 'receiving'
          ? new Problem(
              'import-busy',
              'Another upload of this file is under way: wait for it, or stop the import.',
            )
          : new Problem('changed-meanwhile', 'This import has its file or was stopped: make another.');
      }
      return c.json(shownImport(await knownImport(needs, staff, id)), 202);
    },
  );
};
