import { BaseProperty } from 'adminjs';
import type { Field } from './field.js';

/** A field in AdminJS's interface. */
export class FieldProperty extends BaseProperty {
  constructor(
    private readonly field: Pick<Field<never>, 'name' | 'type' | 'isId' | 'isTitle' | 'order' | 'reference'>,
  ) {
    super({ path: field.name, type: field.type, isId: field.isId ?? false, isSortable: field.order !== undefined });
  }

  override isTitle(): boolean {
    return this.field.isTitle ?? false;
  }

  override reference(): string | null {
    return this.field.reference?.resource ?? null;
  }
}
