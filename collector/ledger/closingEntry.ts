/** What lets somebody act on a register, taken back: a backup must not give it to them again (GDPR 29, 32(4)). */
import type { Role } from '../store/catalogue.ts';

export type Closing =
  | { kind: 'instruction-ended'; controller: number; instruction: string; received: number }
  | { kind: 'staff-ended'; controller: number; staff: number; received: number }
  | { kind: 'staff-role'; controller: number; staff: number; role: Role; received: number }
  /** Their way of signing in is another now: the one before does not sign in again. */
  | {
      kind: 'sign-in-replaced';
      controller: number;
      staff: number;
      by: 'password' | 'openid';
      received: number;
    }
  /** `ends`: later than `received` where another took its place meanwhile. */
  | { kind: 'staff-key-ended'; controller: number; key: string; ends: number; received: number }
  /** A user account closed, a licence revoked, a webhook that is told nothing any more. */
  | {
      kind: 'row-ended';
      controller: number;
      noun: 'accounts' | 'licences' | 'webhooks';
      row: string;
      ends: number;
      received: number;
    }
  /** The password of a user account is another now. */
  | { kind: 'password-replaced'; controller: number; account: string; received: number };
