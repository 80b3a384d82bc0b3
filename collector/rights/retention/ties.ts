/** What the ledger tells of a tie is blanked when the tie goes. */
import { sql } from '../../store/store.ts';

export const blankTie = sql`
  update ledger set body = null, salt = null
  where controller_id = :controller and number in (
    select number from ties where controller_id = :controller and tie_id = :id and number is not null
    union
    select ended_number from ties where controller_id = :controller and tie_id = :id and ended_number is not null)`;
