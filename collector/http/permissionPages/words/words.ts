/** The words of the pages behind the links in our letters. */

export interface PageWords {
  language: string;
  gone: { title: string; text: string };
  confirm: {
    title: string;
    lead: (controller: string) => string;
    button: string;
    ignore: string;
    doneTitle: string;
    done: string;
  };
  unsubscribe: {
    title: string;
    lead: (controller: string, purpose: string) => string;
    button: string;
    doneTitle: string;
    done: (controller: string, purpose: string) => string;
    more: string;
  };
  preferences: {
    title: string;
    lead: (controller: string) => string;
    none: string;
    since: (day: string) => string;
    save: string;
    saved: string;
    nothing: { title: string; text: (controller: string) => string; button: string; done: string };
    back: string;
  };
  channels: { email: string; sms: string; phone: string; post: string };
  contact: (name: string, contact: string) => string;
}
