/** Settings of what leaves: the mail server, the sender's address, and where webhooks may lead. */
import { emailPattern } from '../shared/contact.ts';
import type { HostList } from './messages/listedHost.ts';
import { type Variables, WrongSetting } from './wrongSetting.ts';

export interface MailSettings {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  url: string;
  /** The address that all mail comes from. */
  from: string;
}

/** Undefined where no server is set: e-mails wait. Never says what is wrong in the words of the setting, which holds a password. */
export const mailIn = (variables: Variables): MailSettings | undefined => {
  const url = variables['LUPA_SMTP_URL'] || undefined;
  const from = variables['LUPA_MAIL_FROM'] || undefined;
  if (from !== undefined && !emailPattern.test(from))
    throw new WrongSetting('LUPA_MAIL_FROM is an e-mail address alone, such as no-reply@example.com.');
  if (url === undefined) return undefined;
  const sentence =
    'LUPA_SMTP_URL is smtp://host:port or smtps://host:port, with user:password@ before the host where the server asks for them (percent-encoded).';
  if (!/^smtps?:\/\//.test(url) || !URL.canParse(url)) throw new WrongSetting(sentence);
  const { hostname, username, password, pathname, search, hash } = new URL(url);
  const isWhole = hostname !== '' && ['', '/'].includes(pathname) && search === '' && hash === '';
  const hasBoth = (username === '') === (password === '');
  if (!isWhole || !hasBoth || !isDecodable(username) || !isDecodable(password))
    throw new WrongSetting(sentence);
  if (from === undefined)
    throw new WrongSetting('LUPA_SMTP_URL needs LUPA_MAIL_FROM: the address that e-mails come from.');
  return { url, from };
};

const isDecodable = (text: string): boolean => {
  try {
    return decodeURIComponent(text) !== undefined;
  } catch {
    return false;
  }
};

/** 1: webhooks may lead to addresses of this machine and of private networks. */
export const privateHooksIn = (variables: Variables): boolean => {
  const given = variables['LUPA_WEBHOOK_PRIVATE'] || '0';
  if (!['0', '1'].includes(given)) throw new WrongSetting('LUPA_WEBHOOK_PRIVATE is 0 or 1.');
  return given === '1';
};

/** A name, `.name` for all below it, or an address. */
const host = /^(\.?[a-z0-9-]+(\.[a-z0-9-]+)*|[0-9a-f:]+)$/i;

/** The only hosts that webhooks may lead to; undefined: any that is public. */
export const hookHostsIn = (variables: Variables): HostList | undefined => {
  const hosts = (variables['LUPA_WEBHOOK_HOSTS'] ?? '').split(/[\s,]+/).filter((one) => one !== '');
  if (!hosts.every((one) => host.test(one)))
    throw new WrongSetting(
      'LUPA_WEBHOOK_HOSTS is host names, such as crm.example.com or .example.com for all below it, without https:// and ports.',
    );
  return hosts.length > 0 ? hosts : undefined;
};
