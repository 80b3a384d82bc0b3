/** Portuguese, as written in Portugal: formal. */
import { durations, type Locale, listed } from './locale.ts';

export const pt: Locale = {
  draft: true,
  duration: durations('pt', {
    session: 'até o navegador ser fechado',
    day: { one: '# dia', other: '# dias' },
    month: { one: '# mês', other: '# meses' },
    year: { one: '# ano', other: '# anos' },
  }),
  title: () => 'Cookies: a escolha é sua',
  intro: ({ controller }) =>
    `${controller} pede o seu consentimento para guardar e ler informações no seu dispositivo para estas finalidades. O site funciona da mesma forma se recusar.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Nenhuma outra empresa recebe os dados.'
      : `Com o seu consentimento, são também transmitidos dados a ${listed(recipients, ' e ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Pode alterar a sua resposta ou retirar o consentimento a qualquer momento: encontra «${preferencesButton}» em todas as páginas.`,
  acceptAll: () => 'Aceitar tudo',
  rejectAll: () => 'Recusar tudo',
  choose: () => 'Escolher',
  preferencesButton: () => 'Opções de privacidade',
  preferencesTitle: () => 'Opções de privacidade',
  preferencesIntro: () => 'Cada finalidade tem a sua própria resposta.',
  save: () => 'Guardar as minhas escolhas',
  close: () => 'Fechar sem alterar nada',
  necessary: () => 'Sempre ativo: o site não funciona sem isto.',
  details: () => 'Serviços e cookies',
  cookieName: () => 'Cookie',
  cookiePurpose: () => 'Para que serve',
  cookieLifetime: () => 'Prazo de conservação',
  statement: () => 'Política de privacidade',
  contact: () => 'Contacto',
  saved: () => 'As suas escolhas foram guardadas.',
  receipt: () => 'Guardar o comprovativo da sua escolha',
  mine: () => 'Ver o que está guardado sobre si',
  embed: () => 'Aqui há conteúdo de {host}. Só é carregado se o permitir.',
  allow: () => 'Permitir: {purpose}',
  googleRelayed: () => 'A Google recebe estes dados do nosso servidor, sem o seu endereço IP.',
  googleTagged: () => 'O seu navegador contacta a Google, que vê o seu endereço IP.',
};
