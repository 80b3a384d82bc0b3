/** The structure of what a person takes along (GDPR 20), as it is published: version 1. It follows the catalogue. */
import * as v from 'valibot';
import { personalNouns } from '../../register/nouns/personal.ts';
import { eventMembers, personMembers, portableNouns, visitMembers } from '../../rights/answer/portable.ts';
import { memberOf, perhapsText, text, time } from './members.ts';

const kindOf = (table: string, member: string) => {
  const noun = personalNouns.find((one) => one.table === table);
  return noun?.fields[member] ?? noun?.shown?.[member] ?? 'text';
};

const named = (members: readonly string[], schema: (member: string) => v.GenericSchema) =>
  v.strictObject(Object.fromEntries(members.map((member) => [member, schema(member)])));

const ofBrowser = (member: string): v.GenericSchema => {
  if (member === 'received' || member === 'happened') return time;
  if (member === 'browserMajor') return v.nullable(v.number());
  return member === 'event' ? v.unknown() : perhapsText;
};

export const portableAnswerSchema = v.strictObject({
  v: v.literal(1),
  schema: text,
  made: time,
  controller: v.strictObject({ name: text, contact: text }),
  person: named(personMembers, () => perhapsText),
  ...Object.fromEntries(
    portableNouns.map(({ table, members }) => [
      table,
      v.array(named(members, (member) => memberOf(kindOf(table, member)))),
    ]),
  ),
  visits: v.array(named(visitMembers, ofBrowser)),
  events: v.array(named(eventMembers, ofBrowser)),
  withheld: v.array(v.strictObject({ from: text, id: v.nullable(text), why: text })),
});
