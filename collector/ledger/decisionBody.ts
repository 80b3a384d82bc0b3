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

/** A decision read back from the ledger. */
export interface RecordedDecision {
  site: number;
  /** Number of the notice at its controller. */
  notice: number;
  answers: { purpose: string; answer: Answer; terms: number }[];
  how: How;
  surface: Surface;
  /** By the browser's clock. */
  at: number;
  signal: Signal | null;
  /** Visitor id as base64url, where the decision was made with a visitor key. */
  visitor: string | null;
  sequence: number | null;
  /** From which tool's banner, and when it was given there (by the browser), where it was taken over: nobody pressed ours. */
  takeover: { from: Tool; given: number | null } | null;
}

const format = 1;

const optional = (notice: Notice): string[] =>
  notice.purposes.filter((purpose) => !purpose.necessary).map((purpose) => purpose.id);

/**
 * `[format, site, notice, answers, how, surface, at, signal, visitor, sequence]` as JSON, and where it was taken over
 * `tool, given` behind them; answers in the order of the notice's optional purposes, `g2` granted and `d2` denied under terms 2,
 * `-` not asked. The same decision is always the same text, so that a resend is told from another decision by comparing.
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
  return JSON.stringify([
    format,
    cited.site,
    cited.number,
    answers.join(' '),
    hows.indexOf(decision.how),
    surfaces.indexOf(decision.surface),
    decision.at,
    decision.signal === undefined ? -1 : signals.indexOf(decision.signal),
    visitor,
    decision.sequence ?? null,
    ...(decision.takeover ? [tools.indexOf(decision.takeover.from), decision.takeover.given ?? null] : []),
  ]);
};

type Encoded = [
  ...[number, number, number, string, number, number, number, number, string | null, number | null],
  ...([tool: number, given: number | null] | []),
];

/** Number of the notice that a body cites. */
export const noticeOf = (body: string): number => (JSON.parse(body) as Encoded)[2];

/** Reads a body that `encodeDecision` wrote, with the notice that it cites. */
export const decodeDecision = (body: string, notice: Notice): RecordedDecision => {
  const [version, site, number, answers, how, surface, at, signal, visitor, sequence, tool, given] =
    JSON.parse(body) as Encoded;
  if (version !== format) throw new Error(`A decision of format ${version} cannot be read by this version.`);
  const purposes = optional(notice);
  const from = tool === undefined ? undefined : tools[tool];
  return {
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
    at,
    signal: signals[signal] ?? null,
    visitor,
    sequence,
    takeover: from ? { from, given: given ?? null } : null,
  };
};
