import { registerDecorator } from 'class-validator';
import { asId, asText, emailProblem, idProblem, textProblem } from './field.js';
import { declareField, type FormField } from './form-fields.js';

/** Trimmed text of at most `maxLength` characters. */
export const CharField = ({ maxLength }: { maxLength: number }): PropertyDecorator =>
  field({ convert: asText, problem: (value) => textProblem(value, maxLength) });

export const EmailField = ({ maxLength }: { maxLength: number }): PropertyDecorator =>
  field({ convert: asText, problem: (value) => emailProblem(value, maxLength) });

/** The id of a row: a positive integer, as a number or as a string of digits. */
export const IdField = (): PropertyDecorator => field({ convert: asId, problem: idProblem });

function field(declared: FormField): PropertyDecorator {
  return (target, property) => {
    declareField(target.constructor, String(property), declared);
    registerDecorator({
      name: 'field',
      target: target.constructor,
      propertyName: String(property),
      validator: { validate: (value: unknown) => declared.problem(value) === undefined },
    });
  };
}
