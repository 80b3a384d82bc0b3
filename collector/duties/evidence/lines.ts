/** What evidence tells of a controller's rows, a JSON object a line, page by page. */
import { toUuid } from '../../bytes.ts';
import { entriesBefore } from '../../register/accessLog.ts';
import { pageMembers } from '../../register/staffMembers.ts';
import type { Readable } from '../../store/store.ts';
import { pageAudits } from '../audits/audits.ts';
import { pageIncidents, phasesOf } from '../incidents/incidents.ts';

const atOnce = 500;
const start = new Uint8Array(0);
const beyondAll = new Uint8Array(16).fill(0xff);

const times = new Set(
  'at,latest,began,ended,aware,due,authorityTold,peopleAsked,peopleDone,closed,created,starts,ends,proposed,customerAgreed,operatorAgreed,agreed,cancelled,committed,committedUntil'.split(
    ',',
  ),
);
const texts = new Set(['said', 'charge', 'criterion', 'peopleTexts']);

/** A row as a line: ids as UUIDs, times as RFC 3339, JSON as JSON. */
const lineOf = (row: object): string =>
  `${JSON.stringify(
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => {
        if (value instanceof Uint8Array) return [name, toUuid(value)];
        if (typeof value === 'number' && times.has(name)) return [name, new Date(value).toISOString()];
        if (typeof value === 'string' && texts.has(name)) return [name, JSON.parse(value) as unknown];
        return [name, value];
      }),
    ),
  )}\n`;

type Lines = AsyncGenerator<string>;

/** The access log, newest first. */
export async function* accessLogLines(store: Readable, controller: number): Lines {
  for (let before = beyondAll; ; ) {
    const page = await entriesBefore(store, controller, { before, most: atOnce });
    if (page.length > 0) yield page.map(lineOf).join('');
    const last = page.at(-1);
    if (page.length < atOnce || !last) return;
    before = Uint8Array.from(last.id);
  }
}

export async function* incidentLines(store: Readable, controller: number): Lines {
  for (let after = start; ; ) {
    const page = await pageIncidents(store, controller, { after, most: atOnce });
    if (page.length > 0) yield page.map(lineOf).join('');
    const last = page.at(-1);
    if (page.length < atOnce || !last) return;
    after = Uint8Array.from(last.id);
  }
}

export async function* phaseLines(store: Readable, controller: number): Lines {
  for (let after = start; ; ) {
    const page = await pageIncidents(store, controller, { after, most: atOnce });
    for (const { id } of page)
      for (const phase of await phasesOf(store, controller, id)) yield lineOf({ incident: id, ...phase });
    const last = page.at(-1);
    if (page.length < atOnce || !last) return;
    after = Uint8Array.from(last.id);
  }
}

export async function* auditLines(store: Readable, controller: number): Lines {
  for (let after = start; ; ) {
    const page = await pageAudits(store, controller, after, atOnce);
    if (page.length > 0) yield page.map(lineOf).join('');
    const last = page.at(-1);
    if (page.length < atOnce || !last) return;
    after = Uint8Array.from(last.id);
  }
}

/** Members of staff, without their addresses: who they are the company knows by the number. */
export async function* staffLines(store: Readable, controller: number): Lines {
  for (let after = 0; ; ) {
    const page = await pageMembers(store, controller, after, atOnce);
    if (page.length > 0)
      yield page
        .map(({ staff, role, committed, committedUntil, created, ended }) =>
          lineOf({ staff, role, committed, committedUntil, created, ended }),
        )
        .join('');
    const last = page.at(-1);
    if (page.length < atOnce || !last) return;
    after = last.staff;
  }
}
