/** The file of an import, piece by piece into the database, whose encryption and erasure hold for it too. */
import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { dropFile, keepBytes, receivedImport, twinOf } from '../../imports/imports.ts';
import { Problem } from '../../problem.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { idOf } from '../nouns/refuse.ts';
import { piecesIn } from '../received.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';
import { desk, importAnswer, knownImport, shownImport, unlessMoved } from './importAnswer.ts';

/** A file of more is better cut: a million persons are a hundred. */
const fileMost = 1024 * 1024 * 1024;

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
      const key = { controller: staff.controller, import: id };
      const digest = createHash('sha256');
      let place = 0;
      let bytes = 0;
      // What an earlier attempt left.
      await store.write([dropFile(key)], 'import');
      for await (const piece of piecesIn(c, fileMost)) {
        digest.update(piece);
        bytes += piece.length;
        await store.write([keepBytes(key, place, piece)], 'import');
        place += 1;
      }
      if (bytes === 0) throw new Problem('wrong-request', 'The file is empty.');
      const whole = digest.digest();
      const again = (JSON.parse(settings) as { again?: boolean }).again === true;
      if (!again && (await twinOf(store, staff.controller, noun, whole))) {
        await store.write([dropFile(key)], 'import');
        throw new Problem(
          'already-there',
          'This file was read in before: say "again": true to do it all the same.',
        );
      }
      await unlessMoved(
        store.write([receivedImport(key, whole, bytes)]),
        'This import has its file: make another.',
      );
      return c.json(shownImport(await knownImport(needs, staff, id)), 202);
    },
  );
};
