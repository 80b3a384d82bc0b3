/** The words of the collector's own e-mails: a language is one object of this shape. */

/** What a letter is about, in words. */
export interface LetterWords {
  subject: string;
  lines: readonly string[];
  /** What the link is called. */
  link?: string;
}

export interface MailWords {
  language: string;
  /** Who writes and how to answer. */
  from: (controller: string, contact: string) => string;
  /** A registration from a form: whoever reads this mail confirms. */
  confirmRegistration: (controller: string, site: string) => LetterWords;
  /** The same to whom is registered already. */
  registeredAlready: (controller: string, site: string) => LetterWords;
  /** The ledger's checkpoint, of a day. */
  checkpoint: (controller: string, day: string) => LetterWords;
}
