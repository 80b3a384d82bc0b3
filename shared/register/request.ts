/** Requests as staff enter and work on them. */
import * as v from 'valibot';
import { email } from '../contact.ts';
import { details, groundsMissing, hasGrounds, requestKind } from '../request.ts';
import { filled, language } from '../text.ts';
import { reference, time } from './member.ts';

const ways = ['email', 'letter', 'phone', 'visit'] as const;

const entered = v.object({
  kind: requestKind,
  way: v.picklist(ways, `Expected one of: ${ways.join(', ')}.`),
  /** When it came; the month runs from there. Now where it is missing. */
  received: v.optional(time),
  language: v.optional(language, 'fi'),
  name: v.optional(filled(200)),
  email: v.optional(email),
  details: v.optional(details),
});

/** A request that came past the pages: by e-mail, a letter, a call. */
export const enteredRequest = v.pipe(
  entered,
  v.forward(
    v.check((given) => hasGrounds(given), groundsMissing),
    ['details'],
  ),
);

/** Identity, as staff have seen it. */
export const identityProof = v.object({
  /** Who it is; null where nobody is known. */
  person: v.nullable(reference),
  /** How it was seen: "called back at the number in the register". */
  note: filled(500),
});

/** An objection is upheld: that processing has ended and the rest goes on; nothing is used any more; all is erased (GDPR 17(1)(c)). */
export const stoppings = ['ended', 'restricted', 'erased'] as const;
export type Stopping = (typeof stoppings)[number];

/** A table of the answer, one row of it, or one member of that row; with the reason, for the person, in their language. */
const leftOut = v.object({
  table: filled(50),
  id: v.optional(reference),
  field: v.optional(filled(50)),
  why: filled(1000),
});

export const requestAnswer = v.object({
  /** For the person, in their language. */
  note: v.optional(filled(4000)),
  /** For a restriction: which case of GDPR 18(1). */
  restriction: v.optional(
    v.picklist(
      ['accuracy', 'unlawful', 'claims', 'objection'],
      'Expected one of: accuracy, unlawful, claims, objection.',
    ),
  ),
  /** Of an answer to access or portability: what would harm the rights of others (GDPR 15(4), 20(4)). */
  leaveOut: v.optional(v.pipe(v.array(leftOut), v.maxLength(100)), []),
  /** For an objection to processing that is upheld: what became of the data. */
  stopped: v.optional(v.picklist(stoppings, `Expected one of: ${stoppings.join(', ')}.`)),
});

const grounds = ['unfounded', 'excessive', 'unidentified', 'law', 'others', 'compelling', 'claims'] as const;

/**
 * Why it is refused (GDPR 12(4)-(5), 15(4), 17(3)); the burden of showing it is the controller's. `compelling` and `claims` are
 * those of an objection to processing (21(1)).
 */
export const requestRefusal = v.object({
  ground: v.picklist(grounds, `Expected one of: ${grounds.join(', ')}.`),
  /** For the person, in their language: why, in this case. */
  reason: filled(4000),
});

/** Why it takes longer (GDPR 12(3)): complexity, the number of requests. */
export const requestExtension = v.object({ reason: filled(2000) });

/** The address of an open request, put right (GDPR 12(2)): it must be proven again. */
export const requestAddress = v.object({
  /** Null: there is none; what is to be told goes another way. */
  email: v.nullable(email),
  /** How it was seen whose request it is: "called back at the number in the register". */
  note: filled(500),
  /** Who it is, where that was seen too; missing: whoever is known by the new address. */
  person: v.optional(reference),
});

const causes = ['complaint', 'facts'] as const;

/** Why a refused request is taken up again. */
export const requestReopening = v.object({
  cause: v.picklist(causes, `Expected one of: ${causes.join(', ')}.`),
  /** What was said, and by whom: "decision 123/2026 of the ombudsman". */
  note: filled(2000),
});

const feeGrounds = ['unfounded', 'excessive'] as const;

/** A fee for a request that is manifestly unfounded or excessive (GDPR 12(5)(a)); how much is in the controller's details. */
export const requestFee = v.object({
  ground: v.picklist(feeGrounds, `Expected one of: ${feeGrounds.join(', ')}.`),
  /** For the person, in their language: why, in this case. */
  reason: filled(4000),
});

const settlings = ['paid', 'waived'] as const;

export const feeSettlement = v.object({
  how: v.picklist(settlings, `Expected one of: ${settlings.join(', ')}.`),
});
