/** Every notice ever published, word for word. */
import type { Notice } from '../../shared/notice.ts';
import { type Store, sql } from '../store/store.ts';

const noticeIn = sql`
  select notice_id as number, body from notices
  where controller_id = :controller and site_id = :site and version = :version`;
const noticeByNumber = sql`
  select notice_id as number, body from notices where controller_id = :controller and notice_id = :number`;

const newest = sql`
  select notice_id as number, body from notices
  where controller_id = :controller and site_id = :site
  order by notice_id desc
  limit 1`;

interface NoticeRow {
  number: number;
  body: string;
}

export interface KeptNotice {
  /** At its controller. */
  number: number;
  notice: Notice;
}

/** Notices as they were last read, by store: they never change. The oldest go when there are too many. */
const known = new WeakMap<Store, Map<string, KeptNotice>>();
const most = 1000;

const remembered = async (
  store: Store,
  name: string,
  read: () => Promise<NoticeRow[]>,
): Promise<KeptNotice | undefined> => {
  const notices = known.get(store) ?? new Map<string, KeptNotice>();
  known.set(store, notices);
  const last = notices.get(name);
  if (last) return last;
  const [row] = await read();
  if (!row) return undefined;
  const kept = { number: row.number, notice: JSON.parse(row.body) as Notice };
  if (notices.size >= most)
    for (const oldest of [...notices.keys()].slice(0, most / 2)) notices.delete(oldest);
  notices.set(name, kept);
  return kept;
};

/** A notice that was ever published for the site, by version. */
export const findNotice = (store: Store, controller: number, site: number, version: string) =>
  remembered(store, `${controller} ${site} ${version}`, () =>
    store.read<NoticeRow>(noticeIn, { controller, site, version }),
  );

/** A notice of the controller, by number. */
export const noticeNumbered = (store: Store, controller: number, number: number) =>
  remembered(store, `${controller} #${number}`, () =>
    store.read<NoticeRow>(noticeByNumber, { controller, number }),
  );

/** The notice of the site that was published last, in whichever language. */
export const latestNotice = async (
  store: Store,
  controller: number,
  site: number,
): Promise<KeptNotice | undefined> => {
  const [row] = await store.read<NoticeRow>(newest, { controller, site });
  return row && { number: row.number, notice: JSON.parse(row.body) as Notice };
};
