/** What a visitor asks with their key: to see everything held under it, or to have it erased (DESIGN section 4). */
import * as v from 'valibot';
import { answers } from './answer.ts';
import { hows, surfaces } from './decision.ts';
import { receipt } from './receipt.ts';
import { key } from './text.ts';

export const mine = v.object({
  v: v.literal(1, 'This collector understands version 1.'),
  visitorKey: key,
});

export type Mine = v.InferOutput<typeof mine>;

const time = v.pipe(v.string(), v.isoTimestamp());
const perhaps = v.nullable(v.string());

/** Everything that is held under a visitor key. Times are ISO 8601, UTC. */
export const held = v.object({
  v: v.literal(1),
  made: time,
  controller: v.object({ name: v.string(), contact: v.string() }),
  site: v.string(),
  visitor: v.string(),
  /** Whether anything is granted. */
  live: v.boolean(),
  /** Since when everything is erased but the proof, and when that goes too. */
  erased: v.nullable(v.object({ since: time, proofUntil: time })),
  consents: v.array(
    v.object({
      site: v.string(),
      purpose: v.string(),
      answer: v.picklist(answers),
      terms: v.number(),
      /** Null where another key of this browser granted it: it was handed on when somebody signed out. */
      decided: v.nullable(time),
    }),
  ),
  decisions: v.array(
    v.object({
      id: v.string(),
      received: time,
      at: v.nullable(time),
      how: v.nullable(v.picklist(hows)),
      surface: v.nullable(v.picklist(surfaces)),
      signal: perhaps,
      answers: v.array(v.object({ purpose: v.string(), answer: v.picklist(answers), terms: v.number() })),
      takenOver: v.nullable(v.object({ from: v.string(), given: v.nullable(time) })),
      receipt,
      /** The notice that was shown, word for word. */
      textShown: v.nullable(v.looseObject({})),
    }),
  ),
  visits: v.array(
    v.object({
      id: v.string(),
      site: v.string(),
      received: time,
      page: v.string(),
      referrer: perhaps,
      browser: perhaps,
      browserMajor: v.nullable(v.number()),
      os: perhaps,
      device: perhaps,
      language: perhaps,
      address: perhaps,
      country: perhaps,
    }),
  ),
  /** What was measured and is not yet counted, or not yet sent to Google. */
  events: v.array(
    v.object({
      site: v.string(),
      received: time,
      happened: time,
      /** Whether Google has it: `no` where the site does not send. */
      sent: v.picklist(['yes', 'waiting', 'no']),
      /** As it is kept: reduced before it was. */
      event: v.looseObject({
        name: v.string(),
        page: v.string(),
        /** Milliseconds in view. */
        engaged: v.number(),
        params: v.record(v.string(), v.unknown()),
      }),
    }),
  ),
  /** When somebody was signed in with this browser; who is told only to whoever proves to be that person. */
  signedIn: v.array(v.object({ site: v.string(), from: time, to: v.nullable(time) })),
  retention: v.object({ visitDays: v.nullable(v.number()), proofDays: v.number() }),
});

export type Held = v.InferOutput<typeof held>;
