import { Injectable, type ExecutionContext } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { Request } from 'express';
import { readForm } from '../../platform/validation/form.pipe.js';
import { LoginDto } from '../account.dto.js';
import { openLoginSession } from './session-login.js';

/** Checks the e-mail and the password, and opens a session with a new id. */
@Injectable()
export class LocalAuthGuard extends AuthGuard('local') {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    // passport-local answers a missing field without a message, so the form is validated first.
    readForm(LoginDto, request.body);
    await super.canActivate(context);
    await openLoginSession(request, request.user!);
    return true;
  }
}
