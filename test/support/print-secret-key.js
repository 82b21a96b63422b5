// Prints the secret key that the server keeps in the file argv[3], or why it cannot; argv[2] is the built server.
// With a fourth argument, another process does so too, from start to end, between this one's draft and its link.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, script, dist, file, interrupted] = process.argv;
if (interrupted) {
  const { fsyncSync } = fs;
  fs.fsyncSync = (descriptor) => {
    fs.fsyncSync = fsyncSync;
    syncBuiltinESMExports();
    fsyncSync(descriptor);
    process.stdout.write(`${execFileSync(process.execPath, [script, dist, file])}\n`);
  };
  syncBuiltinESMExports();
}
const { readOrCreateSecretKey } = await import(pathToFileURL(join(dist, 'platform/session/secret-key-file.js')).href);
try {
  process.stdout.write(readOrCreateSecretKey(file));
} catch (error) {
  process.stdout.write(`refused: ${error.message}`);
}
