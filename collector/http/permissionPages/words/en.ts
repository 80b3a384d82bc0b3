/** The pages' words in English. */
import type { PageWords } from './words.ts';

export const en: PageWords = {
  language: 'en',
  gone: {
    title: 'This link no longer works',
    text: 'It has been used, or it is too old. To change what you get, use the links in a newer message, or write to us.',
  },
  confirm: {
    title: 'Do you agree?',
    lead: (controller) => `${controller} asks whether it may contact you. This is what you would agree to:`,
    button: 'Yes, I agree',
    ignore: 'If you do not want this, close the page: then nothing happens.',
    doneTitle: 'Thank you',
    done: 'Your consent has been recorded. You can withdraw it at any time, by a link in each message.',
  },
  unsubscribe: {
    title: 'Unsubscribe',
    lead: (controller, purpose) => `Shall ${controller} no longer write to you about “${purpose}”?`,
    button: 'Unsubscribe',
    doneTitle: 'You are unsubscribed',
    done: (controller, purpose) => `${controller} no longer writes to you about “${purpose}”, from now on.`,
    more: 'To see or stop the rest as well, use the other link in the message.',
  },
  preferences: {
    title: 'What we may contact you about',
    lead: (controller) =>
      `These are all permissions that ${controller} has from you. Clear what you no longer want.`,
    none: 'There are none: we do not contact you for marketing.',
    since: (day) => `since ${day}`,
    save: 'Save',
    saved: 'Saved. It holds from now on.',
    nothing: {
      title: 'No marketing at all',
      text: (controller) =>
        `You may object to all direct marketing, at any time and without a reason. ${controller} then never markets to you again, unless you ask for it yourself. Messages about what you have bought still come.`,
      button: 'No marketing at all',
      done: 'You have objected to direct marketing. It holds from now on.',
    },
    back: 'To get something again, ask for it on our pages.',
  },
  channels: { email: 'E-mail', sms: 'Text messages', phone: 'Calls', post: 'Post' },
  contact: (name, contact) => `${name}, ${contact}`,
};
