export type Reply = string | number | null | Error | Reply[];
type Read = { readonly reply: Reply; readonly end: number };

/** Reads one reply of Redis's protocol (RESP2). @returns undefined while the reply is incomplete */
export function readReply(bytes: Buffer, at: number): Read | undefined {
  const lineEnd = bytes.indexOf('\r\n', at);
  if (lineEnd < 0) return undefined;
  const line = bytes.toString('latin1', at + 1, lineEnd);
  const end = lineEnd + 2;
  switch (String.fromCharCode(bytes[at]!)) {
    case '+':
      return { reply: line, end };
    case '-':
      return { reply: new Error(line), end };
    case ':':
      return { reply: Number(line), end };
    case '$':
      return readText(bytes, end, Number(line));
    case '*':
      return readList(bytes, end, Number(line));
    default:
      throw new Error(`not a reply of Redis: ${line}`);
  }
}

function readText(bytes: Buffer, at: number, length: number): Read | undefined {
  if (length < 0) return { reply: null, end: at };
  if (bytes.length < at + length + 2) return undefined;
  return { reply: bytes.toString('utf8', at, at + length), end: at + length + 2 };
}

function readList(bytes: Buffer, at: number, length: number): Read | undefined {
  const list: Reply[] = [];
  let end = at;
  for (let place = 0; place < length; place++) {
    const read = readReply(bytes, end);
    if (!read) return undefined;
    list.push(read.reply);
    end = read.end;
  }
  return { reply: list, end };
}
