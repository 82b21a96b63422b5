const BOUNDARY = 'toodat-bench';

/** @param {Record<string, string>} fields as AdminJS's client posts them @returns {{ contentType: string, body: string }} */
export function multipart(fields) {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return { contentType: `multipart/form-data; boundary=${BOUNDARY}`, body: `${parts.join('')}--${BOUNDARY}--\r\n` };
}
