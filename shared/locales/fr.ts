/** French: formal. */
import { durations, type Locale, listed } from './locale.ts';

export const fr: Locale = {
  draft: true,
  duration: durations('fr', {
    session: 'jusqu’à la fermeture du navigateur',
    day: { one: '# jour', other: '# jours' },
    month: { other: '# mois' },
    year: { one: '# an', other: '# ans' },
  }),
  title: () => 'Cookies\u00a0: à vous de choisir',
  intro: ({ controller }) =>
    `${controller} vous demande votre consentement pour enregistrer et lire des informations sur votre appareil pour ces finalités. Le site fonctionne de la même façon si vous refusez.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Aucune autre entreprise ne reçoit les données.'
      : `Avec votre consentement, des données sont également transmises à\u00a0: ${listed(recipients, ' et ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Vous pouvez modifier votre réponse ou retirer votre consentement à tout moment\u00a0: «\u00a0${preferencesButton}\u00a0» figure sur chaque page.`,
  acceptAll: () => 'Tout accepter',
  rejectAll: () => 'Tout refuser',
  choose: () => 'Personnaliser',
  preferencesButton: () => 'Gestion des cookies',
  preferencesTitle: () => 'Gestion des cookies',
  preferencesIntro: () => 'Chaque finalité reçoit sa propre réponse.',
  save: () => 'Enregistrer mes choix',
  close: () => 'Fermer sans rien modifier',
  necessary: () => 'Toujours actif\u00a0: le site ne fonctionne pas sans cela.',
  details: () => 'Services et cookies',
  cookieName: () => 'Cookie',
  cookiePurpose: () => 'À quoi il sert',
  cookieLifetime: () => 'Durée de conservation',
  statement: () => 'Politique de confidentialité',
  contact: () => 'Contact',
  saved: () => 'Vos choix sont enregistrés.',
  receipt: () => 'Enregistrer le justificatif de votre choix',
  mine: () => 'Voir ce qui est conservé à votre sujet',
  embed: () => 'Ici se trouve un contenu de {host}. Il n’est chargé que si vous l’autorisez.',
  allow: () => 'Autoriser\u00a0: {purpose}',
  googleRelayed: () => 'Google reçoit ces données de notre serveur, sans votre adresse IP.',
  googleTagged: () => 'Votre navigateur contacte Google, qui voit votre adresse IP.',
};
