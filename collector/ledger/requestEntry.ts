/** A request by right, as the journal tells of it: what came, each step, and the end; none that was acknowledged is lost. */
import type { Stopping } from '../../shared/register/request.ts';
import type { RequestKind } from '../../shared/request.ts';

/** A step between receipt and end, with what it set. Ids are UUIDs. */
export type ToldStep =
  | {
      to: 'verified';
      proof: 'email_link' | 'visitor_key' | 'signed_token' | 'staff';
      note: string | null;
      person: string | null;
      due: number;
    }
  | {
      to: 'joined';
      proof: 'email_link' | 'visitor_key' | 'signed_token' | 'staff';
      note: string | null;
      person: string | null;
      joined: string;
    }
  | { to: 'in_progress' }
  | { to: 'extended'; reason: string; due: number }
  /** A link was sent: its hash, in base64url. The one before it ended. */
  | {
      to: 'linked';
      purpose: 'request' | 'answer';
      hash: string;
      person: string | null;
      expires: number;
    }
  /** Staff put the address right, or took it away; `person` is whom they know it to be. */
  | { to: 'readdressed'; email: string | null; note: string; person: string | null }
  | { to: 'reopened'; cause: 'complaint' | 'facts'; note: string; due: number }
  | {
      to: 'fee_told';
      ground: 'unfounded' | 'excessive';
      amount: number;
      currency: string;
      reason: string;
    }
  | { to: 'fee_settled'; how: 'paid' | 'waived' };

interface OfRequest {
  controller: number;
  request: string;
  received: number;
}

/** Who did it, where staff did. */
interface By {
  home: number;
  staff: number | null;
}

/** What came in. */
export interface ReceivedEntry extends OfRequest, By {
  kind: 'request-received';
  given: {
    reference: string;
    kind: RequestKind;
    way: 'form' | 'own_page' | 'site' | 'email' | 'letter' | 'phone' | 'visit';
    site: number | null;
    language: string;
    name: string | null;
    email: string | null;
    details: string | null;
    askedAtOnce: 0 | 1;
    /** When it came: earlier than it was entered, where staff entered a letter. */
    came: number;
    due: number;
  };
}

export interface SteppedEntry extends OfRequest, By {
  kind: 'request-step';
  step: ToldStep;
}

export interface EndedEntry extends OfRequest, By {
  kind: 'request-ended';
  state: 'answered' | 'refused' | 'withdrawn' | 'lapsed';
  ground: 'unfounded' | 'excessive' | 'unidentified' | 'law' | 'others' | 'compelling' | 'claims' | null;
  /** In words, as the person was told. */
  told: string | null;
  stopped: Stopping | null;
  lifts: number | null;
  /** What the answer leaves out, and why: without it a restored link would show it. */
  leftOut: string | null;
  /** Nothing of who asked stays. */
  forget: boolean;
}

export type RequestEntry = ReceivedEntry | SteppedEntry | EndedEntry;
