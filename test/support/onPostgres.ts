/** Whether this run is on PostgreSQL. */
export const onPostgres = process.env['LUPA_TEST_ENGINE'] === 'postgres';
