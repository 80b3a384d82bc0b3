/** What the calls about who may act take and answer; what they take is from the schemas that the collector checks by. */
import type * as v from 'valibot';
import type {
  changedController,
  changedMember,
  newCommitment,
  newController,
  newInstruction,
  newKey,
  newMember,
  rotation,
} from '../register/staff.ts';

export type NewMember = v.InferInput<typeof newMember>;
export type MemberChange = v.InferInput<typeof changedMember>;
export type Commitment = v.InferInput<typeof newCommitment>;
export type NewKey = v.InferInput<typeof newKey>;
export type Rotation = v.InferInput<typeof rotation>;
export type NewInstruction = v.InferInput<typeof newInstruction>;
export type NewController = v.InferInput<typeof newController>;
export type ControllerChange = v.InferInput<typeof changedController>;

/** A time as RFC 3339 writes it. */
type Time = string;

export interface Member {
  id: number;
  version: number;
  name: string;
  role: NewMember['role'];
  email: string | null;
  /** Whether they may act: their commitment is recorded and holds, and they have not left. */
  active: boolean;
  committed: Time | null;
  committedUntil: Time | null;
  /** Whether they have chosen a password. */
  password: boolean;
  openid: { issuer: string; subject: string } | null;
  created: Time;
  ended: Time | null;
}

export interface Key {
  id: string;
  /** Whose it is. */
  staff: number;
  name: string | null;
  reach: 'all' | 'read';
  created: Time;
  expires: Time | null;
  ended: Time | null;
}

export interface Instruction {
  id: string;
  version: number;
  givenBy: string;
  reference: string;
  task: string;
  reach: 'read' | 'write';
  starts: Time;
  ends: Time | null;
  revoked: Time | null;
  created: Time;
  inForce: boolean;
}

export interface Controller {
  number: number;
  version: number;
  name: string;
  contact: string;
  role: 'operator' | 'customer';
  created: Time;
}

export interface Enrolment {
  /** Shown once: hand it over where nobody else can see it. */
  token: string;
  expires: Time;
}
