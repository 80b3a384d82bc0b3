/** Bytes as text and back: base64url for keys and digests, the usual dashes for UUIDs. Server side only. */
import { Buffer } from 'node:buffer';

export const toBase64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
export const fromBase64url = (text: string): Uint8Array => Buffer.from(text, 'base64url');

/** A UUID's 16 bytes as lower-case text with dashes. */
export const toUuid = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** The 16 bytes of a UUID's text. */
export const fromUuid = (text: string): Uint8Array => Buffer.from(text.replaceAll('-', ''), 'hex');

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the text is a UUID in lower case. */
export const isUuid = (text: string): boolean => uuid.test(text);
