export const missing: string;
export const programs: () => string | undefined;
export const findPostgres: () => string;
