import { expect } from 'chai';
import type { Reader } from '../../../widget/takeover/choice.ts';
import { cookiebot } from '../../../widget/takeover/cookiebot.ts';
import { klaro } from '../../../widget/takeover/klaro.ts';
import { onetrust } from '../../../widget/takeover/onetrust.ts';
import { vanilla } from '../../../widget/takeover/vanilla.ts';
import {
  cookiebotCookies,
  klaroCookies,
  onetrustAnswered,
  onetrustCookies,
  vanillaCookies,
} from './samples.ts';

const read = (reader: Reader, cookies: Record<string, string>, name?: string) => {
  const choice = reader((wanted) => cookies[wanted], name);
  return choice && { ...choice, answers: Object.fromEntries(choice.answers) };
};

describe('what another tool’s cookie says', () => {
  it('klaro: each service, without a date', () => {
    const [yes, no] = [true, false];
    for (const [how, matomo, adsense] of [
      ['all', yes, yes],
      ['none', no, no],
      ['one', yes, no],
    ] as const)
      expect(read(klaro, { klaro: klaroCookies[how] })).to.deep.equal({
        answers: { session: true, matomo, adsense },
        pressed: true,
      });
    expect(read(klaro, { consent: klaroCookies.one }, 'consent')?.answers).to.include({ matomo: true });
    expect(read(klaro, { consent: klaroCookies.one }), 'another cookie is not looked at').to.equal(undefined);
  });

  it('vanilla-cookieconsent: each category that there was, under which revision, and when', () => {
    for (const [how, analytics, ads, at] of [
      ['all', true, true, '2026-11-22T17:09:03.346Z'],
      ['none', false, false, '2026-11-22T17:09:05.037Z'],
      ['one', true, false, '2026-11-22T17:09:07.180Z'],
    ] as const)
      expect(read(vanilla, { cc_cookie: vanillaCookies[how] })).to.deep.equal({
        answers: { necessary: true, analytics, ads },
        given: Date.parse(at),
        pressed: true,
        revision: 0,
      });
  });

  it('Cookiebot: three categories, when, under which version of its declaration, and whether it was a press', () => {
    const kept = { given: 1795367341591, pressed: true, revision: 1 };
    for (const [how, preferences, statistics] of [
      ['all', true, true],
      ['none', false, false],
      ['one', false, true],
      ['plain', false, true],
    ] as const)
      expect(read(cookiebot, { CookieConsent: cookiebotCookies[how] }), how).to.deep.equal({
        answers: { preferences, statistics, marketing: how === 'all' },
        ...kept,
      });
    for (const how of ['implied', 'old'] as const)
      expect(read(cookiebot, { CookieConsent: cookiebotCookies[how] })?.pressed, how).to.equal(false);
  });

  it('Cookiebot: where it asks nobody, nothing was answered', () => {
    for (const value of [cookiebotCookies.elsewhere, '-1', '0', ''])
      expect(read(cookiebot, { CookieConsent: value })).to.equal(undefined);
  });

  it('OneTrust: each group, answered when the banner closed, not when the cookie was last written', () => {
    for (const [how, second, fourth, pressed] of [
      ['all', true, true, true],
      ['none', false, false, false],
      ['one', true, false, true],
      ['closed', true, false, false],
      ['old', true, false, false],
    ] as const)
      expect(
        read(onetrust, { OptanonConsent: onetrustCookies[how], OptanonAlertBoxClosed: onetrustAnswered }),
        how,
      ).to.deep.equal({
        answers: { C0001: true, C0002: second, C0004: fourth },
        given: Date.parse(onetrustAnswered),
        pressed,
      });
  });

  it('OneTrust: before an answer, and while it is about to ask anew, there is nothing to take', () => {
    expect(read(onetrust, { OptanonConsent: onetrustCookies.all })).to.equal(undefined);
    expect(
      read(onetrust, { OptanonConsent: onetrustCookies.again, OptanonAlertBoxClosed: onetrustAnswered }),
    ).to.equal(undefined);
  });
});
