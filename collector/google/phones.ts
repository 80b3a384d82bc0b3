/** What looks like a telephone number: international, Finnish and other national ones with a leading 0, American. */

export interface Candidate {
  /** Only digits. */
  digits: string;
  /** Digits of each group, and what stands before each but the first. */
  groups: readonly string[];
  joints: readonly string[];
  /** The two characters before it, and the one after. */
  before: string;
  after: string;
}

const between = (length: number, least: number, most: number): boolean => length >= least && length <= most;

/** `+358 …`, `00358 …`, and `358…` as some programs write it. */
const isInternational = ({ digits, before }: Candidate): boolean =>
  (/(?:^|[^\d])\+\(?$/.test(before) && !digits.startsWith('0') && between(digits.length, 8, 15)) ||
  (/^00[1-9]/.test(digits) && between(digits.length, 12, 17)) ||
  (/^358[1-9]/.test(digits) && between(digits.length, 11, 13));

/**
 * A leading 0 and another digit, 9 to 12 in all. Without anything between its digits 9 to 11, and no letter beside it but
 * at a Finnish mobile number's: `A0123456789` is an article. `0.123456789` is a decimal number.
 */
const isNational = ({ digits, groups, joints, before, after }: Candidate): boolean => {
  if (!/^0[1-9]/.test(digits)) return false;
  if (groups.length === 1)
    return (
      between(digits.length, 9, 11) &&
      (/^0(?:4|50)/.test(digits) || !(/\p{L}$/u.test(before) || /^\p{L}/u.test(after)))
    );
  if (groups[0] === '0' && joints[0] === '.') return false;
  const isShort =
    digits.length === 8 &&
    /^0\d{1,2}$/.test(groups[0] ?? '') &&
    joints.every((joint) => /^[ )-]+$/.test(joint));
  return isShort || between(digits.length, 9, 12);
};

/** (212) 555-0100, with or without 1 before it. */
const isAmerican = ({ groups }: Candidate): boolean => {
  const lengths = groups.map((group) => group.length).join('');
  return lengths === '334' || (lengths === '1334' && groups[0] === '1');
};

export const isPhone = (candidate: Candidate): boolean =>
  isInternational(candidate) || isNational(candidate) || isAmerican(candidate);
