/** Signing what a webhook is told, in the manner of Standard Webhooks: whoever knows the secret can check that it came from here, and when. */
import { createHmac } from 'node:crypto';

/** The headers: id, time of this attempt, and one signature for each secret. */
export const signedHeaders = (
  secrets: readonly Uint8Array[],
  { id, now, body }: { id: string; now: number; body: string },
): Record<string, string> => {
  const timestamp = String(Math.floor(now / 1000));
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
};
