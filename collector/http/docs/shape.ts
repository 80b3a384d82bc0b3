/** What a body looks like, in words: its members with kind, limits and whether they are needed. */
import { html } from 'hono/html';
import type { Html } from '../ownPage/frame.ts';
import type { Shape } from './document.ts';

const list = (words: readonly unknown[]): string => words.map((word) => JSON.stringify(word)).join(', ');

/** A kind in a few words. */
export const kindOf = (shape: Shape): string => {
  if (shape.const !== undefined) return JSON.stringify(shape.const);
  if (shape.enum) return `one of ${list(shape.enum)}`;
  if (shape.anyOf) return [...new Set(shape.anyOf.map(kindOf))].join(' or ');
  const type = Array.isArray(shape.type) ? shape.type.join(' or ') : (shape.type ?? 'anything');
  if (type === 'array') return `list of ${kindOf(shape.items ?? {})}`;
  const limits = [
    shape.minimum !== undefined && `from ${shape.minimum}`,
    shape.maximum !== undefined && `to ${shape.maximum}`,
    shape.minLength !== undefined && `at least ${shape.minLength} characters`,
    shape.maxLength !== undefined && `at most ${shape.maxLength} characters`,
    shape.default !== undefined && `${JSON.stringify(shape.default)} where it is missing`,
  ].filter((one) => one !== false);
  return [type, ...limits].join(', ');
};

const objectIn = (shape: Shape): Shape | undefined => {
  if (shape.properties) return shape;
  if (shape.items) return objectIn(shape.items);
  return shape.anyOf?.map(objectIn).find((one) => one !== undefined);
};

/** The members of a shape, with those inside them. */
export const membersOf = (shape: Shape | undefined): Html | '' => {
  const { properties, required = [] } = (shape && objectIn(shape)) ?? {};
  if (!properties) return '';
  return html`<dl>${Object.entries(properties).map(
    ([name, one]) =>
      html`<dt><code>${name}</code>${required.includes(name) ? '' : ' (optional)'}</dt><dd>${kindOf(one)}${membersOf(one)}</dd>`,
  )}</dl>`;
};
