import { expect } from 'chai';
import { allows, type Consent, next } from '../../../widget/consent/state.ts';

const purposes = ['analytics', 'marketing'];
const unasked: Consent = { status: 'unasked', until: 0, answers: {} };

describe('where a visitor stands', () => {
  it('C9: being asked is no answer', () => {
    const asked = next(unasked, { move: 'ask' });
    expect(asked.status).to.equal('asked');
    expect(allows(asked, 'analytics')).to.equal(false);
  });

  it('C7: an answer to each purpose decides, each for itself', () => {
    const consent = next(unasked, {
      move: 'answer',
      purposes,
      until: 400,
      answers: { analytics: 'granted', marketing: 'denied' },
    });
    expect(consent.status).to.equal('decided');
    expect(purposes.map((one) => allows(consent, one))).to.deep.equal([true, false]);
  });

  it('a purpose without an answer leaves it outdated, and denied', () => {
    const consent = next(unasked, {
      move: 'answer',
      purposes,
      until: 400,
      answers: { analytics: 'granted' },
    });
    expect(consent.status).to.equal('outdated');
    expect(allows(consent, 'marketing')).to.equal(false);
  });

  it('what is inherited is no answer', () => {
    const consent = next(unasked, { move: 'answer', purposes: ['constructor'], until: 400, answers: {} });
    expect(consent.status).to.equal('outdated');
    expect(allows(consent, 'constructor')).to.equal(false);
  });

  it('C15: an earlier grant that is kept is not prolonged by a later answer', () => {
    const early = next(unasked, {
      move: 'answer',
      purposes,
      until: 400,
      answers: { analytics: 'granted', marketing: 'denied' },
    });
    const later = next(early, { move: 'answer', purposes, until: 700, answers: { marketing: 'granted' } });
    expect(later.until).to.equal(400);
    const whole = next(early, {
      move: 'answer',
      purposes,
      until: 700,
      answers: { analytics: 'granted', marketing: 'granted' },
    });
    expect(whole.until).to.equal(700);
  });

  it('asking again keeps what was granted meanwhile', () => {
    const early = next(unasked, { move: 'answer', purposes, until: 400, answers: { analytics: 'granted' } });
    expect(allows(next(early, { move: 'ask' }), 'analytics')).to.equal(true);
  });
});
