/** English. */
import type { Words } from './words.ts';

export const en: Words = {
  languageNames: { fi: 'Suomeksi', sv: 'På svenska', en: 'In English' },
  skip: 'Skip to content',
  navigation: 'Pages',
  languageChoice: 'Language',
  nav: { shop: 'Licences', register: 'Register', privacy: 'Privacy statement', behind: 'Behind the scenes' },
  businessId: 'Business ID',
  fiction:
    'Juurisyy is Finnish for root cause. The company and its product are invented: this site shows how Lupa works, and sells nothing.',
  measured: {
    tag: {
      how: 'This site is measured by Google’s own tag, if you allow it.',
      other: 'The same site, measured through our own server',
    },
    relay: {
      how: 'This site is measured through our own server, if you allow it: Google does not get your IP address.',
      other: 'The same site, measured by Google’s tag',
    },
  },
  home: {
    title: 'Reliability analysis for engineers',
    description:
      'Vikapuu is reliability-analysis software: fault trees, availability and spare parts in one model.',
    heading: 'Know what will fail, before it does.',
    lead: 'Vikapuu is software for engineers who answer for machines, plants and power grids. Fault trees, availability and spare parts live in one model, and every figure can be traced to its source.',
    toShop: 'See the licences',
    toRegister: 'Try it for 30 days',
    picture: 'A fault tree: a pump stops when the power fails, or when both of its seals leak.',
    featuresHeading: 'One model, three questions answered',
    features: [
      {
        title: 'Why would it stop?',
        text: 'Draw the fault tree from the top event down. Vikapuu finds the smallest sets of faults that bring the whole system to a halt.',
      },
      {
        title: 'How often, and for how long?',
        text: 'Failure rates and repair times turn the tree into expected downtime a year, with the range of uncertainty shown.',
      },
      {
        title: 'Which part should be on the shelf?',
        text: 'Rank spare parts by the hours of downtime that each one saves, against what it costs to keep.',
      },
    ],
    more: 'More about fault trees: Wikipedia',
    stepsHeading: 'From the first fault to a maintenance plan',
    steps: [
      {
        title: 'Describe',
        text: 'Import the equipment list from your maintenance system, or begin with an empty sheet.',
      },
      { title: 'Calculate', text: 'Run the simulation on your own computer. Your model never leaves it.' },
      {
        title: 'Decide',
        text: 'Compare two maintenance plans side by side, and hand the report to those who decide.',
      },
    ],
    filmHeading: 'Vikapuu in two minutes',
    film: 'Another company shows the film for us. It is loaded only once you allow it.',
    behindHeading: 'This site shows both sides',
    behind:
      'Answer the question about cookies here, and keep another page open beside it: there you see, as it happens, what Google receives and what the company stores.',
    toBehind: 'Look behind the scenes',
  },
  shop: {
    title: 'Licences',
    description: 'Vikapuu licences for one engineer, a team or a plant, and a two-day course.',
    lead: 'Every licence has all the functions. They differ in how many people can use Vikapuu at the same time.',
    products: {
      solo: { title: 'Vikapuu Solo', text: 'For one named engineer, on two computers.', per: 'year' },
      team: { title: 'Vikapuu Team', text: 'Five at the same time, any number of computers.', per: 'year' },
      plant: {
        title: 'Vikapuu Plant',
        text: 'Everybody at one site, with the shared parts library.',
        per: 'year',
      },
      course: {
        title: 'Fault trees in two days',
        text: 'A course in Tampere or online, six people at most.',
        per: 'person',
      },
    },
    search: 'Search the licences',
    searchButton: 'Search',
    nothingFound: 'Nothing matches your search.',
    showAll: 'Show all licences',
    priceListName: 'price list',
    priceList: 'Price list (PDF)',
    add: 'Add to order',
    order: 'Your order',
    empty: 'Nothing yet.',
    remove: 'Remove one',
    total: 'Total',
    tax: 'Prices without value added tax.',
    send: 'Send the order',
    sent: 'Thank you! In a real shop your order would now be on its way. Here nothing was bought and nothing was kept.',
    added: 'Added to your order:',
    needsScript: 'Ordering needs JavaScript. You can also write to us.',
  },
  register: {
    title: 'Register',
    description: 'Register for a 30-day trial licence of Vikapuu.',
    lead: 'We make you an account and a trial licence for 30 days. It ends by itself.',
    whatHappens: 'What happens to your details',
    points: [
      'They go into our customer and marketing register, to make your account and to serve you.',
      'Registering does not put you on a mailing list. That has a question of its own.',
      'If you have allowed visit statistics, your visits in this browser are tied to you from now on. If you have not, nothing about your browsing is.',
    ],
    statement: 'More in the privacy statement',
    labels: { name: 'Name', email: 'E-mail', company: 'Company', position: 'Position', phone: 'Phone' },
    optional: '(optional)',
    send: 'Register',
    sending: 'Sending…',
    done: 'You are registered. Thank you!',
    tied: 'You have allowed visit statistics, so visits in this browser are tied to you from now on. You can end that at any time in the privacy choices.',
    notTied: 'You have not allowed visit statistics, so nothing about your browsing is tied to you.',
    tieFailed:
      'This browser could not be tied to you just now, so nothing about your browsing is tied to you.',
    invalid: 'Please check the marked fields.',
    refused: 'Our register did not accept these details. Please check them, or write to us.',
    unreachable:
      'Our register does not answer just now, so you are not registered yet. What you typed is still here: please try again in a moment.',
    needsScript: 'Registering needs JavaScript. You can also write to us.',
  },
  privacy: {
    title: 'Privacy statement',
    description: 'What personal data Juurisyy keeps, why, for how long, and what rights you have.',
    contents: 'Contents',
    version: 'Version',
    effective: 'In force since',
  },
  missing: { title: 'No such page', text: 'There is no page at this address.', home: 'Go to the front page' },
};
