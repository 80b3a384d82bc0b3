/** The words that the law adds to marketing: who writes, why to you, how to stop it; and the letter of a double opt-in. */

export interface MailWords {
  language: string;
  /** Over what follows the controller's own text. */
  sender: (name: string, contact: string) => string;
  /** Why they get it, by the basis of the permission. */
  why: {
    consent: (on: string, wording: string) => string;
    existing_customer: (group: string) => string;
    legitimate_interest: (wording: string) => string;
  };
  about: (group: string) => string;
  unsubscribe: string;
  preferences: string;
  /** Before the subject of a test. */
  test: string;
  confirm: {
    subject: (controller: string) => string;
    lead: (controller: string) => string;
    act: string;
    /** The link works for 48 hours. */
    ignore: string;
  };
}
