/** English. */
import type { RequestPageWords } from './words.ts';

export const en: RequestPageWords = {
  language: 'en',
  form: {
    title: 'Your data, your rights',
    lead: (controller) =>
      `Here you ask ${controller} for what the data protection law gives you. It costs nothing. You get an answer within a month.`,
    what: 'What do you ask for?',
    kinds: {
      access: 'Tell me what you hold about me',
      rectification: 'Correct my data',
      erasure: 'Erase my data',
      restriction: 'Keep my data, but do not use them for now',
      portability: 'Give me a copy of what I gave you, to take along',
      objection: 'No more direct marketing',
      processing_objection: 'I object to the use of my data, for reasons of my own situation',
      withdrawal: 'I take back my consents',
    },
    email: 'E-mail address',
    emailHint: 'We send a link there, so that nobody else asks in your name. The answer goes there, too.',
    name: 'Name',
    details: 'What is it about?',
    detailsHint:
      'For a correction: what is wrong, and how it should be. If you object, always say to what, and why.',
    optional: 'not needed',
    button: 'Send the request',
    wrong: 'Your request was not sent.',
    wrongIn: {
      kind: 'Choose what you ask for.',
      email: 'Give a whole e-mail address, such as name@example.com.',
      name: 'The name is too long, or has signs in it that are no text.',
      details: 'Say what it is about: an objection needs a reason. At most 4,000 characters, and text alone.',
    },
  },
  reference: 'Reference number',
  keep: 'Write it down: you need it to open the answer, and when you ask about your request.',
  taken: {
    title: 'Look into your mailbox',
    text: 'We sent a link to the address that you gave. Open it within 48 hours and confirm: only then do we begin. If there is no letter within an hour, look among the junk mail. Only a few letters an hour go to one address: if none comes, write to us directly. The contact is below, and a request by that way counts just as well.',
  },
  confirm: {
    title: 'Is this your request?',
    lead: (controller, kind) => `Somebody asked ${controller}: “${kind}”.`,
    button: 'Yes, it is mine',
    ignore: 'If it is not, close this page: nothing happens.',
  },
  verified: {
    title: 'We work on your request',
    text: (due) => `You get the answer by e-mail, by ${due} at the latest.`,
  },
  joined: {
    title: 'You asked for this already',
    text: 'Your earlier request is still open. We answer both together.',
    other: 'Reference number of the earlier request',
  },
  answered: { title: 'Done', text: 'Your request is answered. We have written to you about it.' },
  ownPage: {
    title: 'You see it on your own page',
    text: 'All that is held under the key of this browser is on the page that you came from. There you can also save it as a file.',
  },
  refused: {
    title: 'Your request was not granted',
    text: 'We have written to you why, and where you may complain.',
  },
  withdrawn: {
    title: 'Your request was taken back',
    text: 'Nothing more is done about it. You may ask again at any time.',
  },
  withdraw: { text: 'Do you not want it any more?', button: 'Take the request back' },
  gone: {
    title: 'This link does not hold any more',
    text: 'It is too old, or was never ours. If you need something, ask again.',
  },
  later: {
    title: 'Try again in a moment',
    text: 'Too much is asked of us just now. Nothing of what you sent was kept. Go back and send it again in a few minutes.',
  },
  answer: {
    title: 'The answer to your request',
    lead: 'So that nobody else reads it, give the reference number of your request.',
    reference: 'Reference number',
    button: 'Open',
    wrong:
      'This is not the reference number of the request. Look into the letter that said that we work on it.',
    locked: {
      title: 'This link is locked',
      text: 'A wrong reference number was given too often. Write to us, and you get a new link.',
    },
    ready: 'Your answer is ready. Choose how you want it.',
    until: (day) => `This link holds until ${day}.`,
    forms: {
      page: 'Read and print',
      pdf: 'Save as PDF',
      json: 'Save as JSON (for programs)',
      zip: 'Save as tables (CSV files in a zip)',
    },
  },
  contact: (controller, contact) => `${controller}, ${contact}`,
  complaint: ({ whom, where }) =>
    `If you think that your data are not treated rightly, you may complain to ${whom}: ${where}`,
};
