/** English: headings and sentences. */
import type { TextWords } from '../words.ts';

export const text: TextWords = {
  language: 'en',
  locale: 'en-GB',
  title: 'What is held about you',
  portableTitle: 'The data that you provided',
  made: 'Made',
  held: (controller) =>
    `Yes: ${controller} processes personal data about you. All of them are in this answer.`,
  nothingHeld: (controller) => `No: ${controller} found no personal data about you.`,
  nothingHow:
    'We searched by what we could identify you by. If you have been in touch under another name, e-mail address or customer number, tell us and we search again. The choices and visits of your browser are shown in the privacy choices of the site, without your telling who you are.',
  howToRead:
    'Your data come first, then why they are held, how long they are kept, who gets them and what you may demand. Times are Finnish time.',
  contents: 'Contents',
  controller: 'Controller',
  contact: 'Contact',
  aboutYou: 'Who you are',
  yourData: 'You as a customer',
  consentsPart: 'Your choices and visits on the site',
  sourcesPart: 'Where the data came from',
  sourcesText: 'For each value: where it came from, and when.',
  pastPart: 'What the data were before',
  recordedPart: 'What was done with your data',
  recordedText:
    'Each act on your data that the ledger of the company has recorded: when, what, by which role of staff, and the number under which it is found there. Where no role is told, you did it yourself or the system did.',
  readingsPart: 'Who has read your data',
  readingsText:
    'Each time a member of staff read your data: when, why, in which role, and what they were shown.',
  whyPart: 'Why data are processed and how long they are kept',
  whyText: 'Only the kinds of data of which something is held about you.',
  holdsPart: 'What the law orders us to keep',
  holdsText:
    'These cannot be erased before their day, even where you ask for it: the law orders us to keep them.',
  noHolds: 'No law keeps your data from being erased when they are not needed any more.',
  recipientsPart: 'To whom your data were given',
  recipientsText: 'Beside the company’s own staff, your data were given to:',
  noRecipients: 'Your data were not given outside the company.',
  servicesText:
    'You have allowed these services on the site. Your browser may have contacted them itself, and they may have got data from it directly:',
  transfersPart: 'Transfers outside the EU and the EEA',
  transfersText:
    'Data were or may have been transferred to these countries. The safeguard is told with the recipient.',
  noTransfers: 'Your data were not transferred outside the EU and the European Economic Area.',
  automatedPart: 'Automated decisions',
  automated:
    'No decisions that have legal or similarly significant effects for you are made about you by automated means alone, and you are not profiled. The program may mark that a licence is perhaps used against its terms; what follows from that is always decided by a human being.',
  withheldPart: 'What is left out, and why',
  withheldText: 'Everything else that is about you is in this answer.',
  noOthers: 'Other people’s data are not included.',
  rightsPart: 'What you may demand',
  rights: [
    {
      article: '16',
      name: 'Rectification',
      text: 'You may demand that wrong or incomplete data are corrected.',
    },
    {
      article: '17',
      name: 'Erasure',
      text: 'You may demand that your data are erased. Only what the law orders us to keep stays.',
    },
    {
      article: '18',
      name: 'Restriction',
      text: 'You may demand that your data are only stored and not used, for instance until it is settled whether they are right.',
    },
    {
      article: '20',
      name: 'Portability',
      text: 'You may have the data that you provided yourself in a machine-readable form, and take them elsewhere.',
    },
    {
      article: '21',
      name: 'Objection',
      text: 'You may object to direct marketing at any time. You may also object to processing that rests on the company’s legitimate interest.',
    },
    {
      article: '7(3)',
      name: 'Withdrawal of consent',
      text: 'You may withdraw your consent at any time. What was done before stays lawful.',
    },
  ],
  articleOf: (article) => `GDPR article ${article}`,
  complaint:
    'If you think that your data are processed against the law, you may complain to the Data Protection Ombudsman of Finland.',
  authority: 'Office of the Data Protection Ombudsman (Tietosuojavaltuutetun toimisto)',
  empty: 'Nothing.',
  yes: 'yes',
  no: 'no',
  whole: 'all data',
  page: (number, all) => `Page ${number} / ${all}`,
  textsShown: 'Texts that you were shown',
  lookedUp: 'look-up',
  readRows: (what) => `read: ${what}`,
  listedRows: (what) => `listed: ${what}`,
  exportedRows: (what) => `exported to a file: ${what}`,
  readme: (controller, made) => `What is held about you

Controller: ${controller}
Made: ${made}

This package holds everything that the company knows about you, as tables (CSV) that open in a spreadsheet. Times are as ISO 8601 has them (UTC).
The file answer.json is the same for machines; its structure is published at the address that the file begins with.
The file processing.csv says why data are processed, on which basis and how long. The file answer.html is the same as a page to read and print.
Where a cell begins with an apostrophe, it was added so that a spreadsheet does not take the text for a formula.
`,
  portableReadme: (controller, made) => `The data that you provided (GDPR article 20)

Controller: ${controller}
Made: ${made}

This package holds only what you provided yourself, under a consent or for a contract: as tables (CSV), and in the file data.json, whose structure is published at the address that the file begins with.
Columns have the same names as in the JSON file. Times are as ISO 8601 has them (UTC).
Where a cell begins with an apostrophe, it was added so that a spreadsheet does not take the text for a formula.
`,
  unwritable:
    'Some characters cannot be shown in this file; in their place is the character’s number, such as <U+1F600>. The page and the JSON file have them as they are.',
};
