/** Times as staff are told them (RFC 3339). */

export const whenOf = (time: number | null): string | null =>
  time === null ? null : new Date(time).toISOString();
