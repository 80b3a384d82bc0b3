/** The part of the answer that explains: why, how long, to whom, what is left out (GDPR 15(1)(a)-(d), (h), 15(2)). */
import type { HeldAnswer } from './held.ts';
import { type Part, partOf, rowsOf } from './model.ts';
import { labelOf } from './say.ts';
import type { AnswerWords } from './words/words.ts';

export const explainingParts = (answer: HeldAnswer, words: AnswerWords): Part[] => {
  const { text } = words;
  const outside = [...answer.recipients, ...answer.services].filter(({ transfer }) => transfer);
  const why = answer.processing.map((one) => one.words);
  const held = answer.holds.map(({ category: _, what, ...one }) => ({ what, ...one }));
  const services = answer.services.map(({ transfer: _, ...one }) => one);
  const withheld = answer.withheld.map(({ from, id, why: reason }) => {
    const [table = '', member] = from.split('.');
    const what = words.tables[table] ?? from;
    // A column of the catalogue is named by its reason; a member that was left out by its name.
    const label =
      id !== undefined && member !== undefined ? `${what}: ${labelOf(words, member, table)}` : what;
    return { what: label, why: reason, id: id ?? null };
  });
  return [
    partOf('why', text.whyPart, [rowsOf('processing', '', why)], [text.whyText]),
    partOf(
      'holds',
      text.holdsPart,
      [rowsOf('kept', '', held)],
      [held.length > 0 ? text.holdsText : text.noHolds],
    ),
    partOf(
      'recipients',
      text.recipientsPart,
      [
        rowsOf(
          'recipients',
          '',
          answer.recipients.map(({ transfer: _, ...one }) => one),
        ),
        { ...rowsOf('services', '', services), told: text.servicesText },
      ],
      [answer.recipients.length > 0 ? text.recipientsText : text.noRecipients],
    ),
    partOf(
      'transfers',
      text.transfersPart,
      [
        rowsOf(
          'transfers',
          '',
          outside.map((one) => ({
            name: one.name,
            country: one.country,
            safeguard: 'safeguard' in one ? one.safeguard : null,
          })),
        ),
      ],
      [outside.length > 0 ? text.transfersText : text.noTransfers],
    ),
    partOf('automated', text.automatedPart, [], [answer.automatedDecisions]),
    partOf(
      'withheld',
      text.withheldPart,
      [rowsOf('withheld', '', withheld)],
      [text.withheldText, text.noOthers],
    ),
  ];
};
