import { expect } from 'chai';
import { recall, today } from '../../../widget/consent/recall.ts';
import { ends, format } from '../../../widget/consent/remember.ts';

const terms = { analytics: 1, marketing: 2 };
const day = 864e5;
const now = Date.UTC(2026, 10, 22, 13, 37);
const given = { until: today(now) + 365, answers: { analytics: 'granted', marketing: 'denied' } } as const;
const cookie = format(given, terms, '');

describe('the cookie', () => {
  it('says what was said', () => {
    expect(cookie).to.match(/^1~[0-9a-z]+~~analytics\.1~!marketing\.2$/);
    expect(recall(cookie, terms, now, '')).to.deep.equal({ status: 'decided', ...given });
  });

  it('C21: is the same bytes whatever the order of pressing', () => {
    const other = { until: given.until, answers: { marketing: 'denied', analytics: 'granted' } } as const;
    expect(format(other, terms, '')).to.equal(cookie);
  });

  it('C15: ends on its day, and never later than promised', () => {
    expect(recall(cookie, terms, now + 364 * day, '').status).to.equal('decided');
    expect(recall(cookie, terms, now + 365 * day, '').status).to.equal('unasked');
    expect(ends(given.answers, [365, 183], now) * day - now).to.be.at.most(365 * day);
  });

  it('C14: a refusal is not asked again a day too early', () => {
    const answers = { analytics: 'denied', marketing: 'denied' } as const;
    const until = ends(answers, [365, 183], now);
    const refusal = format({ until, answers }, terms, '');
    expect(recall(refusal, terms, now + 183 * day, '').status).to.equal('decided');
    expect(recall(refusal, terms, now + 185 * day, '').status).to.equal('unasked');
  });

  it('C16: other terms are no answer, to that purpose only', () => {
    const consent = recall(cookie, { analytics: 2, marketing: 2 }, now, '');
    expect(consent.status).to.equal('outdated');
    expect(consent.answers).to.deep.equal({ marketing: 'denied' });
  });

  it('C23: a signal that the choice did not know of refuses, without a question', () => {
    expect(recall(cookie, terms, now, 'gpc')).to.deep.equal({ status: 'decided', until: 0, answers: {} });
    expect(recall('', terms, now, 'gpc').status).to.equal('decided');
  });

  it('C23: a choice made under the signal wins over it', () => {
    expect(recall(format(given, terms, 'gpc'), terms, now, 'gpc').answers.analytics).to.equal('granted');
  });

  it('C24: where cookies are blocked, everything is refused without a question', () => {
    expect(recall(undefined, terms, now, '')).to.deep.equal({ status: 'decided', until: 0, answers: {} });
  });

  for (const rubbish of [
    '',
    '1',
    '1~',
    '1~zz',
    '2~zzz~~analytics.1',
    '1~~~analytics.1',
    '~~~',
    '1~-1~~analytics.1',

    '%00',
  ])
    it(`fails closed on ${JSON.stringify(rubbish)}`, () => {
      expect(recall(rubbish, terms, now, '').answers).to.deep.equal({});
    });
});
