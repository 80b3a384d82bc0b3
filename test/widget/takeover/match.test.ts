import { expect } from 'chai';
import type { TakeoverSettings } from '../../../shared/gate.ts';
import type { Choice } from '../../../widget/takeover/choice.ts';
import { match, open } from '../../../widget/takeover/match.ts';

const day = 864e5;
const now = Date.UTC(2026, 10, 22, 12);
const replaced = Date.UTC(2026, 10, 20);
const settings: TakeoverSettings = {
  from: 'vanilla-cookieconsent',
  replaced,
  purposes: {
    analytics: { categories: ['statistics'], terms: 1 },
    marketing: { categories: ['ads', 'social'], terms: 3 },
  },
};
const terms = { analytics: 1, marketing: 3 };
const choice = (answers: Record<string, boolean>, change: Partial<Choice> = {}): Choice => ({
  answers: new Map(Object.entries(answers)),
  given: now - 10 * day,
  pressed: true,
  ...change,
});
const all = { statistics: true, ads: true, social: true };
const none = { statistics: false, ads: false, social: false };
const taken = (given: Choice, change: Partial<TakeoverSettings> = {}, inForce = terms, at = now) =>
  match({ ...settings, ...change }, given, inForce, [365, 183], at);

describe('what of another tool’s choice is taken over', () => {
  it('a grant as a grant, a refusal as a refusal, with the day on which it was given', () => {
    expect(taken(choice(all))).to.deep.equal({
      answers: { analytics: 'granted', marketing: 'granted' },
      given: now - 10 * day,
    });
    expect(taken(choice(none))?.answers).to.deep.equal({ analytics: 'denied', marketing: 'denied' });
  });

  it('C16: only under the terms that the owner has named', () => {
    expect(taken(choice(all), {}, { analytics: 2, marketing: 3 })?.answers).to.deep.equal({
      marketing: 'granted',
    });
    expect(taken(choice(all), {}, { analytics: 2, marketing: 4 })).to.equal(undefined);
  });

  it('what was said in part, or not at all, is asked', () => {
    expect(taken(choice({ ...all, social: false }))?.answers).to.deep.equal({ analytics: 'granted' });
    expect(taken(choice({ ads: true }))).to.equal(undefined);
    expect(taken(choice({}))).to.equal(undefined);
  });

  it('C9: without a press there is no grant; a refusal needs none', () => {
    expect(taken(choice(all, { pressed: false }))).to.equal(undefined);
    expect(taken(choice({ ...all, statistics: false }, { pressed: false }))?.answers).to.deep.equal({
      analytics: 'denied',
    });
  });

  it('C15: a consent ends as long after it was given there as it would have here', () => {
    expect(taken(choice(all, { given: now - 364 * day }))).to.not.equal(undefined);
    expect(taken(choice(all, { given: now - 366 * day }))).to.equal(undefined);
  });

  it('C14: a refusal holds as long after it was given there', () => {
    expect(taken(choice(none, { given: now - 182 * day }))).to.not.equal(undefined);
    expect(taken(choice(none, { given: now - 186 * day }))).to.equal(undefined);
  });

  it('a cookie without a date grants nothing, unless the owner knows how long it lasts at most', () => {
    const dateless = choice({ ...all, statistics: false }, { given: undefined });
    expect(taken(dateless)).to.deep.equal({ answers: { analytics: 'denied' }, given: undefined });
    expect(taken(dateless, { days: 120 })).to.deep.equal({
      answers: { analytics: 'denied', marketing: 'granted' },
      given: now - 120 * day,
    });
  });

  it('what cannot be that tool’s, or has no sound date, is left', () => {
    for (const given of [Number.NaN, now + day, replaced + day, Number.POSITIVE_INFINITY])
      expect(taken(choice(all, { given })), String(given)).to.equal(undefined);
  });

  it('only under the revision that the owner has named, or the tool’s first', () => {
    expect(taken(choice(all, { revision: 0 }))).to.not.equal(undefined);
    for (const revision of [2, undefined, '0', null])
      expect(taken(choice(all, { revision })), String(revision)).to.equal(undefined);
    expect(taken(choice(all, { revision: 2 }), { revision: 2 })).to.not.equal(undefined);
    expect(taken(choice(all, { revision: 1 }), { from: 'cookiebot' })).to.not.equal(undefined);
  });

  it('once: for as long as every answer given to us since then still holds', () => {
    expect(open(settings, replaced + 181 * day)).to.equal(true);
    expect(open(settings, replaced + 182 * day)).to.equal(false);
  });
});
