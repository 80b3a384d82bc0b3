/** What the law wants to know of a controller: data protection officer, address, authority, measures (GDPR 13, 30). */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { controllerDetails as members } from '../../../shared/register/controllerDetails.ts';
import { readDetails, saveDetails, yearsMissing } from '../../duties/controllerDetails.ts';
import { Problem } from '../../problem.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import { demandMatch, matchParameter, tagOf } from '../matching.ts';
import type { Needs } from '../needs.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';

const answer = v.looseObject({ financialYearEnd: v.string() });

export const controllerDetails = (needs: Needs) => {
  const { store, world } = needs;
  const answered = async (c: Context<StaffEnv>) => {
    const { details, version } = await readDetails(store, c.get('staff').controller);
    c.header('ETag', tagOf(version));
    return c.json(details);
  };
  return new Hono<StaffEnv>()
    .get(
      '/v1/controller-details',
      describe({
        summary: 'What the law wants to know of the controller beside name and contact (GDPR 13, 30)',
        description: 'What is usual, where nothing was said yet.',
        tag: 'staff',
        answers: { 200: answer },
        refusals: [401, 403],
        security: 'staff',
      }),
      staffOnly(needs),
      answered,
    )
    .put(
      '/v1/controller-details',
      describe({
        summary: 'Replaces what the law wants to know of the controller',
        description: 'The whole: what is missing is nothing, or as usual.',
        tag: 'staff',
        body: members,
        parameters: [matchParameter],
        answers: { 200: answer },
        refusals: [400, 401, 403, 412, 413, 415, 422, 428, 503],
        security: 'staff',
      }),
      staffOnly(needs, ['administrator', 'data_protection_officer']),
      async (c) => {
        const staff = c.get('staff');
        const details = await readStaffBody(c, members);
        const before = await readDetails(store, staff.controller);
        const { version } = before;
        demandMatch(c, version);
        const missing = yearsMissing(before, details);
        if (missing) throw new Problem('wrong-body', missing, '/financialYears');
        if (!(await saveDetails(store, world, staff, details, version)))
          throw new Problem('changed-meanwhile', 'The details have changed since: read them again.');
        return answered(c);
      },
    );
};
