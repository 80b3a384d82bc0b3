/** Turkish: formal. */
import { durations, type Locale, listed } from './locale.ts';

export const tr: Locale = {
  draft: true,
  duration: durations('tr', {
    session: 'tarayıcı kapatılana kadar',
    day: { other: '# gün' },
    month: { other: '# ay' },
    year: { other: '# yıl' },
  }),
  title: () => 'Çerezler: seçim sizin',
  intro: ({ controller }) =>
    `${controller}, bu amaçlarla cihazınıza bilgi kaydetmek ve cihazınızdan bilgi okumak için açık rızanızı istiyor. Reddederseniz site aynı şekilde çalışır.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Veriler başka hiçbir şirkete aktarılmaz.'
      : `Rıza vermeniz hâlinde verilerin aktarılacağı diğer taraflar: ${listed(recipients, ' ve ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Yanıtınızı istediğiniz zaman değiştirebilir veya rızanızı geri alabilirsiniz: “${preferencesButton}” her sayfada bulunur.`,
  acceptAll: () => 'Tümünü kabul et',
  rejectAll: () => 'Tümünü reddet',
  choose: () => 'Seçim yap',
  preferencesButton: () => 'Gizlilik tercihleri',
  preferencesTitle: () => 'Gizlilik tercihleri',
  preferencesIntro: () => 'Her amaç ayrı ayrı yanıtlanır.',
  save: () => 'Seçimlerimi kaydet',
  close: () => 'Hiçbir şeyi değiştirmeden kapat',
  necessary: () => 'Her zaman açık: site bu olmadan çalışmaz.',
  details: () => 'Hizmetler ve çerezler',
  cookieName: () => 'Çerez',
  cookiePurpose: () => 'Ne için kullanılır',
  cookieLifetime: () => 'Saklama süresi',
  statement: () => 'Aydınlatma metni',
  contact: () => 'İletişim',
  saved: () => 'Seçimleriniz kaydedildi.',
  receipt: () => 'Seçiminizin belgesini kaydet',
  mine: () => 'Hakkınızda tutulanları görün',
  embed: () => 'Burada {host} sitesinden içerik var. Yalnızca izin verdiğinizde yüklenir.',
  allow: () => 'İzin ver: {purpose}',
  googleRelayed: () => 'Google bu verileri sunucumuzdan, IP adresiniz olmadan alır.',
  googleTagged: () => 'Tarayıcınız Google ile bağlantı kurar; Google IP adresinizi görür.',
};
