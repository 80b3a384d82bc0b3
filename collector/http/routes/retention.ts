/** How long things are kept: the schedule, what the controller has decided otherwise, and what would go tonight (R43). */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { retentionRule } from '../../../shared/register/retention.ts';
import { units } from '../../duties/retention/period.ts';
import { type Endless, endless, isRule, type RuleId, ruleIds, rules } from '../../duties/retention/rules.ts';
import { decide, refusalOf, type Setting, settingsOf } from '../../duties/retention/settings.ts';
import { languages, tellEndless, tellRule } from '../../duties/retention/words.ts';
import { Problem } from '../../problem.ts';
import { tablesOf, tablesUnder } from '../../rights/retention/tables.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import { demandMatch, matchParameter, tagOf } from '../matching.ts';
import type { Needs } from '../needs.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';
import { whenOf } from '../when.ts';

const period = v.object({ amount: v.number(), unit: v.picklist(units) });
const told = v.object({ title: v.string(), line: v.string(), why: v.string() });
const answer = v.object({
  rule: v.picklist(ruleIds),
  ...period.entries,
  reason: v.nullable(v.string()),
  changed: v.nullable(v.string()),
  version: v.number(),
  /** What it is where the controller decides nothing. */
  usual: period,
  least: v.nullable(period),
  most: v.nullable(period),
  /** Which law sets the bounds, or why nobody decides. */
  law: v.nullable(v.string()),
  fixed: v.boolean(),
  tables: v.array(v.string()),
  words: v.object({ fi: told, sv: told, en: told }),
});

const shown = (setting: Setting): v.InferOutput<typeof answer> => {
  const { rule, reason, changed, version } = setting;
  const { usual, least, most, law, fixed } = rules[rule];
  const words = Object.fromEntries(languages.map((language) => [language, tellRule(setting, language)]));
  return {
    rule,
    ...setting.period,
    reason,
    changed: whenOf(changed),
    version,
    usual,
    least: least ?? null,
    most: most ?? null,
    law: fixed ?? law ?? null,
    fixed: fixed !== undefined,
    tables: tablesOf(rule),
    words: words as v.InferOutput<typeof answer>['words'],
  };
};

/** What nothing ends, with why. */
const unended = v.object({
  retention: v.picklist(endless),
  tables: v.array(v.string()),
  words: v.object({ fi: v.string(), sv: v.string(), en: v.string() }),
});

const unending = (retention: Endless): v.InferOutput<typeof unended> => ({
  retention,
  tables: tablesUnder(retention),
  words: Object.fromEntries(
    languages.map((language) => [language, tellEndless(retention, language)]),
  ) as v.InferOutput<typeof unended>['words'],
});

const ruleOf = (c: Context): RuleId => {
  const id = c.req.param('rule') ?? '';
  if (isRule(id)) return id;
  throw new Problem('not-found', `There is no such rule: ${ruleIds.join(', ')}.`);
};

export const retention = (needs: Needs) => {
  const { store, world } = needs;
  return new Hono<StaffEnv>()
    .get(
      '/v1/retention',
      describe({
        summary: 'How long everything is kept, since when it counts, and why: rule by rule, in words too',
        tag: 'staff',
        answers: { 200: v.object({ items: v.array(answer), endless: v.array(unended) }) },
        refusals: [401, 403],
        security: 'staff',
      }),
      staffOnly(needs),
      async (c) => {
        const settings = await settingsOf(store, c.get('staff').controller);
        return c.json({ items: ruleIds.map((id) => shown(settings[id])), endless: endless.map(unending) });
      },
    )
    .get(
      '/v1/retention/:rule',
      describe({
        summary: 'One rule of retention',
        tag: 'staff',
        answers: { 200: answer },
        refusals: [401, 403, 404],
        security: 'staff',
      }),
      staffOnly(needs),
      async (c) => {
        const setting = (await settingsOf(store, c.get('staff').controller))[ruleOf(c)];
        c.header('ETag', tagOf(setting.version));
        return c.json(shown(setting));
      },
    )
    .put(
      '/v1/retention/:rule',
      describe({
        summary: 'Decides how long something is kept, and says why',
        description:
          'The reason is shown to those whose data it is. Refused where a law sets a bound. From the next night on; what has gone does not come back.',
        tag: 'staff',
        body: retentionRule,
        parameters: [matchParameter],
        answers: { 200: answer },
        refusals: [400, 401, 403, 404, 412, 413, 415, 422, 428, 503],
        security: 'staff',
      }),
      staffOnly(needs, ['administrator', 'data_protection_officer']),
      async (c) => {
        const staff = c.get('staff');
        const rule = ruleOf(c);
        const given = await readStaffBody(c, retentionRule);
        const before = (await settingsOf(store, staff.controller))[rule];
        demandMatch(c, before.version);
        const refused = refusalOf(rule, given);
        if (refused !== undefined) throw new Problem('wrong-body', refused, '/amount');
        if (!(await decide(store, world, staff, before, given)))
          throw new Problem('changed-meanwhile', 'The rule has changed since: read it again.');
        const setting = (await settingsOf(store, staff.controller))[rule];
        c.header('ETag', tagOf(setting.version));
        return c.json(shown(setting));
      },
    );
};
