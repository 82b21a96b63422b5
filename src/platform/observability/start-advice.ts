import { dirname } from 'node:path';
import type { Settings } from '../config/settings.js';
import { isFolder } from '../database/sqlite/private-file.js';

type Failure = NodeJS.ErrnoException & { readonly hostname?: string };
type Advice = readonly [codes: RegExp, whatHappened: string, whatToDo: string];

const UNKNOWN_HOST = /^(ENOTFOUND|EAI_AGAIN)$/;

/** @returns one sentence about the address to listen on or the database; undefined when the operator can do nothing */
export function startAdvice(failure: Failure, settings: Settings): string | undefined {
  const code = failure.code ?? codeOfMessage(failure.message);
  if (code === undefined) return undefined;
  const advice = adviceFor(failure, settings).find(([codes]) => codes.test(code));
  return advice && `${advice[1]} (${code}): ${advice[2]}.`;
}

function adviceFor(failure: Failure, { host, port, database }: Settings): readonly Advice[] {
  if (failure.syscall === 'listen' || failure.hostname === host) return listenAdvice(host, port);
  return database.kind === 'postgres' ? postgresAdvice(failure.message) : sqliteAdvice(database.file);
}

const listenAdvice = (host: string, port: number): Advice[] => [
  [/^EADDRINUSE$/, `Port ${port} is already in use`, 'stop the program that listens there, or set PORT'],
  [/^EACCES$/, `This user may not listen on port ${port}`, 'set PORT to 1024 or more'],
  [/^EADDRNOTAVAIL$/, `HOST ${host} is no address of this machine`, 'set HOST to one, or to 0.0.0.0 for all'],
  [UNKNOWN_HOST, `HOST ${host} is an unknown name`, 'set HOST to an address of this machine, such as 127.0.0.1'],
];

function sqliteAdvice(file: string): Advice[] {
  const folder = dirname(file);
  const unwritable: readonly [string, string] = [
    `The database ${file} cannot be written`,
    'let the user that runs the service write to it and to its folder, or set DATABASE_URL to another file',
  ];
  const cannotOpen = isFolder(file)
    ? (['DATABASE_URL names a folder', 'set it to sqlite:<file>'] as const)
    : unwritable;
  return [
    [/^(EEXIST|ENOTDIR)$/, `A part of the path ${folder} is no folder`, 'move it, or set DATABASE_URL to another file'],
    [/^(SQLITE_CANTOPEN|EISDIR)/, ...cannotOpen],
    [/^(EACCES|ENOENT|EPERM|EROFS|SQLITE_READONLY.*)$/, ...unwritable],
    [/^SQLITE_NOTADB$/, `${file} is no SQLite database`, 'move it, or set DATABASE_URL to another file'],
    [/^SQLITE_CORRUPT/, `The database ${file} is damaged`, 'restore it from a backup'],
    [/^(ENOSPC|EDQUOT|SQLITE_FULL)$/, `The disk of ${folder} is full`, 'make room'],
  ];
}

/** PostgreSQL's own words name the user and the database, never the password. */
const postgresAdvice = (words: string): Advice[] => [
  [/^28/, `PostgreSQL refused the login, “${words}”`, 'correct the user and the password in DATABASE_URL'],
  [/^3D000$/, `PostgreSQL has no such database, “${words}”`, 'create the database, or correct DATABASE_URL'],
  [/^42501$/, `PostgreSQL refused, “${words}”`, 'let the user in DATABASE_URL create tables'],
  [/^25006$/, 'DATABASE_URL leads to a server that is not the primary', 'correct the host, or promote that server'],
  [UNKNOWN_HOST, 'The host name in DATABASE_URL is unknown', 'correct it'],
  [/^NO_PASSWORD$/, 'PostgreSQL asks for a password', 'set DATABASE_URL to postgres://user:password@host/database'],
  [/^NO_TLS$/, 'PostgreSQL offers no TLS', 'turn TLS on there, or take sslmode out of DATABASE_URL'],
  [
    /^(E(CONNREFUSED|CONNRESET|HOSTUNREACH|NETUNREACH|TIMEDOUT|NOENT|PIPE)|NO_ANSWER|57P0\d|53300)$/,
    'PostgreSQL does not answer',
    'start it, or correct host and port in DATABASE_URL',
  ],
];

/** node-postgres gives these errors no code. */
function codeOfMessage(message: string): string | undefined {
  if (/client password must be a/.test(message)) return 'NO_PASSWORD';
  if (/does not support SSL/.test(message)) return 'NO_TLS';
  return /^(timeout e|connection terminated)/i.test(message) ? 'NO_ANSWER' : undefined;
}
