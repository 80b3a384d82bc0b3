/** JSON of a big answer, written in slices. */
import { gathering, slices } from './slices.ts';

type Gathered = ReturnType<typeof gathering>;

const write = async (out: Gathered, value: unknown, indent: string): Promise<void> => {
  const deeper = `${indent}  `;
  if (Array.isArray(value) && value.length > 0) {
    await out.add('[');
    for (const [place, one] of value.entries())
      await out.add(
        `${place > 0 ? ',' : ''}\n${deeper}${JSON.stringify(one, null, 2).replaceAll('\n', `\n${deeper}`)}`,
      );
    await out.add(`\n${indent}]`);
    return;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0) {
    await out.add('{');
    const members = Object.entries(value).filter(([, one]) => one !== undefined);
    for (const [place, [name, one]] of members.entries()) {
      await out.add(`${place > 0 ? ',' : ''}\n${deeper}${JSON.stringify(name)}: `);
      await write(out, one, deeper);
    }
    await out.add(`\n${indent}}`);
    return;
  }
  await out.add(JSON.stringify(value));
};

/** The value as indented JSON in UTF-8: for programs, and still to be read by people. */
export const jsonBytes = async (value: unknown): Promise<Uint8Array<ArrayBuffer>> => {
  const out = gathering(slices());
  await write(out, value, '');
  await out.add('\n');
  return out.bytes();
};
