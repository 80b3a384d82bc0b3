/** English. */
import { type IncidentWords, listed, mostIds, timeIn } from './words.ts';

const at = (time: number) => timeIn('en-GB', time);
const rules: Record<Parameters<IncidentWords['attempt']>[0], string> = {
  'sign-in':
    'Somebody has tried to sign in to your staff pages with wrong passwords or codes, again and again.',
  'account-guessing':
    'Somebody has tried one user account of your customers with wrong passwords, again and again.',
  'forged-token': 'Your site was sent tokens of sign-ins that its own key did not sign.',
  'guessed-link': 'Somebody has opened links that were never sent, as if guessing at them.',
  'guessed-key': 'Somebody has called with keys that do not exist, as if guessing at them.',
  ledger: 'The ledger does not verify: its rows do not agree with what was signed.',
};

export const en: IncidentWords = {
  language: 'en',
  raised: (kind, aware, { whom, where }) => ({
    subject:
      kind === 'breach' ? 'A breach of personal data was recorded' : 'An attempted breach was recorded',
    lines:
      kind === 'breach'
        ? [
            `A breach of personal data was recorded as an incident. It has been known since ${at(aware)}.`,
            `You must tell ${whom} within 72 hours of that, unless a risk to people is unlikely. Record in the incident when you have done so, or why you need not.`,
            `Whom to tell: ${where}`,
          ]
        : [
            'An attempted breach of personal data was recorded as an incident. Look at it and record what was done.',
          ],
  }),
  attempt: (rule, count) => ({
    subject: 'An attempt was noticed',
    lines: [
      `${rules[rule]} Counted so far: ${count}.`,
      'An incident was opened. It goes on counting today, and there is no further letter about the same. Look at it, record what you did, and close it.',
    ],
  }),
  notice: ({ operator, kind, authority, ...facts }) => ({
    subject:
      kind === 'breach'
        ? `${operator}: a breach that concerns your register`
        : `${operator}: an attempted breach that concerns your register`,
    lines: [
      `${operator}, who processes personal data for you, tells you of an incident without undue delay (GDPR article 33(2)).`,
      `What happened: ${facts.nature}`,
      ...(facts.began ? [`It began: ${at(facts.began)}`] : []),
      ...(facts.ended ? [`It ended: ${at(facts.ended)}`] : []),
      ...(facts.categories ? [`Whom and what it concerns: ${facts.categories}`] : []),
      facts.records === 0
        ? 'No persons or records of yours are known to be concerned.'
        : `In your register: about ${facts.persons} persons and ${facts.records} records.`,
      ...(facts.consequences ? [`Likely consequences: ${facts.consequences}`] : []),
      ...(facts.measures ? [`What was done and will be done: ${facts.measures}`] : []),
      ...(facts.contact ? [`More from: ${facts.contact}`] : []),
      `The incident is in your register under ${facts.incident}.${kind === 'breach' ? ` Your own 72 hours to tell ${authority.whom} run from this message.` : ''} More will follow when more is known.`,
      ...(facts.ids.length > 0
        ? [
            `Ids of the persons${facts.persons > facts.ids.length ? ` (the first ${mostIds}; all of them are in the incident)` : ''}:\n${listed(facts.ids)}`,
          ]
        : []),
    ],
  }),
  phase: ({ operator, incident, lines, isBreachNow, authority, persons, records }) => ({
    subject: `${operator}: more about the incident`,
    lines: [
      `More is known of the incident ${incident}.`,
      ...(isBreachNow
        ? [
            `It has turned out to be a breach of personal data, not only an attempt. Your own 72 hours to tell ${authority.whom} run from this message.`,
          ]
        : []),
      ...lines,
      `In your register it now concerns about ${persons} persons and ${records} records.`,
    ],
  }),
  reminder: (due, hours, { whom, where }) => ({
    subject: `${hours} hours left to tell ${whom}`,
    lines: [
      `A breach of personal data is open in your register. You must tell ${whom} by ${at(due)}: ${hours} hours are left.`,
      `Whom to tell: ${where}`,
      'What is not known yet can be told later, in phases. Record in the incident when you have told it, or why a risk is unlikely.',
    ],
  }),
  overdue: (due, { whom, where }) => ({
    subject: `Overdue: tell ${whom} of the breach`,
    lines: [
      `The 72 hours for telling ${whom} of a breach ended ${at(due)}, and nothing is recorded.`,
      `Whom to tell: ${where}`,
      'Tell it now, with the reasons for the delay, and record both in the incident.',
    ],
  }),
  person: ({ controller, happened, consequences, measures, contact, authority }) => ({
    subject: `Your data at ${controller}: what happened and what you can do`,
    lines: [
      'Hello,',
      `something happened at ${controller} to data about you. This is no advertisement: the law says that you must be told.`,
      `What happened: ${happened}`,
      `What it may mean to you: ${consequences}`,
      `What we have done and what you can do: ${measures}`,
      `Ask us: ${contact}`,
      `You may also complain to ${authority.whom}: ${authority.where}`,
    ],
  }),
};
