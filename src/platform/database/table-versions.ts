import { Injectable } from '@nestjs/common';
import type { EntityTarget, ObjectLiteral } from 'typeorm';

type Entity = EntityTarget<ObjectLiteral>;

/** Counts the commits of this process that changed each table. Caches compare the counts to notice changes. */
@Injectable()
export class TableVersions {
  private readonly counts = new Map<Entity, number>();

  increment(entities: Iterable<Entity>): void {
    for (const entity of entities) this.counts.set(entity, this.countOf(entity) + 1);
  }

  /** @returns a number that increases with every commit of this process that changed one of the tables */
  version(entities: readonly Entity[]): number {
    return entities.reduce((sum, entity) => sum + this.countOf(entity), 0);
  }

  private countOf(entity: Entity): number {
    return this.counts.get(entity) ?? 0;
  }
}
