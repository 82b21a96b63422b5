/** `startsAt` → `starts_at`: a property's name in JSON, in forms and in the database. */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
