/** Every notice ever published, word for word. */
import type { Notice } from '../../shared/notice.ts';
import { type Store, sql } from '../store/store.ts';

const noticeIn = sql`
  select notice_id as number, body from notices
  where controller_id = :controller and site_id = :site and version = :version`;
const noticeByNumber = sql`
  select notice_id as number, body from notices where controller_id = :controller and notice_id = :number`;

interface NoticeRow {
  number: number;
  body: string;
}

const read = (row: NoticeRow | undefined) =>
  row && { number: row.number, notice: JSON.parse(row.body) as Notice };

/** A notice that was ever published for the site, by version. */
export const findNotice = async (store: Store, controller: number, site: number, version: string) =>
  read((await store.read<NoticeRow>(noticeIn, { controller, site, version }))[0]);

/** A notice of the controller, by number. */
export const noticeNumbered = async (store: Store, controller: number, number: number) =>
  read((await store.read<NoticeRow>(noticeByNumber, { controller, number }))[0]);
