/** Where a visitor stands: four cases, the moves between them, and what they allow. Pure. */
import type { Answers } from '../../shared/answer.ts';

/** What is remembered: answers under the terms in force, and the first day they no longer hold. */
export interface Memory {
  /** Days since 1970. 0: holds for this page only (storage blocked, or the browser's signal refused). */
  until: number;
  answers: Answers;
}

/** `asked`: the question is on screen. `outdated`: some purpose has no answer under the terms in force. In both, what was answered holds. */
export type Status = 'unasked' | 'asked' | 'decided' | 'outdated';
export type Consent = Memory & { status: Status };

export type Move = { move: 'ask' } | ({ move: 'answer'; purposes: readonly string[] } & Memory);

/** Silence is never consent: only a current answer can allow (GDPR 4(11)), and none that a page has put on every object. */
export const allows = ({ answers }: Consent, purpose: string): boolean =>
  Object.hasOwn(answers, purpose) && answers[purpose] === 'granted';

/** Where `memory` leaves a visitor who is to be asked for `purposes`. */
export const stand = (memory: Memory, purposes: readonly string[]): Consent => ({
  ...memory,
  status: purposes.every((purpose) => Object.hasOwn(memory.answers, purpose)) ? 'decided' : 'outdated',
});

/** The only way from one case to another. */
export const next = (consent: Consent, move: Move): Consent => {
  switch (move.move) {
    case 'ask':
      return { ...consent, status: 'asked' };
    case 'answer': {
      const { until, answers } = consent;
      const kept = Object.keys(answers).some((purpose) => !Object.hasOwn(move.answers, purpose));
      return stand(
        {
          // What is kept from an earlier act is not prolonged by a later one (C15).
          until: kept && until ? Math.min(until, move.until) : move.until,
          answers: { ...answers, ...move.answers },
        },
        move.purposes,
      );
    }
    default:
      return move satisfies never;
  }
};
