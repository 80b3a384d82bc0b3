/** The privacy statement in English. */
import { company } from '../../company.ts';
import type { Measured } from './measured.ts';
import type { Statement } from './statement.ts';

export const en = (google: Measured): Statement => ({
  lead: 'This statement says what personal data we keep in our customer and marketing register, why, for how long, and how you get to see, correct or erase them. It is also part of our contracts with customers.',
  sections: [
    {
      id: 'controller',
      title: 'Who is responsible',
      body: [
        `The controller is ${company.name} (business ID ${company.businessId}), ${company.street}, ${company.city}. In all matters of personal data write to ${company.email} or to that address; the letter goes to our data protection contact.`,
        'The register is called the customer and marketing register. For visitors of this site, people who register here and people whom we approach ourselves, we decide why and how data are used.',
        'Each customer company is itself the controller for its own people who use our services. We then process their data on that customer’s behalf, by its instructions only, and one customer never sees another’s data.',
      ],
    },
    {
      id: 'purposes',
      title: 'Why we use personal data, and on what ground',
      body: [
        {
          table: {
            caption: 'Purposes and legal grounds',
            head: 'Purpose | Ground in the GDPR',
            rows: [
              'Managing the customer relationship, and producing the services agreed in a contract | Contract, 6(1)(b)',
              'Customer service and messages about the service, such as a fault or a security breach | Contract, 6(1)(b)',
              'Recognising customers and registered people, also when they make a request | Contract, 6(1)(b); legal obligation, 6(1)(c)',
              'Licences, and preventing their misuse | Contract, 6(1)(b); our legitimate interest in not being copied, 6(1)(f)',
              'Finding new customers and selling to companies, by telephone or post | Our legitimate interest in selling our product, 6(1)(f). You may object at any time.',
              'Marketing by e-mail or text message | Your consent, 6(1)(a). It is asked on its own, and not by the question about cookies.',
              'Statistics of visits to this site, with Google Analytics and by ourselves | Your consent, 6(1)(a), and section 205 of the Act on Electronic Communications Services (917/2014)',
              'Measuring our advertisements with Google Ads | Your consent, as above',
              'Developing the service by counts in which nobody can be recognised | Our legitimate interest in improving the product, 6(1)(f)',
              'Bookkeeping | Legal obligation, 6(1)(c)',
            ],
          },
        },
        'You need not give us any data to look at this site. Without a name and an e-mail address we cannot make you an account.',
      ],
    },
    {
      id: 'contents',
      title: 'What the register holds',
      body: [
        {
          list: [
            'Contact details: name, company, position there, telephone number, e-mail address, the employer’s postal address.',
            'Account: user name and password. Of the password we keep only a slow, salted hash, from which it cannot be read.',
            'Relationship: when it began and ended, feedback that you gave, permissions and refusals of contact.',
            'Licences: which ones you use, when and on how many computers, and signs of misuse.',
            'Purchases: orders, invoices and payments. Service logs: when you used the service.',
            'Visits to this site, only if you allowed visit statistics: browser and its main version, operating system, kind of device, first language, the site you came from (its address without path), the page, the country if known, and your IP address with its end removed before it is stored.',
            'Your answers about cookies: what you allowed or took back, when, and the exact text that you saw. If you refused everything, the answer is kept without anything that could tell who you are.',
          ],
        },
        'We collect no personal identity codes and no special categories of data. The site is not meant for children under 13.',
      ],
    },
    {
      id: 'sources',
      title: 'Where the data come from',
      body: [
        {
          list: [
            'From you: when the relationship begins, when you register here, when you use the service.',
            'From people connected with your employer, when the company is our customer. Then we tell you within a month.',
            'From your browser, with your consent.',
            'From other sources, such as public registers or social networks, only where you have given that source permission to hand the data on. We record the permission.',
          ],
        },
        'With each value we record where it came from and when.',
      ],
    },
    {
      id: 'cookies',
      title: 'Cookies, Google Analytics and your IP address',
      body: [
        'Before you answer, this site stores and reads nothing on your device, and your browser sends nothing to Google. If you refuse, it stays that way, and the site works just the same. You can change your answer on every page with the button at the lower edge.',
        {
          table: {
            caption: 'What is stored in your browser',
            head: 'Name | Whose | What it is for | How long | When',
            rows: [
              `lupa (cookie) | ${company.name} | Your answer. The same for everybody who answered alike on the same day: no identifier. | 12 months; a refusal half a year | Once you answer`,
              `lupa… (local storage) | ${company.name} | A random key by which you, and only you, can show that an earlier consent and its visits are yours; beside it the receipt of your consent and the time of the last counted visit; the time when something is next to be sent | Until you take your consent back | Once you allow something`,
              `lupa:${google.site}:outbox (local storage) | ${company.name} | An answer that has not reached us yet | Until it has; a refusal a day at most | If our server did not answer`,
              ...google.cookies,
            ],
          },
        },
        google.sends,
        'If you allow measuring advertisements, Google Ads is told when you open the shop or send an order.',
        google.ends,
        'If your browser sends Global Privacy Control or Do Not Track, everything optional is off and you are not asked. If you still choose something yourself, your choice counts. You can also block cookies in the browser: the site works, and we take it as a refusal.',
      ],
    },
    {
      id: 'retention',
      title: 'How long we keep data',
      body: [
        'As long as the relationship requires; after that they are erased within the time below, unless a law requires us to keep them.',
        {
          table: {
            caption: 'Retention',
            head: 'Data | Kept',
            rows: [
              'Contact details, account, feedback | 12 months after the relationship has ended',
              'Registration that led to no contract | 12 months from the last contact',
              'Licences and signs of misuse | 24 months after the licence has ended',
              'Vouchers: orders, invoices, payments | 6 years from the end of the year in which the financial year ended; accounting books 10 years (Accounting Act)',
              'Service logs | 90 days',
              'Visits to this site | 6 months; in Google Analytics 2 months',
              'Proof of a consent | 24 months after it has ended, so that we can show it was given',
              'Refusal of marketing | As long as we do marketing, as a code that cannot be turned back into your address',
            ],
          },
        },
      ],
    },
    {
      id: 'recipients',
      title: 'Who receives data',
      body: [
        'Data are used inside our company by those who need them in their work. Partners who process data for us receive them only as far as that is needed and under a data processing agreement: our hosting company, e-mail service and accounting firm.',
        'Google Ireland Limited receives what is told above, if you allow it. To anybody else we give data only with your consent given beforehand, or where a law obliges us.',
      ],
    },
    {
      id: 'transfers',
      title: 'Outside the European Economic Area',
      body: [
        'Our register is kept in Finland. Data go outside the EEA only where a provider of cloud or other IT services makes it necessary, and then under a data processing agreement based on the EU’s standard contractual clauses or to a country that the Commission has found adequate.',
        'Google Ireland Limited may pass measurements to Google LLC in the United States, which has joined the EU-US Data Privacy Framework; the standard contractual clauses are in force besides. You get a copy of the safeguards from us.',
      ],
    },
    {
      id: 'protection',
      title: 'How data are protected',
      body: [
        'Firewalls, passwords and encryption protect the data, in transit and on disk. Machines and papers are in locked rooms. Only people who need data in their work can reach them; they have committed themselves in writing to confidentiality, and every reading of a person’s data is recorded with its reason.',
      ],
    },
    {
      id: 'rights',
      title: 'Your rights',
      body: [
        {
          list: [
            'See your data and get a copy, with everything that article 15 lists.',
            'Have wrong data corrected (article 16).',
            'Have data erased (article 17). What a law makes us keep stays, and we tell you what and until when.',
            'Have the use of data restricted (article 18).',
            'Get the data that you gave us in a form that a machine can read, or have them passed on (article 20).',
            'Take back any consent at any time, as easily as you gave it (article 7(3)).',
          ],
        },
        `Write to ${company.email}. We answer within a month, free of charge; if we need up to two months more, we say why within the first. We ask for more only when we cannot be sure that it is you. Those to whom we passed your data are told of corrections, erasures and restrictions. No decision about you is made by a machine alone, and there is no profiling.`,
      ],
    },
    {
      id: 'objection',
      title: 'Your right to object',
      body: [
        'You may object to direct marketing at any time and without a reason; it then ends at once. You may also object, on grounds of your own situation, to any use that rests on our legitimate interest (article 21).',
      ],
    },
    {
      id: 'complaint',
      title: 'Complaining to the authority',
      body: [
        'If you think that we break the law, you may complain to the Data Protection Ombudsman: Tietosuojavaltuutetun toimisto, PL 800, 00531 Helsinki, tietosuoja@om.fi, www.tietosuoja.fi. Storing and reading data on your device is supervised by the Finnish Transport and Communications Agency Traficom.',
      ],
    },
    {
      id: 'customers',
      title: 'What we promise our customers',
      body: [
        'We tell the customers concerned of a breach of personal data, or an attempt at one, without undue delay. Customers and authorities may audit how we process data. A customer’s audit is agreed at least three weeks before, and we may charge for the work by our price list; an authority’s needs no such time.',
      ],
    },
    {
      id: 'changes',
      title: 'Changes',
      body: [
        'We may change this statement. Each version has a date and is kept, and customers are told of a change. When we take up a new purpose, recipient or cookie, we ask for consent to it anew; a corrected comma is not a reason to ask.',
      ],
    },
  ],
});
