/** What a page sends when it is measured. */
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { analytics, sessionName } from '../../shared/analytics.ts';

const id = '01900000-0000-7000-8000-000000000001';
const batch = (events: object[]) =>
  v.parse(analytics, { v: 1, visitorKey: 'A'.repeat(43), session: { began: 1 }, events }).events;
const download = (file_extension?: string) => ({
  id,
  name: 'file_download',
  age: 0,
  page: '/',
  params: { ...(file_extension !== undefined && { file_extension }), link_url: 'https://a.test/b' },
});

test('of what may be a file, only what Google counts as one is kept; other events are left alone', () => {
  const listed =
    'pdf xls xlsx doc docx txt rtf csv exe key pps ppt pptx 7z pkg rar gz zip avi mov mp4 mpg mpeg wmv mid midi mp3 wav wma';
  expect(batch([...listed.split(' '), 'PDF'].slice(0, 25).map(download))).toHaveLength(25);
  expect(batch(listed.split(' ').slice(24).map(download))).toHaveLength(5);
  for (const other of ['doe', 'htm', 'jpg', 'php', '', 'pdfx', undefined])
    expect(batch([download(other)]), `${other}`).toEqual([]);
  const kept = batch([download('doe'), { ...download('doe'), name: 'click' }, download('zip')]);
  expect(kept.map(({ name }) => name)).toEqual(['click', 'file_download']);
});

test('more of a title is taken than is kept, so that it can be searched before it is shortened', () => {
  const [kept] = batch([{ id, name: 'page_view', age: 0, page: '/', title: 'a'.repeat(5000) }]);
  expect(kept?.title).toHaveLength(1000);
});

test('the session is kept beside the visitor key, under the site’s name', () => {
  expect(sessionName('demo')).toBe('lupa:demo:session');
});
