/** The answer in the order in which it is read: who you are, what is held, where from, who read it; then why, how long, to whom, your rights. */
import { explainingParts } from './explainingParts.ts';
import type { HeldAnswer } from './held.ts';
import { type Model, type Part, partOf, rowsOf } from './model.ts';
import { sayer } from './say.ts';
import {
  idLast,
  named,
  purposeName,
  readable,
  recorded,
  shownText,
  textsShown,
  withSource,
} from './shownRows.ts';
import { answerWords } from './words/languages.ts';
import type { AnswerWords } from './words/words.ts';

const dataParts = (answer: HeldAnswer, words: AnswerWords): Part[] => {
  const { text, tables } = words;
  const table = <One extends object>(
    id: string,
    rows: readonly One[],
    show: (row: One) => object = (row) => row,
  ) => rowsOf(id, tables[id] ?? id, rows, (row) => idLast(show(row)));
  const { person, organisation, suppressions } = answer;
  return [
    partOf('you', text.aboutYou, [
      table('persons', person ? [person] : []),
      table('organisations', organisation ? [organisation] : [], withSource),
      table('merged_entries', answer.mergedEntries),
    ]),
    partOf('customer', text.yourData, [
      ...Object.entries(answer.register).map(([id, rows]) =>
        table(id, rows, (row) => (id === 'messages' ? readable(withSource(row)) : withSource(row))),
      ),
      table('registrations', answer.registrations),
      table('permission_requests', answer.permissionRequests),
      table('suppressions', suppressions.everything),
      table('unsubscriptions', suppressions.purposes),
      table('tokens', answer.links),
    ]),
    partOf('browser', text.consentsPart, [
      table('answers', answer.consents, named),
      table('decisions', answer.decisions, (one) =>
        named({
          ...one,
          answers: one.answers.map((each) => ({
            ...each,
            purpose: purposeName(one.textShown, each.purpose),
          })),
        }),
      ),
      table('texts_shown', textsShown([...answer.consents, ...answer.decisions]), shownText),
      table('ties', answer.ties),
      table('visits', answer.visits),
      table('analytics_events', answer.events),
    ]),
    partOf(
      'sources',
      text.sourcesPart,
      [table('value_sources', answer.sources), table('informing', answer.informing)],
      [text.sourcesText],
    ),
    partOf('past', text.pastPart, [table('history', answer.pastValues), table('merges', answer.merges)]),
    partOf(
      'recorded',
      text.recordedPart,
      [table('recorded_acts', answer.recordedActs, recorded)],
      [text.recordedText],
    ),
    partOf('readings', text.readingsPart, [table('access_log', answer.readings)], [text.readingsText]),
  ].filter((one) => one.tables.length > 0);
};

/** The answer as it is read. */
export const modelOf = (answer: HeldAnswer): Model => {
  const words = answerWords(answer.language);
  const { text } = words;
  const { sayTime } = sayer(words);
  const controller = answer.controller ?? { name: '', contact: '' };
  const { dataHeld } = answer;
  return {
    title: text.title,
    language: answer.language,
    controller,
    made: sayTime(answer.made ?? ''),
    lead: dataHeld
      ? [text.held(controller.name), text.howToRead]
      : [text.nothingHeld(controller.name), text.nothingHow],
    parts: [
      ...dataParts(answer, words),
      ...(dataHeld ? explainingParts(answer, words) : []),
      partOf(
        'rights',
        text.rightsPart,
        [],
        [
          ...answer.rights.map(
            ({ article, name, text: what }) => `${name} (${text.articleOf(article)}): ${what}`,
          ),
          `${answer.complaint.text} ${answer.complaint.authority}, ${answer.complaint.address}`,
        ],
      ),
    ],
  };
};
