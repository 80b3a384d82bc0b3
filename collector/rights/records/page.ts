/** The records of processing as a page to read, print and hand to the authority (GDPR 30(4)): no script, nothing fetched. Pure. */
import { dayOf } from '../../calendar/day.ts';
import { comma, escaped, grid, pairs, whole } from './pieces.ts';
import type { ControllerRecord, ProcessorRecord } from './records.ts';
import { saidIn } from './said/said.ts';
import { type RecordWords, recordWords } from './words/words.ts';

type Party = { name: string; contact: string } | null;

const party = (one: Party): string => (one ? escaped(`${one.name}, ${one.contact}`) : '');
/** Words of the catalogue, in the language of the page. */
const said = ({ language }: RecordWords, all: readonly string[]): string => comma(all.map(saidIn(language)));
const day = (time: string | null): string => (time === null ? '' : dayOf(Date.parse(time)));

const partyPairs = (words: RecordWords, one: ControllerRecord['controller']) =>
  pairs([
    [words.name, escaped(one.name)],
    [words.contact, escaped(one.contact)],
    [words.postalAddress, escaped(one.postalAddress ?? '')],
    [words.dataProtectionOfficer, party(one.dataProtectionOfficer)],
    [words.representative, party(one.representative)],
    [words.jointControllers, one.jointControllers.map(party).join('<br>')],
    [
      words.supervisoryAuthority,
      escaped(`${one.supervisoryAuthority.name}, ${one.supervisoryAuthority.address}`),
    ],
    [words.financialYearEnd, escaped(one.financialYearEnd)],
  ]);

const toolText = (
  words: RecordWords,
  one: { tool: string; sccModule: number | null; reference: string | null; date: string | null },
): string =>
  one.tool === 'none'
    ? words.noTool
    : [
        saidIn(words.language)(one.tool),
        one.sccModule === null ? '' : `${words.module} ${one.sccModule}`,
        one.reference ?? '',
        day(one.date),
      ]
        .filter((part) => part !== '')
        .join(', ');

const transferTable = (words: RecordWords, all: ControllerRecord['transfers']): string =>
  grid(
    [words.recipients, words.country, words.tool, words.purposes],
    all.map((one) => [one.to, one.country, toolText(words, one), one.by ?? '']),
    words.none,
  );

const recipientTable = (words: RecordWords, all: ControllerRecord['recipients']): string =>
  grid(
    [words.name, words.role, words.country, words.agreement, words.purposes, words.categories],
    all.map((one) => [
      one.name,
      saidIn(words.language)(one.role),
      one.country,
      [one.agreement ?? '', [day(one.agreementFrom), day(one.agreementUntil)].filter(Boolean).join(' – ')]
        .filter(Boolean)
        .join(', '),
      one.purposes.map(saidIn(words.language)).join(', '),
      one.categories.map(saidIn(words.language)).join(', '),
    ]),
    words.none,
  );

const measureList = (words: RecordWords, measures: ControllerRecord['measures']): string =>
  `<ul>${measures
    .map(
      (one) =>
        `<li>${escaped(saidIn(words.language)(one.measure))}${one.outside ? ` (${escaped(words.outside)})` : ''}</li>`,
    )
    .join('')}</ul>`;

const section = (title: string, body: string): string => `<h2>${escaped(title)}</h2>${body}`;

/** Of a controller. */
export const controllerPage = (record: ControllerRecord, language: string): string => {
  const words = recordWords(language);
  const activities = record.activities.map(
    (one) =>
      `<h3>${said(words, [one.purpose])}</h3>${pairs([
        [words.bases, comma(one.bases)],
        [words.subjects, said(words, one.subjects)],
        [words.categories, said(words, one.categories)],
        [words.retention, one.retention.map((kept) => escaped(kept[words.language])).join('<br>')],
        [words.recipients, comma(one.recipients.map(({ name }) => name))],
        [words.seenBy, said(words, one.seenBy)],
        [words.data, `<code>${comma(one.data)}</code>`],
      ])}`,
  );
  const sites = record.sites.map(
    (site) =>
      `<h3>${escaped(site.name)}</h3>${grid(
        [words.purposes, words.bases, words.retention, words.services],
        site.purposes.map((purpose) => [
          purpose.name,
          saidIn(words.language)(purpose.basis),
          purpose.retentionDays === null ? words.untilWithdrawn : words.days(purpose.retentionDays),
          purpose.services
            .map(({ name, provider, country }) => `${name} (${provider}, ${country})`)
            .join('; '),
        ]),
        words.none,
      )}`,
  );
  return whole(
    words.language,
    words.title,
    [
      `<p>${escaped(words.made)} ${day(record.made)}</p>`,
      section(words.controller, partyPairs(words, record.controller)),
      section(words.activities, activities.join('')),
      record.sites.length === 0 ? '' : section(words.sites, sites.join('')),
      section(words.recipients, recipientTable(words, record.recipients)),
      record.processor ? section(words.processor, `<p>${party(record.processor)}</p>`) : '',
      section(words.transfers, transferTable(words, record.transfers)),
      section(words.measures, measureList(words, record.measures)),
    ].join(''),
  );
};

/** Of the operator, for its customers. */
export const processorPage = (record: ProcessorRecord, language: string): string => {
  const words = recordWords(language);
  const customers = record.customers.map(
    ({ controller, categories, instructions, transfers }) =>
      `<h3>${escaped(controller.name)}</h3>${pairs([
        [words.contact, escaped(controller.contact)],
        [words.postalAddress, escaped(controller.postalAddress ?? '')],
        [words.dataProtectionOfficer, party(controller.dataProtectionOfficer)],
        [words.representative, party(controller.representative)],
        [
          words.processing,
          categories
            .map(({ processing, purposes }) => `${said(words, [processing])}: ${said(words, purposes)}`)
            .join('<br>'),
        ],
        [
          words.instructions,
          instructions.map(({ task, reference }) => escaped(`${task} (${reference})`)).join('<br>'),
        ],
        [words.transfers, transferTable(words, transfers)],
      ])}`,
  );
  return whole(
    words.language,
    words.processorTitle,
    [
      `<p>${escaped(words.made)} ${day(record.made)}</p>`,
      pairs([
        [words.name, escaped(record.processor.name)],
        [words.contact, escaped(record.processor.contact)],
        [words.postalAddress, escaped(record.processor.postalAddress ?? '')],
        [words.dataProtectionOfficer, party(record.processor.dataProtectionOfficer)],
        [words.representative, party(record.processor.representative)],
      ]),
      section(words.customers, customers.join('') || `<p>${escaped(words.none)}</p>`),
      section(words.recipients, recipientTable(words, record.subprocessors)),
      section(words.measures, measureList(words, record.measures)),
    ].join(''),
  );
};
