/** Greek: formal. */
import { durations, type Locale, listed } from './locale.ts';

export const el: Locale = {
  draft: true,
  duration: durations('el', {
    session: 'μέχρι να κλείσει το πρόγραμμα περιήγησης',
    day: { one: '# ημέρα', other: '# ημέρες' },
    month: { one: '# μήνας', other: '# μήνες' },
    year: { one: '# έτος', other: '# έτη' },
  }),
  title: () => 'Cookies: εσείς επιλέγετε',
  intro: ({ controller }) =>
    `Ο υπεύθυνος επεξεργασίας, ${controller}, ζητά τη συγκατάθεσή σας για την αποθήκευση και την ανάγνωση πληροφοριών στη συσκευή σας για αυτούς τους σκοπούς. Ο ιστότοπος λειτουργεί το ίδιο αν αρνηθείτε.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Καμία άλλη εταιρεία δεν λαμβάνει τα δεδομένα.'
      : `Με τη συγκατάθεσή σας, δεδομένα διαβιβάζονται και προς: ${listed(recipients, ' και ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Μπορείτε να αλλάξετε την απάντησή σας ή να ανακαλέσετε τη συγκατάθεσή σας οποτεδήποτε: σε κάθε σελίδα θα βρείτε «${preferencesButton}».`,
  acceptAll: () => 'Αποδοχή όλων',
  rejectAll: () => 'Απόρριψη όλων',
  choose: () => 'Επιλογή',
  preferencesButton: () => 'Επιλογές απορρήτου',
  preferencesTitle: () => 'Επιλογές απορρήτου',
  preferencesIntro: () => 'Κάθε σκοπός απαντάται χωριστά.',
  save: () => 'Αποθήκευση των επιλογών μου',
  close: () => 'Κλείσιμο χωρίς αλλαγές',
  necessary: () => 'Πάντα ενεργό: ο ιστότοπος δεν λειτουργεί χωρίς αυτό.',
  details: () => 'Υπηρεσίες και cookies',
  cookieName: () => 'Cookie',
  cookiePurpose: () => 'Σε τι χρησιμεύει',
  cookieLifetime: () => 'Διάρκεια διατήρησης',
  statement: () => 'Πολιτική απορρήτου',
  contact: () => 'Επικοινωνία',
  saved: () => 'Οι επιλογές σας αποθηκεύτηκαν.',
  receipt: () => 'Αποθήκευση απόδειξης της επιλογής σας',
  embed: () => 'Εδώ υπάρχει περιεχόμενο από {host}. Φορτώνεται μόνο αφού το επιτρέψετε.',
  allow: () => 'Να επιτραπεί: {purpose}',
};
