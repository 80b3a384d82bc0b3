/** A decision as the ledger keeps it: short, complete, and readable again with the notice that it cites. */
import type { Answer } from '../../shared/answer.ts';
import {
  type Decision,
  type How,
  hows,
  type Signal,
  type Surface,
  signals,
  surfaces,
} from '../../shared/decision.ts';
import type { Notice } from '../../shared/notice.ts';
import { type Tool, tools } from '../../shared/takeover.ts';
import { fromBase64url, fromUuid, toBase64url, toUuid } from '../bytes.ts';

/** A decision read back from the ledger. */
export interface RecordedDecision {
  /** The decision's UUID. */
  id: string;
  site: number;
  /** Number of the notice at its controller. */
  notice: number;
  answers: { purpose: string; answer: Answer; terms: number }[];
  how: How;
  surface: Surface;
  /** By the browser's clock. */
  at: number;
  signal: Signal | null;
  /** Visitor id as a UUID, where the decision was made with a visitor key. */
  visitor: string | null;
  sequence: number | null;
  /** From which tool's banner, and when it was given there (by the browser), where it was taken over: nobody pressed ours. */
  takeover: { from: Tool; given: number | null } | null;
}

/** Who made a recorded decision, 16 bytes each; the visitor is null where it is a refusal. */
export interface RecordedWho {
  decision: Uint8Array;
  visitor: Uint8Array | null;
}

const format = 1;

const optionals = new WeakMap<Notice, readonly string[]>();

/** The optional purposes of a notice, in order; a notice is asked for them with every decision. */
const optional = (notice: Notice): readonly string[] => {
  const known = optionals.get(notice);
  if (known) return known;
  const found = notice.purposes.filter((purpose) => !purpose.necessary).map((purpose) => purpose.id);
  optionals.set(notice, found);
  return found;
};

/** Unix milliseconds that a UUIDv7 begins with (RFC 9562). */
const timeIn = (id: Uint8Array): number => Buffer.from(id).readUIntBE(0, 6);

type Encoded = [
  ...[format: number, site: number, notice: number, answers: string, how: number, surface: number],
  ...[id: string, later: number, visitor?: string | null, sequence?: number | null, signal?: number | null],
  ...[tool?: number | null, given?: number | null],
];

/**
 * `[format, site, notice, answers, how, surface, id, at, visitor, sequence, signal, tool, given]` as JSON, without the
 * nulls at its end; answers in the order of the notice's optional purposes, `g2` granted and `d2` denied under terms 2,
 * `-` not asked; ids as base64url; `at` in milliseconds after the time in the id, which is nearly always 0. The same
 * decision is always the same text, so that a resend is told from another decision by comparing.
 */
export const encodeDecision = (
  decision: Decision,
  cited: { site: number; number: number; notice: Notice },
  visitor: string | null,
): string => {
  const answers = optional(cited.notice).map((purpose) =>
    Object.hasOwn(decision.answers, purpose)
      ? `${decision.answers[purpose] === 'granted' ? 'g' : 'd'}${decision.terms[purpose]}`
      : '-',
  );
  const id = fromUuid(decision.id);
  const encoded: Encoded = [
    format,
    cited.site,
    cited.number,
    answers.join(' '),
    hows.indexOf(decision.how),
    surfaces.indexOf(decision.surface),
    toBase64url(id),
    decision.at - timeIn(id),
    visitor === null ? null : toBase64url(fromUuid(visitor)),
    decision.sequence ?? null,
    decision.signal === undefined ? null : signals.indexOf(decision.signal),
    decision.takeover ? tools.indexOf(decision.takeover.from) : null,
    decision.takeover?.given ?? null,
  ];
  while (encoded.at(-1) === null) encoded.pop();
  return JSON.stringify(encoded);
};

const parsed = (body: string): Encoded => JSON.parse(body) as Encoded;

/** Number of the notice that a body cites. */
export const noticeOf = (body: string): number => parsed(body)[2];

/** Whose decision a body is. */
export const whoIn = (body: string): RecordedWho => {
  const [, , , , , , id, , visitor] = parsed(body);
  return { decision: fromBase64url(id), visitor: visitor ? fromBase64url(visitor) : null };
};

/** The word at a place that was kept; undefined for none. */
const at = <Word>(words: readonly Word[], place: number | null | undefined): Word | undefined =>
  typeof place === 'number' ? words[place] : undefined;

/** Reads a body that `encodeDecision` wrote, with the notice that it cites. */
export const decodeDecision = (body: string, notice: Notice): RecordedDecision => {
  const [version, site, number, answers, how, surface, id, later, visitor, sequence, signal, tool, given] =
    parsed(body);
  if (version !== format) throw new Error(`A decision of format ${version} cannot be read by this version.`);
  const purposes = optional(notice);
  const from = at(tools, tool);
  return {
    id: toUuid(fromBase64url(id)),
    site,
    notice: number,
    answers: answers.split(' ').flatMap((answer, place) =>
      answer === '-'
        ? []
        : [
            {
              purpose: purposes[place] ?? '',
              answer: answer.startsWith('g') ? ('granted' as const) : ('denied' as const),
              terms: Number(answer.slice(1)),
            },
          ],
    ),
    how: hows[how] ?? 'save',
    surface: surfaces[surface] ?? 'api',
    at: timeIn(fromBase64url(id)) + later,
    signal: at(signals, signal) ?? null,
    visitor: visitor ? toUuid(fromBase64url(visitor)) : null,
    sequence: sequence ?? null,
    takeover: from ? { from, given: given ?? null } : null,
  };
};
