/** The processor's record (GDPR 30(2), R5): for whom the operator processes, what, on which instructions, and how it is protected. */
import { operatorId } from '../register/controllers.ts';
import { type ControllerRow, findController, pageControllers } from '../register/customers.ts';
import { instructionsInForce } from '../register/instructions.ts';
import { listSites } from '../register/sites.ts';
import type { Store } from '../store/store.ts';
import { when } from './acts.ts';
import { purposesOf } from './description.ts';
import { measures } from './measures.ts';

const customers = async (store: Store): Promise<ControllerRow[]> => {
  const found: ControllerRow[] = [];
  for (let after = operatorId; ; ) {
    const page = await pageControllers(store, after, 500);
    found.push(...page);
    const last = page.at(-1);
    if (!last) return found;
    after = last.number;
  }
};

const recordOf = async (store: Store, { number, name, contact, created }: ControllerRow, now: number) => ({
  number,
  name,
  contact,
  since: when(created),
  sites: (await listSites(store, number)).map(({ publicId }) => publicId),
  instructions: (await instructionsInForce(store, number, now)).map((one) => ({
    reference: one.reference,
    task: one.task,
    reach: one.reach,
    starts: when(one.starts),
    ends: when(one.ends),
  })),
});

/** The record as `controller` may see it: the operator's of all customers, a customer's of itself. */
export const processorRecord = async (store: Store, controller: number, now: number) => {
  const operator = await findController(store, operatorId);
  if (!operator) throw new Error('There is no operator.');
  const own = controller === operatorId ? undefined : await findController(store, controller);
  const listed = own ? [own] : await customers(store);
  return {
    v: 1,
    made: when(now),
    processor: { name: operator.name, contact: operator.contact },
    controllers: await Promise.all(listed.map((one) => recordOf(store, one, now))),
    processing: purposesOf().map(({ purpose, use, categories }) => ({ purpose, use, categories })),
    measures,
  };
};
