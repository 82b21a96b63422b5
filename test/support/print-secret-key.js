// Prints the secret key that the server keeps in the file argv[3], or why it cannot; argv[2] is the built server.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , dist, file] = process.argv;
const { readOrCreateSecretKey } = await import(pathToFileURL(join(dist, 'platform/session/secret-key-file.js')).href);
try {
  process.stdout.write(readOrCreateSecretKey(file));
} catch (error) {
  process.stdout.write(`refused: ${error.message}`);
}
