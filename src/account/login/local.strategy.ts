import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { Strategy } from 'passport-local';
import { requestIdOf } from '../../platform/http/request-id.js';
import { readForm } from '../../platform/validation/form.pipe.js';
import { LoginDto } from '../account.dto.js';
import { AccountService } from '../account.service.js';
import type { User } from '../user.entity.js';

@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy) {
  constructor(private readonly accounts: AccountService) {
    super({ usernameField: 'email', passReqToCallback: true });
  }

  async validate(request: Request): Promise<User> {
    const { email, password } = readForm(LoginDto, request.body);
    const client = { address: request.ip ?? '', requestId: requestIdOf(request.res!) };
    return this.accounts.authenticate(email, password, client);
  }
}
