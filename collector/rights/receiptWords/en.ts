/** English. */
import type { ReceiptWords } from './words.ts';

export const en: ReceiptWords = {
  title: 'Receipt of your choice',
  intro:
    'This is your copy of what was recorded. Keep it: with it anybody can check that the record was neither changed nor removed.',
  controller: 'Who asked',
  contact: 'Contact',
  statement: 'Privacy statement',
  when: 'Received',
  how: 'How it was given',
  language: 'Language',
  identifiers: 'Number of the decision',
  visitor: 'Number of the browser',
  answers: 'What was answered',
  purpose: 'Purpose',
  answer: 'Answer',
  granted: 'Yes, granted',
  denied: 'No, refused',
  until: 'A consent holds until',
  history: 'What happened to it',
  given: 'given',
  refused: 'refused',
  withdrawn: 'withdrawn',
  expired: 'ended by itself',
  shown: 'What was shown, word for word',
  notShown:
    'The choice was made on the banner of another tool, which showed a text of its own. This is the text that it was matched with:',
  version: 'Version',
  services: 'Services',
  withdrawal: 'Changing your mind',
  rights: 'Your rights',
  rightsList: ({ whom, where }) =>
    `You may see what is held about you, have it corrected or erased, have its use restricted, take it along, and complain to ${whom} (GDPR 7(3), 15 to 22 and 77): ${where}`,
  retention: 'Data gathered for it are kept',
  days: (count) => `${count} days`,
  proof: 'Proof',
  proofIntro:
    'The record is a row of an append-only ledger. The values below prove that it is in the ledger under the signed checkpoint; "verify-ledger.mjs", which comes with Lupa, checks them.',
  waiting: 'The row waits to be sealed, which takes a second or two: fetch the receipt again for its proof.',
  row: 'Row',
  pressed: (label) => `“${label}” was pressed`,
  ways: {
    accept_all: 'Everything was allowed',
    reject_all: 'Everything was refused',
    save: 'A selection was saved',
    grant_one: 'One purpose was allowed',
    withdraw_all: 'Everything was withdrawn',
  },
  surfaces: {
    banner: 'on the banner',
    preferences: 'in the preferences',
    placeholder: 'in the place of blocked content',
    own_page: "on the visitor's own page",
    api: "by the page's own controls",
    takeover: "on another tool's banner",
  },
};
