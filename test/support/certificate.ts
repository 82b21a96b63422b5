import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { executable } from './executable.js';

/** Writes a key and a certificate for 127.0.0.1 that vouches for itself, good for a day. @returns the certificate's file */
export function writeCertificate(folder: string): string {
  const [key, certificate] = [join(folder, 'privkey.pem'), join(folder, 'fullchain.pem')];
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync(executable('openssl') ?? 'openssl', [...request, ...subject, '-keyout', key, '-out', certificate], {
    stdio: 'ignore',
  });
  return certificate;
}
