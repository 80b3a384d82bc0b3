/** Spanish: formal. */
import { durations, type Locale, listed } from './locale.ts';

export const es: Locale = {
  draft: true,
  duration: durations('es', {
    session: 'hasta que se cierra el navegador',
    day: { one: '# día', other: '# días' },
    month: { one: '# mes', other: '# meses' },
    year: { one: '# año', other: '# años' },
  }),
  title: () => 'Cookies: usted decide',
  intro: ({ controller }) =>
    `${controller} solicita su consentimiento para almacenar y leer información en su dispositivo con estas finalidades. El sitio web funciona igual si lo rechaza.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Ninguna otra empresa recibe los datos.'
      : `Con su consentimiento, también se comunican datos a ${listed(recipients, /^h?i(?![ae])/i.test(recipients.at(-1) ?? '') ? ' e ' : ' y ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Puede cambiar su respuesta o retirar su consentimiento en cualquier momento: «${preferencesButton}» está en todas las páginas.`,
  acceptAll: () => 'Aceptar todo',
  rejectAll: () => 'Rechazar todo',
  choose: () => 'Elegir',
  preferencesButton: () => 'Opciones de privacidad',
  preferencesTitle: () => 'Opciones de privacidad',
  preferencesIntro: () => 'Cada finalidad se responde por separado.',
  save: () => 'Guardar mi selección',
  close: () => 'Cerrar sin cambiar nada',
  necessary: () => 'Siempre activo: el sitio web no funciona sin ello.',
  details: () => 'Servicios y cookies',
  cookieName: () => 'Cookie',
  cookiePurpose: () => 'Para qué sirve',
  cookieLifetime: () => 'Plazo de conservación',
  statement: () => 'Política de privacidad',
  contact: () => 'Contacto',
  saved: () => 'Su selección se ha guardado.',
  receipt: () => 'Guardar el justificante de su elección',
  mine: () => 'Ver lo que se guarda sobre usted',
  embed: () => 'Aquí hay contenido de {host}. Solo se carga si usted lo permite.',
  allow: () => 'Permitir: {purpose}',
  googleRelayed: () => 'Google recibe estos datos de nuestro servidor, sin su dirección IP.',
  googleTagged: () => 'Su navegador se conecta con Google, que ve su dirección IP.',
};
