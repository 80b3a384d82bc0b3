/** One-time codes of an authenticator app (RFC 6238): six digits, thirty seconds, each used once. */
import { Secret, TOTP } from 'otpauth';

const period = 30;

const appOf = (secret: Uint8Array, label: string): TOTP =>
  new TOTP({
    issuer: 'Lupa',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period,
    secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
  });

/** Bytes of a secret (RFC 4226, 4). */
export const totpLength = 20;

/** What an authenticator app is given: as an address, mostly shown as a QR code, and as text to type. */
export const totpAddress = (secret: Uint8Array, label: string): { address: string; secret: string } => {
  const app = appOf(secret, label);
  return { address: app.toString(), secret: app.secret.base32 };
};

/** The time step of a code, which may be one too early or too late; undefined for a wrong code. */
export const stepOf = (secret: Uint8Array, code: string, now: number): number | undefined => {
  const off = appOf(secret, 'Lupa').validate({ token: code, timestamp: now, window: 1 });
  return off === null ? undefined : Math.floor(now / 1000 / period) + off;
};

/** Names the row that a secret belongs to, for `sealed.ts`. */
export const totpOf = (controller: number, staff: number): string => `lupa totp ${controller} ${staff}`;
