/** What the collector writes of a controller for its evidence, beside its rows. */
import type { Document } from '../duties/evidence/evidence.ts';
import type { Readable } from '../store/store.ts';
import { controllerOf, purposesOf } from './description.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

/** The documents of a controller as they are now. */
export const evidenceDocuments = async (
  store: Readable,
  controller: number,
  now: number,
): Promise<Document[]> => {
  const described = {
    made: new Date(now).toISOString(),
    controller: await controllerOf(store, controller),
    purposes: purposesOf(),
  };
  return [{ path: 'register-description.json', content: json(described) }];
};
