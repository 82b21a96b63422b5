import type { Request } from 'express';

/** Whether the request comes from the panel's scripts and not from a browser that opens a page. */
export const isApi = ({ baseUrl, path }: Request): boolean => /^\/admin\/api(\/|$)/i.test(baseUrl + path);
