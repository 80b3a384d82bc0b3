/** Why somebody is in an audience or not: every condition by its name. Asked of anybody, usable or not; shows no data of theirs. */
import type { Criteria } from '../../shared/register/audience.ts';
import { toUuid } from '../bytes.ts';
import { type Readable, sql } from '../store/store.ts';
import { addressed } from './addresses.ts';
import { permittedBy } from './audience.ts';
import { markedBy } from './permissionRefused.ts';
import { personState } from './personState.ts';
import { suppressionsOf } from './suppressions.ts';

const permissionsOf = sql`
  select channel, purpose, product_group as "productGroup", recipient, basis, since, ended, ending
  from permissions
  where controller_id = :controller and person_id = :person`;
const marks = sql`
  select 1 as one from address_marks
  where controller_id = :controller and person_id = :person and channel = :marked`;

interface Row {
  channel: string;
  purpose: string;
  productGroup: string | null;
  recipient: string;
  basis: string;
  since: number;
  ended: number | null;
  ending: string | null;
}

/** The conditions, in the order in which they are looked at. */
export type Condition =
  | 'known'
  | 'confirmed'
  | 'unrestricted'
  | 'not-erased'
  | 'not-merged'
  | 'no-objection'
  | 'address'
  | 'not-suppressed'
  | 'permission'
  | 'not-withdrawn';

export interface Reason {
  condition: Condition;
  holds: boolean;
  /** Why not. */
  detail?: string;
}

export interface Explained {
  person: string;
  in: boolean;
  /** The permission under which. */
  permission?: string;
  conditions: Reason[];
}

const duties = ({ basis, recipient, channel }: Row): boolean =>
  basis === 'legitimate_interest' &&
  recipient === 'professional' &&
  (channel === 'email' || channel === 'sms');

/** Which of the person's permissions fit; where none does, what they lack. */
const fitting = (rows: readonly Row[], criteria: Criteria): { fits: Row[]; lack: string } => {
  const steps: [string, (one: Row) => boolean][] = [
    ['They never gave one.', () => true],
    ['All that they had have ended.', ({ ended }) => ended === null],
    ['They have one for another channel only.', ({ channel }) => channel === criteria.channel],
    ['They have one for another purpose only.', ({ purpose }) => purpose === criteria.purpose],
    [
      'They have one for other products only.',
      ({ productGroup }) => productGroup === null || productGroup === criteria.productGroup,
    ],
    [
      'They have one for what concerns their duties at work only.',
      (one) => criteria.concernsDuties || !duties(one),
    ],
  ];
  let fits = [...rows];
  for (const [lack, holds] of steps) {
    fits = fits.filter(holds);
    if (fits.length === 0) return { fits, lack };
  }
  return { fits, lack: '' };
};

const say = (condition: Condition, holds: boolean, detail: string): Reason =>
  holds ? { condition, holds } : { condition, holds, detail };

/** Each condition of one person. */
export const explain = async (
  store: Readable,
  controller: number,
  criteria: Criteria,
  person: Uint8Array,
): Promise<Explained> => {
  const { channel, purpose, productGroup } = criteria;
  const state = await personState(store, controller, person);
  if (!state) {
    const conditions = [say('known', false, 'Nobody is known by this id.')];
    return { person: toUuid(person), in: false, conditions };
  }
  const own = state.mergedInto === null ? await addressed(store, controller, person) : undefined;
  const rows = await store.read<Row>(permissionsOf, { controller, person });
  const { fits, lack } = fitting(rows, criteria);
  const newest = Math.max(...fits.map(({ since }) => since));
  const { everything, purposes } = await suppressionsOf(store, controller, person);
  const marked = markedBy(channel);
  const key = marked === 'email' ? own?.emailKey : own?.phoneKey;
  const reachable =
    marked === ''
      ? own?.post === 1
      : (key ?? null) !== null && (await store.read(marks, { controller, person, marked })).length > 0;
  const covers = (group: string | null) => group === null || group === '' || group === productGroup;
  const withdrawn =
    rows.some(
      (one) =>
        one.channel === channel &&
        one.purpose === purpose &&
        (one.ended ?? 0) >= newest &&
        ['withdrawn', 'unsubscribed', 'objection'].includes(one.ending ?? '') &&
        covers(one.productGroup),
    ) ||
    purposes.some((one) => one.channel === channel && one.purpose === purpose && covers(one.productGroup));
  const permission = await permittedBy(store, controller, criteria, person);
  return {
    person: toUuid(person),
    in: permission !== undefined,
    ...(permission && { permission: toUuid(permission) }),
    conditions: [
      say('known', true, ''),
      say('confirmed', state.pending === null, 'They have not confirmed their e-mail address yet.'),
      say('unrestricted', state.restricted === null, 'Their processing is restricted (GDPR 18).'),
      say('not-erased', state.erased === null, 'They were erased (GDPR 17).'),
      say('not-merged', state.mergedInto === null, 'They turned out to be somebody else in the register.'),
      say('no-objection', state.objected === null, 'They object to direct marketing (GDPR 21(2)).'),
      say('address', reachable, 'They have no address for this channel.'),
      say(
        'not-suppressed',
        !everything.some((one) => one.channel === marked),
        'Their address is suppressed.',
      ),
      say('permission', fits.length > 0, lack),
      say(
        'not-withdrawn',
        fits.length === 0 || !withdrawn,
        'They withdrew this since, or unsubscribed from it.',
      ),
    ],
  };
};
