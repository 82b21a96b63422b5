import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Express } from 'express';
import type { IncomingMessage } from 'node:http';
import { networkKeys } from '../throttle/address-key.js';
import { clientAddress } from './forwarded.js';

/** Finds the networks under which limits count a request. */
@Injectable()
export class ClientNetworks {
  constructor(private readonly host: HttpAdapterHost) {}

  /** @returns the networks of the client's address, as `networkKeys` returns them */
  of(request: IncomingMessage): readonly string[] {
    return networkKeys(clientAddress(this.host.httpAdapter.getInstance<Express>(), request));
  }
}
