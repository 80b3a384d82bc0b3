/** Who acts on a register: a member of staff, or the collector itself on somebody's behalf. */

import type { Role } from '../store/catalogue.ts';

export interface Actor {
  /** Whose register it is. */
  controller: number;
  /** Whose staff it is: the same, or the operator's on an instruction (R5). */
  home: number;
  /** Null where nobody of staff acts: a person themselves, a job, a site's server. */
  staff: number | null;
  /** In which role, where they act themselves: a file is read in later. */
  role?: Role;
  /** The instruction of another controller on which the operator's staff act. */
  instruction?: Uint8Array;
}

/** The collector itself. */
export const nobody = (controller: number): Actor => ({ controller, home: controller, staff: null });
