/** English. */
import type { RequestWords } from './words.ts';

export const en: RequestWords = {
  language: 'en',
  kinds: {
    access: 'access to your data',
    rectification: 'correction of your data',
    erasure: 'erasure of your data',
    restriction: 'restriction of the use of your data',
    portability: 'a copy of your data to take along',
    objection: 'an end to direct marketing',
    processing_objection: 'an end to the use of your data, because of your own situation',
    withdrawal: 'withdrawal of your consents',
  },
  confirm: (controller, kind) => ({
    subject: `Confirm your request to ${controller}`,
    lines: [
      'Hello,',
      `Somebody asked ${controller} for ${kind}, and gave this e-mail address. If it was you, open the link and confirm. The link holds for 48 hours.`,
      'If it was not you, do nothing: without a confirmation nothing is done and nobody is told anything.',
    ],
    link: 'Confirm the request',
  }),
  received: (kind, reference, due) => ({
    subject: `Your request ${reference} is being worked on`,
    lines: [
      'Hello,',
      `We have your request for ${kind}. Its reference number is ${reference}. Keep it: you need it to open the answer.`,
      `You get an answer by ${due} at the latest.`,
    ],
  }),
  joined: (kind, reference, other) => ({
    subject: `Your request ${reference} belongs to ${other}`,
    lines: [
      'Hello,',
      `You asked for ${kind} before, and that request is still open. We answer both together, under the reference number ${other}.`,
    ],
  }),
  extended: (kind, reference, reason, due) => ({
    subject: `Your request ${reference} takes longer`,
    lines: [
      'Hello,',
      `We cannot answer your request for ${kind} within a month. The reason: ${reason}`,
      `You get the answer by ${due} at the latest.`,
    ],
  }),
  answer: (kind, until) => ({
    subject: 'The answer to your request is ready',
    lines: [
      'Hello,',
      `The answer to your request for ${kind} is behind this link until ${until}. The page asks for the reference number that you were given.`,
      'You can read and print it there, or save it as files. If something in it is wrong, you may ask to have it corrected.',
    ],
    link: 'Open the answer',
  }),
  done: (kind, reference) => ({
    subject: `Your request ${reference} is done`,
    lines: [
      'Hello,',
      {
        access: 'Your request for access is answered.',
        portability: 'Your request for a copy of your data is answered.',
        rectification: 'Your data are corrected, and whoever had them from us was told so.',
        erasure:
          'Your data are erased. Backups that still hold them expire by themselves and are not used for anything else.',
        restriction:
          'The use of your data is restricted: they are kept, and not used. You will be told before that ends.',
        objection:
          'You get no more direct marketing from us. This holds from now on, until you yourself allow it again.',
        processing_objection: 'We have ended the processing to which you objected.',
        withdrawal:
          'Your consents are withdrawn. What was done before the withdrawal stays lawful; nothing more is done on their ground. You find what your browser allowed on a site under the privacy choices of that site, and withdraw it there.',
      }[kind],
    ],
  }),
  nothing: (reference) => ({
    subject: `Your request ${reference}: we hold nothing`,
    lines: ['Hello,', 'We hold no data about you under this e-mail address, so there is nothing to do.'],
  }),
  kept: (category, law, until) =>
    `A law makes us keep: ${category}, until ${until ?? 'the reason is over'} (${law}). It is used for nothing else, and goes by itself after that.`,
  refused: (kind, reference, ground, reason) => ({
    subject: `Your request ${reference} was not granted`,
    lines: ['Hello,', `We do not grant your request for ${kind}: ${ground}.`, reason],
  }),
  grounds: {
    unfounded: 'it is manifestly unfounded (GDPR 12(5))',
    excessive: 'it is excessive, because it repeats itself (GDPR 12(5))',
    unidentified: 'we cannot find out whose data it is about (GDPR 11(2))',
    law: 'a law does not allow it',
    others: 'it would harm the rights of others (GDPR 15(4), 20(4))',
    compelling:
      'there are compelling legitimate grounds that override your interests, rights and freedoms (GDPR 21(1))',
    claims: 'the data are needed for legal claims (GDPR 21(1))',
  },
  fee: (kind, reference, ground, reason, sum) => ({
    subject: `Your request ${reference}: a fee before we begin`,
    lines: [
      'Hello,',
      `A request is free as a rule. For this one (${kind}) we ask a fee that covers what it costs us: ${sum}. The ground: ${ground}.`,
      reason,
      'We do nothing before that is settled. Answer this message, and you are told how to pay. You may also take the request back; then you pay nothing.',
    ],
  }),
  reopened: (kind, reference, due) => ({
    subject: `Your request ${reference} is taken up again`,
    lines: [
      'Hello,',
      `We did not grant your request (${kind}) before. Now we look at it again. The reference number is still ${reference}.`,
      due === null ? 'You get an answer without delay.' : `You get the answer by ${due} at the latest.`,
    ],
  }),
  weighing: 'Until it is decided, your data are stored and not used (GDPR 18(1)(b)).',
  keptUnused: 'Your data are kept, and not used for anything any more.',
  liftedOn: (day) =>
    `The restriction of your data ends on ${day}. From then on they are used as the privacy statement says.`,
  leftOut: (article) =>
    `Something is left out, for it would harm the rights of others (GDPR ${article}(4)). The answer says what, and why.`,
  withdrawn: (kind, reference) => ({
    subject: `Your request ${reference} was taken back`,
    lines: [
      'Hello,',
      `You took back your request for ${kind}. Nothing more is done about it; you may ask again at any time.`,
    ],
  }),
  lifting: (day, reason) => ({
    subject: 'The restriction of your data ends',
    lines: [
      'Hello,',
      `The use of your data was restricted. The restriction ends on ${day}, and your data are used again as the privacy statement says. The reason: ${reason}`,
      'If you do not agree, answer this message.',
    ],
  }),
  complaint: ({ whom, where }) =>
    `You may complain to ${whom} (${where}), and you may take the matter to court.`,
  insteadOfYou:
    'If you ask for it, we give the data to the Data Protection Ombudsman instead (Data Protection Act 1050/2018, section 34).',
  reminder: (reference, kind, due, late) => ({
    subject: late ? `Overdue: request ${reference}` : `Due soon: request ${reference}`,
    lines: [
      late
        ? `The request ${reference} (${kind}) was due on ${due}, and is not answered. The law gives no more time: answer it now, and say why it is late.`
        : `The request ${reference} (${kind}) must be answered by ${due}. If that cannot be done, extend it before then, with reasons.`,
    ],
  }),
};
