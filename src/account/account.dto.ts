import { CharField, EmailField } from '../platform/validation/field.decorators.js';

// Request bodies. The maximum lengths are those of the original service, because clients depend on them.

export class SignupDto {
  @EmailField({ maxLength: 255 })
  email: string;

  @CharField({ maxLength: 128 })
  password: string;

  @CharField({ maxLength: 128 })
  confirm_password: string;
}

export class LoginDto {
  @CharField({ maxLength: 255 })
  email: string;

  @CharField({ maxLength: 128 })
  password: string;
}

export class ChangePasswordDto {
  @CharField({ maxLength: 128 })
  current_password: string;

  @CharField({ maxLength: 128 })
  new_password: string;

  @CharField({ maxLength: 128 })
  confirm_password: string;
}
