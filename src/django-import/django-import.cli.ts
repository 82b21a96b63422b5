import { Clock } from '../platform/time/clock.js';
import { DjangoImportCommand } from './django-import.command.js';

// `npm run import:django -- <file.sqlite3> [--write]`: takes over the database of the original Django service.
// Without --write it only prints a preview. Ends with 0: previewed, or imported and checked · 1: the file or the database
// was refused, and nothing was written · 2: any other error; nothing was written.

// A closed pipe (`… | head`) must not end the process during the import.
process.stdout.on('error', () => undefined);

const command = new DjangoImportCommand(new Clock(), (text) => void process.stdout.write(`${text}\n`));
process.exitCode = await command.run(process.argv.slice(2));
