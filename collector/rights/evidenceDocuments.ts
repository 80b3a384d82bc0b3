/** What the collector writes of a controller for its evidence, beside its rows. */
import type { Document } from '../duties/evidence/evidence.ts';
import { settingsOf } from '../duties/retention/settings.ts';
import { tellRetention } from '../duties/retention/words.ts';
import { operatorId } from '../register/controllers.ts';
import type { Readable } from '../store/store.ts';
import { controllerOf, purposesOf } from './description.ts';
import { controllerRecord, processorRecord } from './records/records.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

/** The documents of a controller as they are now. */
export const evidenceDocuments = async (
  store: Readable,
  controller: number,
  now: number,
): Promise<Document[]> => {
  const settings = await settingsOf(store, controller);
  const described = {
    made: new Date(now).toISOString(),
    controller: await controllerOf(store, controller),
    purposes: purposesOf((word) => tellRetention(settings, word, 'en')),
    retention: Object.values(settings),
  };
  const record = await controllerRecord(store, controller, now);
  return [
    { path: 'register-description.json', content: json(described) },
    { path: 'records-of-processing.json', content: json(record) },
    ...(controller === operatorId
      ? [
          {
            path: 'records-of-processing-as-processor.json',
            content: json(await processorRecord(store, now)),
          },
        ]
      : []),
  ];
};
